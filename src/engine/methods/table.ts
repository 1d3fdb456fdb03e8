/**
 * The unlearning methods: what a menu, an address, the command line and the tests know of them. What each is called stands in the catalogue
 * (words/en.ts, engine.methods); what each does is in the file of its name, and methods/index.ts leads there. A method's numbers are of its own;
 * Algorithm 1 has those of parameters.ts.
 */

import type { RowId } from '../../words/rowWords';
import type { CurvatureId } from '../choices';
import type { NumericParameter } from '../numericParameter';

export interface MethodRow {
  readonly numbers: Readonly<Record<string, NumericParameter>>;
  /** The curvatures that a method other than Algorithm 1 can choose from; the first where the request has another one. */
  readonly curvatures?: readonly CurvatureId[];
}

const epochs = (words: NumericParameter['words'], fallback: number): NumericParameter => ({
  words,
  fallback,
  minimum: 1,
  maximum: 100,
  step: 1,
  whole: true,
});

const learningRate = (fallback: number): NumericParameter => ({
  words: 'learningRate',
  fallback,
  minimum: 1e-7,
  maximum: 10,
  step: 0.001,
  whole: false,
});

const damping: NumericParameter = {
  words: 'newtonDamping',
  fallback: 0.1,
  minimum: 0,
  maximum: 1e4,
  step: 0.01,
  whole: false,
};

export const methodTable = {
  algorithm1: {
    numbers: {},
  },
  retraining: {
    numbers: {},
  },
  rewind: {
    numbers: { epochs: { ...epochs('rewindEpochs', 3), maximum: 1000 } },
  },
  'fine-tuning': {
    numbers: { epochs: epochs('retainEpochs', 1), learningRate: learningRate(0.01) },
  },
  'gradient-ascent': {
    numbers: { steps: epochs('forgetSteps', 5), learningRate: learningRate(0.01) },
  },
  'neg-grad-plus': {
    numbers: {
      epochs: epochs('retainEpochs', 1),
      learningRate: learningRate(0.01),
      alpha: {
        words: 'negGradAlpha',
        fallback: 0.95,
        minimum: 0,
        maximum: 1,
        step: 0.01,
        whole: false,
      },
    },
  },
  'random-labels': {
    numbers: { epochs: epochs('trainingEpochs', 1), learningRate: learningRate(0.01) },
  },
  'fisher-forgetting': {
    numbers: {
      alpha: {
        words: 'fisherAlpha',
        fallback: 1e-7,
        minimum: 1e-12,
        maximum: 1,
        step: 1e-7,
        whole: false,
      },
    },
  },
  scrub: {
    numbers: {
      epochs: epochs('retainEpochs', 3),
      ascentEpochs: {
        ...epochs('ascentEpochs', 2),
        minimum: 0,
      },
      forgetBatch: {
        words: 'forgetBatch',
        fallback: 16,
        minimum: 2,
        maximum: 4096,
        step: 1,
        whole: true,
      },
      learningRate: learningRate(0.005),
      alpha: {
        words: 'scrubAlpha',
        fallback: 1,
        minimum: 0,
        maximum: 100,
        step: 0.1,
        whole: false,
      },
      gamma: {
        words: 'scrubGamma',
        fallback: 1,
        minimum: 0,
        maximum: 100,
        step: 0.1,
        whole: false,
      },
    },
  },
  ssd: {
    numbers: {
      alpha: {
        words: 'ssdAlpha',
        fallback: 10,
        minimum: 0.1,
        maximum: 1e6,
        step: 1,
        whole: false,
      },
      lambda: {
        words: 'ssdLambda',
        fallback: 1,
        minimum: 0,
        maximum: 1e3,
        step: 0.1,
        whole: false,
      },
    },
  },
  influence: {
    numbers: {
      damping,
      products: {
        words: 'products',
        fallback: 100,
        minimum: 1,
        maximum: 1000,
        step: 1,
        whole: true,
      },
    },
    curvatures: ['cg', 'ggn'],
  },
  newton: {
    numbers: {
      steps: {
        words: 'newtonSteps',
        fallback: 1,
        minimum: 1,
        maximum: 20,
        step: 1,
        whole: true,
      },
    },
  },
} as const satisfies Record<RowId<'engine.methods'>, MethodRow>;

export type MethodId = keyof typeof methodTable;
export const methodIds = Object.keys(methodTable) as MethodId[];

/** The own numbers of a method, complete, by the names of its row. */
export type MethodNumbers<M extends MethodId> = {
  readonly [K in keyof (typeof methodTable)[M]['numbers']]: number;
};

/** The curvature that a method uses where the request, or the settings, have this one; null where it chooses from none. */
export function curvatureOfMethod(method: MethodId, given: CurvatureId): CurvatureId | null {
  const { curvatures = [] }: MethodRow = methodTable[method];
  return curvatures.includes(given) ? given : (curvatures[0] ?? null);
}

/** The numbers of a method, those given in place of its fallbacks. */
export function methodNumbers<M extends MethodId>(
  method: M,
  given: Readonly<Record<string, number>>,
): MethodNumbers<M> {
  const { numbers }: MethodRow = methodTable[method];
  const complete = Object.entries(numbers).map(([name, { fallback }]) => [name, given[name] ?? fallback]);
  return Object.fromEntries(complete) as MethodNumbers<M>;
}
