import { curvatures, selections, updates } from './choices';
import { type MethodRow, methodTable } from './methods/table';
import { checkNumber, type NumericParameter } from './numericParameter';
import type { RemovalRequest, RemovalSettings } from './request';

export { largestDenseBlock } from '../math/removal/newtonStep';
export type { RemovalSettings } from './request';

/** The numbers of a removal: one table for the panel, the address and the checks. */
export const numericParameters = {
  perturbations: {
    label: 'Perturbations m',
    fallback: 1000,
    minimum: 20,
    maximum: 8192,
    step: 1,
    whole: true,
    explanation:
      'Noisy copies of the sample. Each gives one row of slice activations and one loss; more rows make the selection steadier and slower.',
  },
  perturbationDeviation: {
    label: 'Perturbation deviation',
    fallback: 0.1,
    minimum: 1e-4,
    maximum: 10,
    step: 0.01,
    whole: false,
    explanation: 'Standard deviation of the Gaussian noise on each pixel, in units of the normalised input.',
  },
  damping: {
    label: 'Damping \u03bb',
    fallback: 0.1,
    minimum: 1e-8,
    maximum: 1e4,
    step: 0.01,
    whole: false,
    explanation:
      'Added to the diagonal of the Hessian before solving: the smaller, the longer the step. About 600 / n comes close to retraining: 0.1 with 6,000 samples, 0.01 with 60,000.',
  },
  hessianSamples: {
    label: 'Hessian samples',
    fallback: 1024,
    minimum: 1,
    maximum: 1e6,
    step: 1,
    whole: true,
    explanation:
      'Training samples, drawn at random, that an exact or differenced Hessian is measured on. More are exacter and slower.',
  },
  guard: {
    label: 'Guard',
    fallback: 5,
    minimum: 0,
    maximum: 100,
    step: 0.5,
    whole: false,
    explanation:
      'Points of validation accuracy that a removal may cost. One that costs more is rejected: the model stays as it was.',
  },
  epsilon: {
    label: 'Privacy \u03b5',
    fallback: 0.1,
    minimum: 1e-6,
    maximum: 1e3,
    step: 0.1,
    whole: false,
    explanation:
      'Certified removal: how well the unlearned model hides that the sample was ever there. Smaller hides better, with more noise.',
  },
  delta: {
    label: 'Failure \u03b4',
    fallback: 0.01,
    minimum: 1e-12,
    maximum: 0.999,
    step: 0.001,
    whole: false,
    explanation: 'The probability with which the \u03b5 promise may fail.',
  },
  seed: {
    label: 'Seed',
    fallback: 1,
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    step: 1,
    whole: true,
    explanation:
      'Fixes every random number. The same seed on the same model and device gives the same report.',
  },
} as const satisfies Record<string, NumericParameter>;

export type NumericParameterName = keyof typeof numericParameters;

/** What the lab starts with: certification noise off, damping as in docs/decisions/0003-the-default-damping.md. */
export const defaultSettings: RemovalSettings = {
  method: 'algorithm1',
  methodNumbers: {},
  selection: 'lfoci',
  curvature: 'secant',
  update: 'sekhari',
  perturbations: numericParameters.perturbations.fallback,
  perturbationDeviation: numericParameters.perturbationDeviation.fallback,
  maxSlices: null,
  damping: numericParameters.damping.fallback,
  hessianSamples: numericParameters.hessianSamples.fallback,
  solver: 'woodbury',
  noise: null,
  guard: numericParameters.guard.fallback,
  batchNorms: false,
  fociPath: 'auto',
  seed: numericParameters.seed.fallback,
};

/** Named settings. `paper` has the damping and the certification noise of the paper, made for 50,000 samples: with few, the noise drowns the step. */
export const presets: Readonly<
  Record<'default' | 'paper', { label: string; explanation: string; settings: RemovalSettings }>
> = {
  default: {
    label: 'Default',
    explanation:
      'A step that comes close to retraining, and no certification noise: what you see is the update.',
    settings: defaultSettings,
  },
  paper: {
    label: 'Paper',
    explanation:
      'As in the paper\u2019s experiments: \u03bb 0.01, certification noise for \u03b5 0.1 and \u03b4 0.01.',
    settings: {
      ...defaultSettings,
      damping: 0.01,
      noise: { epsilon: numericParameters.epsilon.fallback, delta: numericParameters.delta.fallback },
    },
  },
};

/** Says what is wrong with a value, or null when it is fine. */
export function checkParameter(name: NumericParameterName, value: number): string | null {
  return checkNumber(numericParameters[name], value);
}

/**
 * Refuses a request with a number out of its range, or a name that no table has.
 * @throws RangeError that names the parameter, its range and the value
 */
export function checkRequest(request: RemovalRequest, sampleCount: number): void {
  checkSamples(request, sampleCount);
  const tables = { method: methodTable, selection: selections, curvature: curvatures, update: updates };
  for (const [name, table] of Object.entries(tables)) {
    const chosen = request[name as keyof typeof tables];
    if (!Object.hasOwn(table, chosen)) {
      throw new RangeError(`${name} is one of ${Object.keys(table).join(', ')}, got ${chosen}`);
    }
  }
  const { noise, maxSlices, guard } = request;
  if (maxSlices !== null && !(Number.isInteger(maxSlices) && maxSlices >= 1)) {
    throw new RangeError(`maxSlices must be a whole number from 1, or null, got ${maxSlices}`);
  }
  const numbers = {
    perturbations: request.perturbations,
    perturbationDeviation: request.perturbationDeviation,
    damping: request.damping,
    hessianSamples: request.hessianSamples,
    seed: request.seed,
    ...(guard === null ? {} : { guard }),
    ...(noise ? { epsilon: noise.epsilon, delta: noise.delta } : {}),
  };
  for (const [name, value] of Object.entries(numbers)) {
    refuse(checkParameter(name as NumericParameterName, value));
  }
  const row: MethodRow = methodTable[request.method];
  for (const [name, value] of Object.entries(request.methodNumbers)) {
    const number = row.numbers[name];
    if (!number) throw new RangeError(`${row.label} has no number called ${name}`);
    refuse(checkNumber(number, value));
  }
}

function refuse(complaint: string | null): void {
  if (complaint) throw new RangeError(complaint);
}

function checkSamples({ samples }: RemovalRequest, sampleCount: number): void {
  if (samples.length === 0) throw new RangeError('a removal needs at least one sample, got none');
  for (const sample of samples) {
    if (!Number.isInteger(sample) || sample < 0 || sample >= sampleCount) {
      throw new RangeError(`a removal needs samples from 0 to ${sampleCount - 1}, got ${sample}`);
    }
  }
  if (new Set(samples).size < samples.length) {
    throw new RangeError('a removal needs each sample once, and one is named twice');
  }
}
