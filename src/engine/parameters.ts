import type { RowId } from '../words/rowWords';
import { errorOf, SaidError } from '../words/saidError';
import {
  attentionIds,
  batchIds,
  curvatureIds,
  retrainingOrderIds,
  selectionIds,
  updateIds,
  weightDecayIds,
} from './choices';
import { type MethodRow, methodIds, methodTable } from './methods/table';
import { type Complaint, checkNumber } from './numericParameter';
import { type NumericParameterName, numericParameters } from './numericParameters';
import type { RemovalRequest, RemovalSettings } from './request';

export { largestDenseBlock } from '../math/removal/newtonStep';
export { type NumericParameterName, numericParameters } from './numericParameters';
export type { RemovalSettings } from './request';

/** What the lab starts with: certification noise off, damping as in docs/decisions/0003-the-default-damping.md. */
export const defaultSettings: RemovalSettings = {
  method: 'algorithm1',
  methodNumbers: {},
  selection: 'lfoci',
  attention: 'rows',
  curvature: 'secant',
  update: 'sekhari',
  weightDecay: 'trained',
  batch: 'union',
  retrainingOrder: 'coupled',
  perturbations: numericParameters.perturbations.fallback,
  perturbationDeviation: numericParameters.perturbationDeviation.fallback,
  maxSlices: null,
  damping: numericParameters.damping.fallback,
  hessianSamples: null,
  solver: 'woodbury',
  noise: null,
  guard: numericParameters.guard.fallback,
  guardSet: 'own',
  batchNorms: false,
  fociPath: 'auto',
  seed: numericParameters.seed.fallback,
  drawSeed: null,
};

/** The trainings of the paper's own experiments (appendix B.2.3), which its damping and noise were made for. */
export const paperSetup = { images: 50_000, epochs: 50, learningRate: 0.1 } as const;

/**
 * Named settings. `paper` has the published step, damping and certification noise, made for paperSetup: with fewer samples the noise drowns the step.
 */
export const presets: Readonly<Record<RowId<'engine.presets'>, RemovalSettings>> = {
  default: defaultSettings,
  paper: {
    ...defaultSettings,
    curvature: 'secant-cut',
    weightDecay: 'none',
    batch: 'mean',
    damping: 0.01,
    noise: { epsilon: numericParameters.epsilon.fallback, delta: numericParameters.delta.fallback },
  },
};

/** Says what is wrong with a value, or null when it is fine. */
export function checkParameter(name: NumericParameterName, value: number): Complaint | null {
  return checkNumber(numericParameters[name], value);
}

/**
 * Refuses a request with a number out of its range, or a name that no table has.
 * @throws SaidError that names the parameter, its range and the value
 */
export function checkRequest(request: RemovalRequest, sampleCount: number): void {
  checkSamples(request, sampleCount);
  const lists = {
    method: methodIds,
    selection: selectionIds,
    ...(request.attention === undefined ? {} : { attention: attentionIds }),
    curvature: curvatureIds,
    update: updateIds,
    weightDecay: weightDecayIds,
    batch: batchIds,
    retrainingOrder: retrainingOrderIds,
  };
  for (const [name, choices] of Object.entries(lists)) {
    const chosen = request[name as keyof typeof lists] ?? '';
    if (!(choices as readonly string[]).includes(chosen)) {
      throw new SaidError('engine.refused.choice', [{ setting: name, choices, value: chosen }]);
    }
  }
  const { noise, maxSlices, guard, hessianSamples } = request;
  if (maxSlices !== null && !(Number.isInteger(maxSlices) && maxSlices >= 1)) {
    throw new SaidError('engine.refused.maxSlices', [{ value: maxSlices }]);
  }
  if (noise && request.damping === 0) throw new SaidError('engine.refused.noiseWithoutDamping', []);
  const numbers = {
    perturbations: request.perturbations,
    perturbationDeviation: request.perturbationDeviation,
    damping: request.damping,
    seed: request.seed,
    ...(hessianSamples === null ? {} : { hessianSamples }),
    ...(guard === null ? {} : { guard }),
    ...(noise ? { epsilon: noise.epsilon, delta: noise.delta } : {}),
  };
  for (const [name, value] of Object.entries(numbers)) {
    refuse(checkParameter(name as NumericParameterName, value));
  }
  const row: MethodRow = methodTable[request.method];
  for (const [name, value] of Object.entries(request.methodNumbers)) {
    const number = row.numbers[name];
    if (!number) throw new SaidError('engine.refused.noSuchNumber', [{ method: request.method, name }]);
    refuse(checkNumber(number, value));
  }
}

function refuse(complaint: Complaint | null): void {
  if (complaint) throw errorOf(complaint);
}

function checkSamples({ samples }: RemovalRequest, sampleCount: number): void {
  if (samples.length === 0) throw new SaidError('engine.refused.noSample', []);
  for (const sample of samples) {
    if (!Number.isInteger(sample) || sample < 0 || sample >= sampleCount) {
      throw new SaidError('engine.refused.sampleRange', [{ largest: sampleCount - 1, sample }]);
    }
  }
  if (new Set(samples).size < samples.length) {
    throw new SaidError('engine.refused.sampleTwice', []);
  }
}
