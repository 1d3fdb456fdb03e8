/** The stories, in the order in which a class may take them. A further one is an entry here and its words in the catalogue (page.stories.each). */

import { formats } from '../../words/say';
import { presets } from '../../worker/protocol';
import { startOver } from '../history/startOver';
import { findExample } from '../samples/example';
import type { LabStore } from '../store';
import {
  effects,
  firstByLoss,
  found,
  ofClass,
  open,
  openPlanted,
  ownChance,
  ownLoss,
  relearn,
  remove,
  retrainedChance,
  surest,
  tryPatch,
} from './acts';
import type { FormulaName, Notes, Story, StoryStep } from './story';

/** Where on the page a step points. */
const places = {
  samples: '[data-place="samples"]',
  report: '[data-place="report"]',
  settings: '[data-place="settings"]',
  history: '[data-place="history"]',
} as const;

const begin = (dataset: string, model: string): StoryStep => ({
  id: 'begin',
  formula: 'training',
  highlight: places.samples,
  act: (store) => open(store, dataset, model),
});

const ending = (formula: FormulaName): StoryStep => ({ id: 'end', formula, highlight: places.history });

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
/** The damping of the authors' own runs, whose noise grows with its third power: at the lab's default it is too short to be seen. */
const paperDamping = presets.paper.damping;

const noisy =
  (epsilon: number, name: string) =>
  async (store: LabStore): Promise<Notes | null> => {
    await startOver(store);
    const sample = surest(store);
    const settings = { guard: null, noise: true, epsilon, damping: paperDamping };
    const report = sample === null ? null : await remove(store, [sample], settings);
    if (!report) return null;
    return {
      [name]: formats.chance(report.after.validationAccuracy),
      before: formats.chance(report.before.validationAccuracy),
      [`${name}Times`]: formats.whole(Math.round((report.update.noise?.norm ?? 0) / report.update.stepNorm)),
    };
  };

export const stories = {
  onePicture: {
    dataset: 'fashion',
    model: 'mnist-2nn',
    steps: [
      begin('fashion', 'mnist-2nn'),
      {
        id: 'easy',
        formula: 'step',
        highlight: places.report,
        act: async (store) => {
          const sample = surest(store);
          const report = sample === null ? null : await remove(store, [sample]);
          return report && ownChance(report, 'easy');
        },
      },
      { id: 'why', formula: 'flat', highlight: places.report, right: () => 'a' },
      {
        id: 'hard',
        formula: 'example',
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
        formula: 'retraining',
        highlight: places.report,
        act: (store, { sample }) => retrainedChance(store, Number(sample)),
      },
      ending('mark'),
    ],
  },
  mislabelled: {
    dataset: mislabelled,
    model: 'mnist-logistic',
    steps: [
      begin(mislabelled, 'mnist-logistic'),
      { id: 'find', formula: 'loss', highlight: places.samples, act: async (store) => found(store) },
      { id: 'chance', formula: 'byChance', highlight: places.samples, right: () => 'a' },
      {
        id: 'forget',
        formula: 'step',
        highlight: places.report,
        act: removeAs('paper', firstByLoss, {}),
      },
      {
        id: 'retrain',
        formula: 'retraining',
        highlight: places.report,
        act: removeAs('retraining', firstByLoss, { method: 'retraining' }),
      },
      ending('found'),
    ],
  },
  wholeClass: {
    dataset: 'fashion',
    model: 'mnist-logistic',
    steps: [
      begin('fashion', 'mnist-logistic'),
      {
        id: 'paper',
        formula: 'step',
        highlight: places.report,
        act: removeAs('paper', (store) => ofClass(store, goneClass), {}),
      },
      {
        id: 'labels',
        formula: 'randomLabels',
        highlight: places.report,
        act: removeAs('labels', (store) => ofClass(store, goneClass), { method: 'random-labels' }),
      },
      { id: 'which', formula: 'accuracy', highlight: places.history, right: () => 'c' },
      {
        id: 'retrain',
        formula: 'retraining',
        highlight: places.report,
        act: removeAs('retraining', (store) => ofClass(store, goneClass), { method: 'retraining' }),
      },
      ending('accuracy'),
    ],
  },
  backDoor: {
    dataset: backDoored,
    model: 'mnist-logistic',
    steps: [
      {
        ...begin(backDoored, 'mnist-logistic'),
        act: (store) => openPlanted(store, backDoored, 'mnist-logistic'),
      },
      { id: 'try', formula: 'patch', highlight: places.samples, act: (store) => tryPatch(store, 'first') },
      { id: 'notice', formula: 'accuracy', highlight: places.samples, right: () => 'b' },
      {
        id: 'forget',
        formula: 'step',
        highlight: places.report,
        act: async (store) => {
          const notes = await removeAs('paper', planted, {})(store);
          const tried = notes && (await tryPatch(store, 'paper'));
          return tried && { ...notes, ...tried };
        },
      },
      {
        id: 'retrain',
        formula: 'retraining',
        highlight: places.report,
        act: async (store) => {
          const notes = await removeAs('retraining', planted, { method: 'retraining' })(store);
          const tried = notes && (await tryPatch(store, 'retraining'));
          return tried && { ...notes, ...tried };
        },
      },
      ending('patch'),
    ],
  },
  privacy: {
    dataset: 'fashion',
    model: 'mnist-2nn',
    steps: [
      begin('fashion', 'mnist-2nn'),
      { id: 'large', formula: 'noise', highlight: places.report, act: noisy(0.9, 'large') },
      { id: 'middle', formula: 'noise', highlight: places.report, act: noisy(0.3, 'middle') },
      { id: 'small', formula: 'noise', highlight: places.report, act: noisy(0.1, 'small') },
      { id: 'proof', formula: 'budget', highlight: places.settings, right: () => 'b' },
      ending('budget'),
    ],
  },
  chance: {
    dataset: 'fashion',
    model: 'mnist-2nn',
    steps: [
      begin('fashion', 'mnist-2nn'),
      {
        id: 'lfoci',
        formula: 'selection',
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
        formula: 'drawn',
        highlight: places.report,
        act: async (store, { sample }) => {
          await startOver(store);
          const report = await remove(store, [Number(sample)], { selection: 'random-layer' });
          return report && ownChance(report, 'drawn');
        },
      },
      { id: 'fair', formula: 'drawn', highlight: places.report, right: () => 'c' },
      {
        id: 'never',
        formula: 'retraining',
        highlight: places.report,
        act: (store, { sample }) => retrainedChance(store, Number(sample)),
      },
      ending('mark'),
    ],
  },
  comesBack: {
    dataset: 'fashion',
    model: 'mnist-2nn',
    steps: [
      begin('fashion', 'mnist-2nn'),
      {
        id: 'forget',
        formula: 'step',
        highlight: places.report,
        act: async (store) => {
          const sample = await findExample(store);
          const report = sample === null ? null : await remove(store, [sample], { guard: null });
          return report && { sample: String(sample), ...ownChance(report, 'paper'), ...ownLoss(report) };
        },
      },
      { id: 'guess', formula: 'flat', highlight: places.report, right: () => 'b' },
      { id: 'relearn', formula: 'relearning', highlight: places.report, act: relearn },
      ending('relearning'),
    ],
  },
} as const satisfies Record<string, Story>;

export type StoryId = keyof typeof stories;
