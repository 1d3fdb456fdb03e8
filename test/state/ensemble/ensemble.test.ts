import { beforeEach, describe, expect, test } from 'vitest';
import {
  attackRemoved,
  estimateEnsemble,
  followBackground,
  makeEnsemble,
  stopBackground,
  takeBackgroundEnd,
  whyNoEnsemble,
} from '../../../src/state/ensemble/ensemble';
import { applyMoment } from '../../../src/state/jobs/applyMoment';
import { initialState, type State } from '../../../src/state/store';
import { SaidError } from '../../../src/words/saidError';
import type { BackgroundJob, BackgroundOutcome, EnsembleState } from '../../../src/worker/protocol';
import { trainedLab } from '../standInLabState';
import { answerPulls, standInLab } from '../standInWorker';

const none: EnsembleState = {
  key: 'k',
  count: 64,
  seed: 1,
  made: 0,
  from: null,
  session: 's',
  state: 0,
  percentiles: [],
  attack: null,
};
const made: EnsembleState = { ...none, made: 64, from: 'made' };
const memorisation = {
  ensemble: 'k',
  values: Float32Array.of(1, Number.NaN),
  errors: Float32Array.of(0.5, Number.NaN),
};

let there: EnsembleState | null = none;
let asked: string[] = [];
let make: () => Promise<void> = async () => {};
let stopped: (number | undefined)[] = [];
const lab = trainedLab();
const store = standInLab({
  ...answerPulls(() => lab),
  ensemble: async () => there,
  memorisation: async () => {
    asked.push('memorisation');
    return memorisation;
  },
  estimateEnsemble: async () => {
    asked.push('estimate');
    return 90_000;
  },
  makeEnsemble: () => make(),
  attack: async () => {
    asked.push('attack');
  },
  cancelBackground: async (id) => {
    stopped.push(id);
  },
});
const notices = () => store.getState().notices.map(({ message }) => message);

beforeEach(() => {
  store.setState({ ...initialState, lab });
  there = none;
  asked = [];
  stopped = [];
  make = async () => {};
});

const running = (id: number, more: Partial<BackgroundJob> = {}): BackgroundJob => ({
  ...{ id, kind: 'ensemble', ensemble: 'k', model: 'Net', data: 'Digits' },
  ...{ done: 7, count: 64, fraction: 0.11, remainingMs: 5000, rests: false },
  ...more,
});
const ends = (outcome: Partial<BackgroundOutcome> & Pick<BackgroundOutcome, 'job'>) =>
  takeBackgroundEnd(store, { end: 'done', problem: null, ...outcome });

describe('the ensemble of the open model', () => {
  test('is asked for beside a moment, and memorisation once where it is known', async () => {
    const moment = async () => {
      await applyMoment(store, store.connection.lab, lab);
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await moment();
    expect(store.getState()).toMatchObject({ ensemble: none, memorisation: null });
    there = made;
    await moment();
    expect(store.getState().memorisation).toEqual(memorisation);
    await moment();
    expect(asked).toEqual(['memorisation']);
    there = null;
    await moment();
    expect(store.getState()).toMatchObject({ ensemble: null, memorisation: null });
  });

  test('has a time that is found out once, while nothing else runs', async () => {
    store.setState({ ensemble: none });
    await estimateEnsemble(store);
    await estimateEnsemble(store);
    expect(asked).toEqual(['estimate']);
    expect(store.getState().ensembleMs).toEqual({ key: 'k', ms: 90_000 });
  });

  test('is trained in the background while the page stays free, and is there when that is done', async () => {
    store.setState({ ensemble: none });
    await makeEnsemble(store);
    followBackground(store, running(1));
    followBackground(store, running(1, { done: 8, rests: true }));
    const { job, background } = store.getState();
    expect(job).toBeNull();
    expect(background).toMatchObject({ done: 8, rests: true, stopping: false });
    await estimateEnsemble(store);
    await attackRemoved(store);
    expect(asked).toEqual([]);
    there = made;
    await ends({ job: running(1, { done: 64 }) });
    expect(store.getState()).toMatchObject({ background: null, ensemble: made, memorisation });
    expect(notices()).toEqual(['All 64 models of Net on halves of Digits are trained.']);
  });

  test('is stopped once, and what was trained is there', async () => {
    store.setState({ ensemble: none });
    followBackground(store, running(3));
    await Promise.all([stopBackground(store), stopBackground(store)]);
    followBackground(store, running(3, { done: 8 }));
    expect(store.getState().background!.stopping).toBe(true);
    expect(stopped).toEqual([3]);
    there = { ...none, made: 8 };
    await ends({ job: running(3), end: 'cancelled' });
    expect(store.getState().ensemble!.made).toBe(8);
    expect(notices()).toEqual([expect.stringContaining('goes on from there')]);
  });

  test('says why it could not begin or failed; an interruption that goes on is not told', async () => {
    store.setState({ ensemble: none });
    make = () => Promise.reject(new SaidError('lab.background.elsewhere', []));
    await makeEnsemble(store);
    expect(notices()).toEqual([expect.stringContaining('Another window')]);
    followBackground(store, running(4));
    await ends({ job: running(4), end: 'failed', problem: 'The disk is full.' });
    expect(notices()).toContain('The disk is full.');
    const before = notices().length;
    followBackground(store, running(5));
    followBackground(store, running(6));
    await ends({ job: running(5), end: 'interrupted' });
    expect(store.getState().background!.id).toBe(6);
    expect(notices().length).toBe(before);
  });

  test('is attacked', async () => {
    store.setState({ ensemble: made, memorisation });
    // A double click begins one.
    await Promise.all([attackRemoved(store), attackRemoved(store)]);
    expect(asked).toEqual(['attack']);
  });

  test('cannot be where nobody knows the training', () => {
    const state = { ...initialState, lab } as State;
    expect(whyNoEnsemble({ ...state, ensemble: none })).toBeNull();
    expect(whyNoEnsemble(state)).toMatch(/train/i);
    expect(whyNoEnsemble({ ...state, lab: trainedLab({ model: { ...lab.model, training: null } }) })).toMatch(
      /Train Two-layer net on Handwritten-like digits/,
    );
  });
});
