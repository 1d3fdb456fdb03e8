/** What each setting of the panel is called, and a word about it. Numbers bring their own words. */

import { largestDenseBlock, numericParameters } from '../state/contract';
import type { SettingName, Settings } from '../state/settings';
import type { TrainingField } from '../state/trainingForm';

export interface Words {
  readonly label: string;
  readonly explanation: string;
}

export const settingWords = {
  ...numericParameters,
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

/** What the words of a menu are called on the page. */
export const choiceWords: Readonly<Record<Settings['solver'] | Settings['fociPath'], string>> = {
  woodbury: 'Woodbury',
  dense: 'dense',
  auto: 'automatic',
  gpu: 'GPU',
  gpuPairs: 'GPU, all pairs',
  gpuLists: 'GPU, short lists',
  cpu: 'CPU',
};

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
