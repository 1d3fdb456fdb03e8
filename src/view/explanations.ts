/** What each setting of the panel is called, and a word about it. Numbers bring their own words. */

import { largestDenseBlock, numericParameters } from '../state/contract';
import type { SettingName, Settings } from '../state/settings';

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
