/**
 * The unlearning methods: what a menu, an address, the command line and the tests know of them. What each does is in the file of its name, and
 * methods/index.ts leads there. A method's numbers are of its own; Algorithm 1 has those of parameters.ts.
 */

import type { ChoiceRow } from '../choices';
import type { NumericParameter } from '../numericParameter';

export interface MethodRow extends ChoiceRow {
  /** Whose method it is. */
  readonly source: string;
  readonly numbers: Readonly<Record<string, NumericParameter>>;
}

const epochs = (fallback: number, of: string): NumericParameter => ({
  label: 'Epochs',
  fallback,
  minimum: 1,
  maximum: 100,
  step: 1,
  whole: true,
  explanation: `Passes over ${of}.`,
});

const learningRate = (fallback: number): NumericParameter => ({
  label: 'Learning rate',
  fallback,
  minimum: 1e-7,
  maximum: 10,
  step: 0.001,
  whole: false,
  explanation: 'Length of a step in units of the gradient.',
});

const damping: NumericParameter = {
  label: 'Damping \u03bb',
  fallback: 0.1,
  minimum: 1e-8,
  maximum: 1e4,
  step: 0.01,
  whole: false,
  explanation: 'Added to the diagonal of the Hessian before solving: the smaller, the longer the step.',
};

export const methodTable = {
  algorithm1: {
    label: 'Newton step on slices (Algorithm 1)',
    explanation:
      'Perturb the sample, let L-FOCI select the slices that matter for its loss, and take one damped Newton step on them.',
    source: 'Mehta, Pal, Singh, Ravi, CVPR 2022',
    numbers: {},
  },
  retraining: {
    label: 'Retraining',
    explanation:
      'Trains from scratch on what is left, seeded like the original: exact, and what all others are measured by.',
    source: 'The definition of unlearning (Cao, Yang, S&P 2015)',
    numbers: {},
  },
  'fine-tuning': {
    label: 'Fine-tuning',
    explanation: 'Goes on training, on the retain set only.',
    source: 'Baseline; Golatkar, Achille, Soatto, CVPR 2020',
    numbers: { epochs: epochs(1, 'the retain set'), learningRate: learningRate(0.01) },
  },
  'gradient-ascent': {
    label: 'Gradient ascent',
    explanation: 'Climbs the loss of the forgotten samples with all parameters.',
    source: 'Baseline; Thudi, Deza, Chandrasekaran, Papernot, EuroS&P 2022',
    numbers: { steps: { ...epochs(5, 'the forget set'), label: 'Steps' }, learningRate: learningRate(0.01) },
  },
  'neg-grad-plus': {
    label: 'NegGrad+',
    explanation: 'Descends the loss of the retain set and climbs that of the forget set in the same step.',
    source: 'Kurmanji, Triantafillou, Hayes, Triantafillou, NeurIPS 2023',
    numbers: {
      epochs: epochs(1, 'the retain set'),
      learningRate: learningRate(0.01),
      alpha: {
        label: 'Weight \u03b1',
        fallback: 0.95,
        minimum: 0,
        maximum: 1,
        step: 0.01,
        whole: false,
        explanation: 'Share of the retain loss; the forget loss has minus (1 \u2212 \u03b1).',
      },
    },
  },
  'random-labels': {
    label: 'Random labels',
    explanation: 'Goes on training with the forgotten samples under wrong labels drawn at random.',
    source: 'Golatkar, Achille, Soatto, CVPR 2020; Graves, Nagisetty, Ganesh, AAAI 2021',
    numbers: { epochs: epochs(1, 'the training set'), learningRate: learningRate(0.01) },
  },
  'fisher-forgetting': {
    label: 'Fisher forgetting',
    explanation:
      'Adds Gaussian noise to every parameter, the more the less the retain set\u2019s Fisher information says it matters.',
    source: 'Golatkar, Achille, Soatto, CVPR 2020',
    numbers: {
      alpha: {
        label: 'Strength \u03b1',
        fallback: 1e-7,
        minimum: 1e-12,
        maximum: 1,
        step: 1e-7,
        whole: false,
        explanation: 'Variance of the noise is \u03b1 divided by the square root of the Fisher information.',
      },
    },
  },
  scrub: {
    label: 'SCRUB',
    explanation:
      'A student learns to disobey the original model on the forget set and to obey it on the retain set.',
    source: 'Kurmanji, Triantafillou, Hayes, Triantafillou, NeurIPS 2023',
    numbers: {
      epochs: epochs(3, 'the retain set'),
      ascentEpochs: {
        ...epochs(2, 'the forget set'),
        label: 'Ascent epochs',
        minimum: 0,
        explanation:
          'In so many of the epochs, the first ones, the student also moves away on the forget set. The first one does little: there is nothing yet to move away from.',
      },
      forgetBatch: {
        label: 'Forget batch',
        fallback: 16,
        minimum: 2,
        maximum: 4096,
        step: 1,
        whole: true,
        explanation: 'Forgotten samples in one step; the smaller, the more steps an ascent epoch has.',
      },
      learningRate: learningRate(0.005),
      alpha: {
        label: 'Distillation \u03b1',
        fallback: 1,
        minimum: 0,
        maximum: 100,
        step: 0.1,
        whole: false,
        explanation: 'Weight of staying close to the original model on the retain set.',
      },
      gamma: {
        label: 'Task \u03b3',
        fallback: 1,
        minimum: 0,
        maximum: 100,
        step: 0.1,
        whole: false,
        explanation: 'Weight of the cross-entropy on the retain set.',
      },
    },
  },
  ssd: {
    label: 'Selective synaptic dampening',
    explanation:
      'Shrinks the parameters that the Fisher information calls more important for the forget set than for the whole training set. No training.',
    source: 'Foster, Schoepf, Brintrup, AAAI 2024',
    numbers: {
      alpha: {
        label: 'Selection \u03b1',
        fallback: 10,
        minimum: 0.1,
        maximum: 1e6,
        step: 1,
        whole: false,
        explanation:
          'A parameter is dampened where its forget importance exceeds \u03b1 times that on the training set. Of m samples among n it is at most n / m times that: with a large forget set only a small \u03b1 changes anything.',
      },
      lambda: {
        label: 'Dampening \u03bb',
        fallback: 1,
        minimum: 0,
        maximum: 1e3,
        step: 0.1,
        whole: false,
        explanation: 'It is multiplied by \u03bb times the ratio of the importances, at most by 1.',
      },
    },
  },
  influence: {
    label: 'Influence function',
    explanation:
      'One damped Newton step on all parameters, with the exact Hessian of the retain set by conjugate gradients.',
    source: 'Koh, Liang, ICML 2017; Guo, Goldstein, Hannun, van der Maaten, ICML 2020',
    numbers: {
      damping,
      products: {
        label: 'Products at most',
        fallback: 100,
        minimum: 1,
        maximum: 1000,
        step: 1,
        whole: true,
        explanation:
          'Products of the Hessian and a vector that the solve may take; the report says how far they came.',
      },
    },
  },
} as const satisfies Record<string, MethodRow>;

export type MethodId = keyof typeof methodTable;
export const methodIds = Object.keys(methodTable) as MethodId[];

/** The numbers of a method, those given in place of its fallbacks. */
export function methodNumbers(
  method: MethodId,
  given: Readonly<Record<string, number>>,
): Record<string, number> {
  const { numbers }: MethodRow = methodTable[method];
  return Object.fromEntries(
    Object.entries(numbers).map(([name, { fallback }]) => [name, given[name] ?? fallback]),
  );
}
