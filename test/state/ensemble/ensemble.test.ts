import { beforeEach, describe, expect, test } from 'vitest';
import {
  attackRemoved,
  estimateEnsemble,
  followModels,
  makeEnsemble,
  whyNoEnsemble,
} from '../../../src/state/ensemble/ensemble';
import { applyMoment } from '../../../src/state/jobs/applyMoment';
import { initialState, type State } from '../../../src/state/store';
import type { AttackReport, EnsembleState } from '../../../src/worker/protocol';
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
let make: () => Promise<EnsembleState | null> = async () => made;
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
  attack: async () => ({ ...made, attack: { models: 64 } as AttackReport }),
});
const notices = () => store.getState().notices.map(({ message }) => message);

beforeEach(() => {
  store.setState({ ...initialState, lab });
  there = none;
  asked = [];
  make = async () => made;
});

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

  test('is trained, and what was trained is there when it is cancelled', async () => {
    store.setState({ ensemble: none });
    there = { ...none, made: 7 };
    make = async () => {
      followModels(store, { kind: 'ensemble', done: 7, count: 64, fraction: 0.11, remainingMs: 5000 });
      expect(store.getState().job).toMatchObject({ kind: 'ensemble', fraction: 0.11, remainingMs: 5000 });
      expect(store.getState().job!.what).toContain('7 of 64');
      throw new DOMException('Cancelled.', 'AbortError');
    };
    await makeEnsemble(store);
    expect(store.getState().ensemble!.made).toBe(7);
    expect(notices()).toEqual([expect.stringContaining('goes on from there')]);
    make = async () => made;
    await makeEnsemble(store);
    expect(store.getState()).toMatchObject({ ensemble: made, memorisation });
  });

  test('is attacked', async () => {
    store.setState({ ensemble: made, memorisation });
    await attackRemoved(store);
    expect(store.getState().ensemble!.attack).toEqual({ models: 64 });
    expect(store.getState().job).toBeNull();
  });

  test('cannot be where nobody knows the training', () => {
    const state = { ...initialState, lab } as State;
    expect(whyNoEnsemble({ ...state, ensemble: none })).toBeNull();
    expect(whyNoEnsemble(state)).toMatch(/train/i);
    expect(whyNoEnsemble({ ...state, lab: trainedLab({ model: { ...lab.model, training: null } }) })).toMatch(
      /Train Net/,
    );
  });
});
