import { beforeEach, describe, expect, test } from 'vitest';
import type { ChosenFile, FilesPreview, LabState, ModelPreview } from '../../../src/state/contract';
import { beginJob } from '../../../src/state/jobs/job';
import { leaveQuestion, openAny, takeFiles, takeModel } from '../../../src/state/setup/openFiles';
import { initialState } from '../../../src/state/store';
import { answerPulls, autosave, emptyHistory, standInLab } from '../standInWorker';

const file = (path: string, content = 'x'): ChosenFile => ({ path, file: new File([content], path) });
const preview = { name: 'MNIST', parts: [{ part: 'training', counts: [3] }] } as unknown as FilesPreview;
const model = { name: 'net', scaling: { id: 'unit' } } as unknown as ModelPreview;
const before = {
  model: { id: 'mnist-2nn' },
  dataset: { id: 'digits', classNames: [] },
  datasets: [],
  removed: new Uint8Array(1),
  data: 'd',
  history: emptyHistory,
  restored: [],
  comparisons: [],
  autosave,
} as unknown as LabState;
const taken = {
  setup: 2,
  version: 2,
  dataset: { id: 'mnist', classNames: ['0'], trainingCount: 3 },
  datasets: [{ id: 'mnist', kind: 'kept' }],
  model: { id: 'mnist-2nn' },
  removed: new Uint8Array(1),
  data: 'd',
  history: emptyHistory,
  restored: [],
  comparisons: [],
  autosave,
} as unknown as LabState;

let called: string[] = [];
const store = standInLab({
  ...answerPulls(() => taken),
  readFiles: async (files) => {
    called.push(`read ${files.map(({ path }) => path).join(' ')}`);
    if (files.some(({ path }) => path === 'broken')) throw new Error('broken: expected 8 bytes, found 7.');
    return preview;
  },
  takeFiles: async (limit) => {
    called.push(`take ${limit}`);
    return taken;
  },
  dropFiles: async () => void called.push('drop'),
  readModel: async (files) => {
    called.push(`read model ${files.map(({ path }) => path).join(' ')}`);
    return files.some(({ path }) => path === 'card.json') ? null : model;
  },
  takeModel: async (scaling) => {
    called.push(`take ${scaling}`);
    return taken;
  },
  openModel: async (files) => {
    called.push(`model ${files.map(({ path }) => path).join(' ')}`);
    return taken;
  },
  importSession: async (files) => {
    called.push(`session ${files.map(({ path }) => path).join(' ')}`);
    return taken;
  },
  cancel: async () => {},
});

beforeEach(() => {
  called = [];
  store.setState({ ...initialState, lab: before });
});

describe('files', () => {
  test('that come while the lab is at work are refused in a sentence', async () => {
    beginJob(store, { kind: 'session', what: 'Packing' });
    await openAny(store, [file('train-images-idx3-ubyte')]);
    expect(called).toEqual([]);
    expect(store.getState().notices).toMatchObject([
      { kind: 'information', message: 'The lab is at work: drop or choose the files again when it is done.' },
    ]);
  });

  test('of none are nothing to speak of', async () => {
    await openAny(store, []);
    expect(called).toEqual([]);
    expect(store.getState().notices).toEqual([]);
  });

  test('are shown first, and the data stay as they are until they are taken', async () => {
    await openAny(store, [file('a'), file('b')]);
    expect(store.getState()).toMatchObject({
      question: { kind: 'files', names: 'a, b', preview },
      lab: before,
    });
    await takeFiles(store, 1000);
    expect(called).toEqual(['read a b', 'take 1000']);
    expect(store.getState()).toMatchObject({
      question: null,
      lab: taken,
      settings: { dataset: 'own', model: 'mnist-2nn' },
      notices: [{ message: 'Opened 3 training samples from a, b.' }],
    });
  });

  test('that are left are forgotten', async () => {
    await openAny(store, [file('a')]);
    await leaveQuestion(store);
    expect(called).toEqual(['read a', 'drop']);
    expect(store.getState()).toMatchObject({ question: null, lab: before });
  });

  test('that are corrupt are told by name, and nothing is asked', async () => {
    await openAny(store, [file('broken')]);
    expect(store.getState()).toMatchObject({
      question: null,
      lab: before,
      notices: [{ kind: 'error', message: 'broken: expected 8 bytes, found 7.' }],
    });
  });

  test('of a model are shown first, and taken with the scaling that is chosen', async () => {
    await openAny(store, [file('net/model.json'), file('net/weights.bin')]);
    expect(store.getState()).toMatchObject({ question: { kind: 'model', preview: model }, lab: before });
    await takeModel(store, 'bytes');
    expect(called).toEqual(['read model net/model.json net/weights.bin', 'take bytes']);
    expect(store.getState()).toMatchObject({ question: null, lab: taken });
  });

  test('of a model that is left are forgotten', async () => {
    await openAny(store, [file('model.json'), file('weights.bin')]);
    await leaveQuestion(store);
    expect(called).toEqual(['read model model.json weights.bin', 'drop']);
    expect(store.getState()).toMatchObject({ question: null, lab: before });
  });

  test('of a checkpoint of the lab open at once', async () => {
    await openAny(store, [file('card.json'), file('model.json')]);
    expect(called).toEqual(['read model card.json model.json', 'model card.json model.json']);
    expect(store.getState().question).toBeNull();
  });
});

describe('a session', () => {
  test.each(['digits.lethe-session.json', 'renamed.json'])(
    'that is dropped as %s is opened as one',
    async (path) => {
      await openAny(store, [file(path, '{"format":"lethe-session"}')]);
      expect(called).toEqual([`session ${path}`]);
      expect(store.getState()).toMatchObject({
        lab: taken,
        notices: [{ message: 'Opened a session of 0 removals.' }],
      });
    },
  );
});
