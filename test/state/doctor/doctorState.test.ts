import { expect, it } from 'vitest';
import { createDoctorStore } from '../../../src/state/doctor/doctorState';
import type { DoctorReport, ExaminationProgress } from '../../../src/worker/doctorClient';

const report = { passed: true } as DoctorReport;

/** An examination whose end the test decides, with what it heard of it. */
function standIn() {
  const begun: {
    tell: (progress: ExaminationProgress) => void;
    finish: (report: DoctorReport) => void;
    fail: (error: Error) => void;
    ended: boolean;
  }[] = [];
  const store = createDoctorStore((tell) => {
    let resolve!: (report: DoctorReport) => void;
    let reject!: (error: Error) => void;
    const promise = new Promise<DoctorReport>((finish, fail) => {
      [resolve, reject] = [finish, fail];
    });
    const one = { tell, finish: resolve, fail: reject, ended: false };
    begun.push(one);
    return { report: promise, end: () => Object.assign(one, { ended: true }) };
  });
  return { store, begun };
}

const progress = { kernel: 'copy', done: 1, total: 2 };

it('goes from waiting to its report', async () => {
  const { store, begun } = standIn();
  expect(store.state.getState()).toEqual({ stage: 'waiting' });
  const end = store.examine();
  expect(store.state.getState()).toEqual({ stage: 'examining', progress: null });
  begun[0]!.tell(progress);
  expect(store.state.getState()).toEqual({ stage: 'examining', progress });
  begun[0]!.finish(report);
  await end;
  expect(store.state.getState()).toEqual({ stage: 'examined', report });
});

it('says why there is none', async () => {
  const { store, begun } = standIn();
  const end = store.examine();
  begun[0]!.fail(new Error('no adapter'));
  await end;
  expect(store.state.getState()).toEqual({ stage: 'failed', reason: 'no adapter' });
});

it('ends when it is cancelled, and hears nothing more of it', async () => {
  const { store, begun } = standIn();
  void store.examine();
  store.cancel();
  expect(begun[0]!.ended).toBe(true);
  begun[0]!.tell(progress);
  expect(store.state.getState()).toEqual({ stage: 'waiting' });
  const second = store.examine();
  begun[0]!.finish({ passed: false } as DoctorReport);
  begun[1]!.finish(report);
  await second;
  expect(store.state.getState()).toEqual({ stage: 'examined', report });
});
