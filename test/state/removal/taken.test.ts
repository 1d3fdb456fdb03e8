import { expect, test } from 'vitest';
import { takenOnShow } from '../../../src/state/history/shownState';
import { receive } from '../../../src/state/jobs/receive';
import {
  moverSentence,
  plainSentence,
  takenSentences,
  tooSmallSentence,
} from '../../../src/state/removal/plainSentence';
import { initialState, type State } from '../../../src/state/store';
import type { StepTaken } from '../../../src/worker/protocol';
import { report } from '../../view/openLab';
import { standInLab } from '../standInWorker';

const taken: StepTaken = {
  id: 1,
  request: report.request,
  samples: report.samples,
  slices: report.selection!.selected.length,
  update: report.update,
};

const job = {
  ...{ id: 1, kind: 'removal', what: 'Unlearning', fraction: 0, remainingMs: null },
  ...{ samples: report.request.samples, removals: 1, position: 0, rejected: 0 },
  ...{ request: report.request, phase: 'evaluate', phaseFraction: 0 },
} as State['job'];

test('what is said of a step that is taken is what its report begins with', () => {
  const classNames = [...'0123456789'];
  const { label } = report.samples[0]!;
  const left = report.after.classes.residual[label]!.count;
  const residual = report.after.classes.residual.map((one, i) =>
    i === label ? { ...one, count: left + 1 } : one,
  );
  const before = { ...report.after, classes: { ...report.after.classes, residual } };
  expect(takenSentences(taken, before, classNames)).toEqual({
    plain: `${plainSentence(report, classNames)} ${moverSentence(report)}`,
    tooSmall: tooSmallSentence(report, classNames),
  });
});

test('a step is on show until its report is there, and nothing is told of it; not where something else is looked at', () => {
  const store = standInLab({});
  store.setState({ ...initialState, job, announced: 'Unlearning' });
  expect(takenOnShow(store.getState())).toBeNull();
  receive(store, { kind: 'step', taken });
  expect(takenOnShow(store.getState())).toBe(taken);
  expect(store.getState().announced).toBe('Unlearning');
  const on = (changed: Partial<State>) => takenOnShow({ ...store.getState(), ...changed });
  expect(on({ shown: 0 })).toBeNull();
  expect(on({ reports: [{ id: 1 }] as unknown as State['reports'] })).toBeNull();
  for (const otherwise of [
    { job: { ...job, removals: 2 } as State['job'] },
    { job, reportTab: 'metrics' } as const,
  ]) {
    store.setState(otherwise);
    receive(store, { kind: 'step', taken });
    expect(takenOnShow(store.getState())).toBeNull();
  }
});
