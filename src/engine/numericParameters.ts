import type { NumericParameter } from './numericParameter';

/** The numbers of a removal: one table for the panel, the address and the checks. */
export const numericParameters = {
  perturbations: {
    words: 'perturbations',
    fallback: 1000,
    minimum: 20,
    maximum: 8192,
    step: 1,
    whole: true,
  },
  perturbationDeviation: {
    words: 'perturbationDeviation',
    fallback: 0.1,
    minimum: 1e-4,
    maximum: 10,
    step: 0.01,
    whole: false,
  },
  damping: {
    words: 'damping',
    fallback: 0.1,
    minimum: 0,
    maximum: 1e4,
    step: 0.01,
    whole: false,
  },
  hessianSamples: {
    words: 'hessianSamples',
    fallback: 1024,
    minimum: 1,
    maximum: 1e6,
    step: 1,
    whole: true,
  },
  guard: {
    words: 'guard',
    fallback: 5,
    minimum: 0,
    maximum: 100,
    step: 0.5,
    whole: false,
  },
  epsilon: {
    words: 'epsilon',
    fallback: 0.1,
    minimum: 1e-6,
    maximum: 1e3,
    step: 0.1,
    whole: false,
  },
  delta: {
    words: 'delta',
    fallback: 0.01,
    minimum: 1e-12,
    maximum: 0.999,
    step: 0.001,
    whole: false,
  },
  seed: {
    words: 'seed',
    fallback: 1,
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    step: 1,
    whole: true,
  },
} as const satisfies Record<string, NumericParameter>;

export type NumericParameterName = keyof typeof numericParameters;
