/** The stories, in the order in which a class may take them. A further one is an entry here and its words in the catalogue (page.stories.each). */

import { formats } from '../../words/say';
import { comparisonOf } from '../compare/comparisonOf';
import { compareWithRetraining, measureComeback } from '../compare/retraining';
import { startOver } from '../history/startOver';
import { findExample } from '../samples/example';
import type { LabStore } from '../store';
import {
  effects,
  firstByLoss,
  found,
  ofClass,
  open,
  ownChance,
  remove,
  retrainedChance,
  surest,
  tryPatch,
} from './acts';
import type { Notes, Story, StoryStep } from './story';

/** Where on the page a step points. */
const places = {
  samples: '[data-place="samples"]',
  report: '[data-place="report"]',
  settings: '[data-place="settings"]',
  history: '[data-place="history"]',
} as const;

const begin = (dataset: string, model: string): StoryStep => ({
  id: 'begin',
  highlight: places.samples,
  act: (store) => open(store, dataset, model),
});

const ending: StoryStep = { id: 'end', highlight: places.history };

/** Back to the original first; then these samples go by a method, without the guard, and what came of it is noted under a name. */
const removeAs =
  (name: string, samples: (store: LabStore) => readonly number[], settings: Parameters<typeof remove>[2]) =>
  async (store: LabStore): Promise<Notes | null> => {
    await startOver(store);
    const report = await remove(store, samples(store), { guard: null, ...settings });
    return report && effects(report, name);
  };

const planted = ({ getState }: LabStore) => [...(getState().images?.planted?.samples ?? [])];
const mislabelled = 'fashion_labels-0.05-1';
const backDoored = 'fashion_patch-0.05-1';
/** The class that goes: sandals, which look like no other class but shoes. */
const goneClass = 5;
/** A removal that is accepted whatever it costs, with noise for this budget. */
const withNoise = (epsilon: number) => ({ guard: null, noise: true, epsilon });

async function noisy(store: LabStore, epsilon: number, name: string): Promise<Notes | null> {
  await startOver(store);
  const sample = surest(store);
  const report = sample === null ? null : await remove(store, [sample], withNoise(epsilon));
  if (!report) return null;
  return {
    [name]: formats.chance(report.after.validationAccuracy),
    before: formats.chance(report.before.validationAccuracy),
    [`${name}Times`]: formats.whole(Math.round((report.update.noise?.norm ?? 0) / report.update.stepNorm)),
  };
}

