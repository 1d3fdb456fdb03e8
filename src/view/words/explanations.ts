/** What each setting of the panel is called, and a word about it. Numbers bring their own words. */

import {
  type ChoiceRow,
  type CurvatureId,
  curvatures,
  largestDenseBlock,
  type MethodRow,
  methodIds,
  methodTable,
  numericParameters,
  selections,
  updates,
} from '../../state/contract';
import {
  type MethodSetting,
  methodSettings,
  type SettingName,
  type Settings,
} from '../../state/settings/settings';
import type { TrainingField } from '../../state/training/trainingEdits';

export interface Words {
  readonly label: string;
  readonly explanation: string;
}

/** The words of every method's own numbers. */
const methodNumberWords = Object.fromEntries<Words>(
  methodIds.flatMap((method) => {
    const { numbers }: MethodRow = methodTable[method];
    return methodSettings(method).map(({ number, setting }) => [setting, numbers[number]!]);
  }),
) as Record<MethodSetting, Words>;

export const settingWords = {
  ...numericParameters,
  ...methodNumberWords,
  method: { label: 'Method', explanation: 'How the samples are made forgotten.' },
  selection: { label: 'Slices', explanation: 'Which units and filters are updated.' },
  curvature: { label: 'Curvature', explanation: 'Where the Hessian of the selected slices comes from.' },
  update: { label: 'Update', explanation: 'What is done with gradient and curvature.' },
  batchNorms: {
    label: 'Authors\u2019 mean of batch norms',
    explanation:
      'Measures the mean of the gradient norms of batches of 128 as well, which the authors report. It takes one more pass.',
  },
  noise: {
    label: 'Certification noise',
    explanation:
      'Gaussian noise on the changed weights, as large as the (ε, δ) promise asks. With few samples it is far larger than the step.',
  },
  maxSlices: {
    label: 'Most slices',
    explanation:
      'The selection stops after so many slices. Empty: it stops by itself, when no slice adds anything.',
  },
  solver: {
    label: 'Solver',
    explanation: `How the damped Newton equation is solved. Both give the same step; Woodbury uses that the Hessians have rank one, dense factorises the whole block, which may have up to ${largestDenseBlock.toLocaleString('en')} parameters.`,
  },
  fociPath: {
    label: 'Selection runs on',
    explanation:
      'Where the nearest neighbours of L-FOCI are searched. Automatic takes what was measured to be faster; the GPU is there on WebGPU alone.',
  },
  blanketSamples: {
    label: 'Samples',
    explanation:
      'Rows of each data set. With more of them both methods find more of the blanket, and need longer.',
  },
  blanketRepeats: {
    label: 'Repeats',
    explanation: 'Data sets drawn, with the seeds from the first one on. Both methods see the same.',
  },
  blanketSeed: {
    label: 'First seed',
    explanation:
      'Fixes the first data set and the permutations of its tests; each repeat takes the next seed.',
  },
} as const satisfies Partial<Record<SettingName, Words>>;

export type ExplainedSetting = keyof typeof settingWords;

/** The menus of a removal: what each choice is called, and what it means. */
export const choiceTables: { readonly [K in ChoiceSetting]: Readonly<Record<Settings[K], ChoiceRow>> } = {
  method: methodTable,
  selection: selections,
  curvature: curvatures,
  update: updates,
  solver: {
    woodbury: { label: 'Woodbury', explanation: 'In memory for p numbers: every block fits.' },
    dense: {
      label: 'Dense',
      explanation: `Factorises the whole block, which may have up to ${largestDenseBlock.toLocaleString('en')} parameters.`,
    },
  },
  fociPath: {
    auto: { label: 'Automatic', explanation: 'Takes what was measured to be faster.' },
    gpu: { label: 'GPU', explanation: 'All pairs or short lists, as was measured to be faster.' },
    gpuPairs: { label: 'GPU, all pairs', explanation: 'Every pair of copies in every step.' },
    gpuLists: { label: 'GPU, short lists', explanation: 'Short lists of neighbours from the first step on.' },
    cpu: { label: 'CPU', explanation: 'In the worker, in float32 as on the GPU.' },
  },
};

/** Settings that are one word out of a few. */
export type ChoiceSetting = 'method' | 'selection' | 'curvature' | 'update' | 'solver' | 'fociPath';

/** Curvatures by what they cost. */
export const curvatureGroups: Readonly<
  Record<string, { readonly choices: readonly CurvatureId[]; readonly cost: string }>
> = {
  'Rank one': {
    choices: ['secant', 'secant-l1', 'fisher'],
    cost: 'Cheap: memory for one number per parameter, blocks of any size.',
  },
  'Dense block': {
    choices: ['block', 'block-fd'],
    cost: `Dear: p gradients or products and p\u00b2 numbers, so blocks up to ${largestDenseBlock.toLocaleString('en')} parameters.`,
  },
  'Without the matrix': {
    choices: ['cg', 'kfac'],
    cost: 'Dear: passes over the Hessian samples, but blocks of any size.',
  },
  'As the authors\u2019 code': {
    choices: ['authors-1', 'authors-2'],
    cost: 'For comparison with published numbers only.',
  },
};

/** What a setting is called and means; of a menu, what its choice means. */
export function explain(name: ExplainedSetting, settings: Settings): Words {
  if (!isChoice(name)) return settingWords[name];
  const table: Readonly<Record<string, ChoiceRow>> = choiceTables[name];
  const { label, explanation } = table[settings[name]]!;
  const cost = name === 'curvature' ? ` ${costOf(settings.curvature)}` : '';
  return { label: `${settingWords[name].label}: ${label}`, explanation: `${explanation}${cost}` };
}

function isChoice(name: ExplainedSetting): name is ChoiceSetting {
  return name in choiceTables;
}

function costOf(curvature: CurvatureId): string {
  return Object.values(curvatureGroups).find(({ choices }) => choices.includes(curvature))!.cost;
}

/** A word about each field of the training form. */
export const trainingExplanations: Readonly<Record<TrainingField, string>> = {
  optimizer:
    'SGD takes each step along the gradient, with momentum. Adam scales the step of each weight by its recent gradients.',
  epochs: 'Passes over all training samples. The last two give the secant pair of the full curvature.',
  batchSize: 'Samples of one step. Larger batches are faster per sample and take fewer steps.',
  learningRate:
    'Length of each step. Too large, and the training diverges; the lab then keeps the old weights.',
  schedule: 'Cosine lets the learning rate fall along half a wave, to a twentieth at the end.',
  momentum: 'Share of the last step that the next one keeps. Of SGD alone: Adam has its own.',
  weightDecay:
    'Pulls all weights towards 0 in every step. Some of it keeps the curvature away from zero, which unlearning likes.',
  augmentation:
    'Moves each picture by a few pixels, or mirrors it too, anew in each epoch: less is learned by heart.',
  seed: 'Fixes the first weights, the order of the samples and the augmentation.',
};

/** What the words of the training form are called on the page. */
export const trainingChoiceWords: Readonly<Record<string, string>> = {
  sgd: 'SGD',
  adam: 'Adam',
  constant: 'constant',
  cosine: 'cosine',
  none: 'none',
  shift: 'shift',
  'flip-and-shift': 'flip and shift',
};