export const stories = {
  onePicture: {
    dataset: 'fashion',
    model: 'mnist-2nn',
    steps: [
      begin('fashion', 'mnist-2nn'),
      {
        id: 'easy',
        highlight: places.report,
        act: async (store) => {
          const sample = surest(store);
          const report = sample === null ? null : await remove(store, [sample]);
          return report && ownChance(report, 'easy');
        },
      },
      { id: 'why', highlight: places.report, right: () => 'a' },
      {
        id: 'hard',
        highlight: places.report,
        act: async (store) => {
          await startOver(store);
          const sample = await findExample(store);
          const report = sample === null ? null : await remove(store, [sample]);
          return report && { sample: String(sample), ...ownChance(report, 'hard') };
        },
      },
      {
        id: 'never',
        highlight: places.report,
        act: (store, { sample }) => retrainedChance(store, Number(sample)),
      },
      ending,
    ],
  },
  mislabelled: {
    dataset: mislabelled,
    model: 'mnist-logistic',
    steps: [
      begin(mislabelled, 'mnist-logistic'),
      { id: 'find', highlight: places.samples, act: async (store) => found(store) },
      { id: 'chance', highlight: places.samples, right: () => 'a' },
      {
        id: 'forget',
        highlight: places.report,
        act: removeAs('paper', firstByLoss, {}),
      },
      {
        id: 'retrain',
        highlight: places.report,
        act: removeAs('retraining', firstByLoss, { method: 'retraining' }),
      },
      ending,
    ],
  },
  wholeClass: {
    dataset: 'fashion',
    model: 'mnist-logistic',
    steps: [
      begin('fashion', 'mnist-logistic'),
      {
        id: 'paper',
        highlight: places.report,
        act: removeAs('paper', (store) => ofClass(store, goneClass), {}),
      },
      {
        id: 'labels',
        highlight: places.report,
        act: removeAs('labels', (store) => ofClass(store, goneClass), { method: 'random-labels' }),
      },
      { id: 'which', highlight: places.history, right: () => 'c' },
      {
        id: 'retrain',
        highlight: places.report,
        act: removeAs('retraining', (store) => ofClass(store, goneClass), { method: 'retraining' }),
      },
      ending,
    ],
  },
  backDoor: {
    dataset: backDoored,
    model: 'mnist-logistic',
    steps: [
      begin(backDoored, 'mnist-logistic'),
      { id: 'try', highlight: places.samples, act: (store) => tryPatch(store, 'first') },
      { id: 'notice', highlight: places.samples, right: () => 'b' },
      {
        id: 'forget',
        highlight: places.report,
        act: async (store) => {
          const notes = await removeAs('paper', planted, {})(store);
          const tried = notes && (await tryPatch(store, 'paper'));
          return tried && { ...notes, ...tried };
        },
      },
      {
        id: 'retrain',
        highlight: places.report,
        act: async (store) => {
          const notes = await removeAs('retraining', planted, { method: 'retraining' })(store);
          const tried = notes && (await tryPatch(store, 'retraining'));
          return tried && { ...notes, ...tried };
        },
      },
      ending,
    ],
  },
  privacy: {
    dataset: 'fashion',
    model: 'mnist-logistic',
    steps: [
      begin('fashion', 'mnist-logistic'),
      { id: 'large', highlight: places.report, act: (store) => noisy(store, 0.9, 'large') },
      { id: 'small', highlight: places.report, act: (store) => noisy(store, 0.1, 'small') },
      { id: 'proof', highlight: places.settings, right: () => 'b' },
      ending,
    ],
  },
  chance: {
    dataset: 'fashion',
    model: 'mnist-2nn',
    steps: [
      begin('fashion', 'mnist-2nn'),
      {
        id: 'lfoci',
        highlight: places.report,
        act: async (store) => {
          const sample = await findExample(store);
          const report = sample === null ? null : await remove(store, [sample]);
          return (
            report && {
              sample: String(sample),
              slices: formats.whole(report.selection!.selected.length),
              ...ownChance(report, 'lfoci'),
            }
          );
        },
      },
      {
        id: 'drawn',
        highlight: places.report,
        act: async (store, { sample }) => {
          await startOver(store);
          const report = await remove(store, [Number(sample)], { selection: 'random-layer' });
          return report && ownChance(report, 'drawn');
        },
      },
      { id: 'fair', highlight: places.report, right: () => 'c' },
      {
        id: 'never',
        highlight: places.report,
        act: (store, { sample }) => retrainedChance(store, Number(sample)),
      },
      ending,
    ],
  },
  comesBack: {
    dataset: 'fashion',
    model: 'mnist-logistic',
    steps: [
      begin('fashion', 'mnist-logistic'),
      {
        id: 'forget',
        highlight: places.report,
        act: removeAs('paper', (store) => ofClass(store, goneClass), { method: 'gradient-ascent' }),
      },
      { id: 'guess', highlight: places.report, right: () => 'b' },
      {
        id: 'relearn',
        highlight: places.report,
        act: async (store) => {
          await compareWithRetraining(store);
          const state = store.getState().lab?.history.current ?? 0;
          await measureComeback(store, state);
          const relearning = comparisonOf(store.getState(), state)?.comeback?.relearning;
          if (!relearning) return null;
          const { unlearned, retrained, limit } = relearning;
          const epochs = ({ epochs: some }: typeof unlearned) => (some === null ? '' : formats.number(some));
          return { unlearned: epochs(unlearned), retrained: epochs(retrained), limit: formats.whole(limit) };
        },
      },
      ending,
    ],
  },
} as const satisfies Record<string, Story>;

export type StoryId = keyof typeof stories;
