/** Reads reports and comparisons that come from a file: every member is there and of its type. */

import { curvatureIds, selectionIds, updateIds } from './choices';
import { methodIds } from './methods/table';
import {
  list,
  nullable,
  object,
  oneOf,
  pair,
  type Reader,
  readDigest,
  readFlag,
  readNumber,
  readText,
  record,
  whole,
} from './plainReader';
import {
  type AttackMetrics,
  type ClassMetrics,
  type CurvatureReport,
  type Metrics,
  type RankOneReport,
  type RemovalReport,
  type RetrainingComparison,
  removalPhases,
  type SampleReport,
  type SelectedSlice,
  type SelectionReport,
  type UpdateReport,
} from './report';
import type { RemovalRequest, SelectionPath } from './request';

const paths = ['cpu', 'gpu', 'gpuPairs', 'gpuLists'] as const satisfies readonly SelectionPath[];
const maybeNumber = nullable(readNumber);

const readRequest: Reader<RemovalRequest> = object({
  samples: list(whole(0)),
  method: oneOf(methodIds),
  methodNumbers: record(readNumber),
  selection: oneOf(selectionIds),
  curvature: oneOf(curvatureIds),
  update: oneOf(updateIds),
  perturbations: readNumber,
  perturbationDeviation: readNumber,
  maxSlices: maybeNumber,
  damping: readNumber,
  hessianSamples: readNumber,
  solver: oneOf(['woodbury', 'dense'] as const),
  noise: nullable(object({ epsilon: readNumber, delta: readNumber })),
  guard: maybeNumber,
  batchNorms: readFlag,
  fociPath: oneOf(['auto', ...paths] as const),
  seed: readNumber,
});

const readSlice: Reader<SelectedSlice> = object({
  slice: whole(0),
  layer: readText,
  unit: whole(0),
  t: maybeNumber,
  gradientNorm: readNumber,
  parameters: whole(0),
  stepNorm: readNumber,
  runnerUp: nullable(object({ slice: whole(0), t: readNumber })),
});

const readSelection: Reader<SelectionReport> = object({
  path: nullable(oneOf(paths)),
  selected: list(readSlice),
  perLayer: list(object({ layer: readText, selected: whole(0), slices: whole(0) })),
  stop: readText,
  first: list(maybeNumber),
});

const readRankOne: Reader<RankOneReport> = object({
  curvature: maybeNumber,
  eigenvalue: readNumber,
  used: readFlag,
});

const readCurvature: Reader<CurvatureReport> = object({
  name: oneOf(curvatureIds),
  parameters: whole(0),
  sampleCount: whole(0),
  full: nullable(readRankOne),
  sample: nullable(readRankOne),
  hessianSamples: maybeNumber,
  damping: readNumber,
  dampingUsed: readNumber,
  eigenvalues: pair(readNumber),
  solveResidual: maybeNumber,
  products: maybeNumber,
  differenceError: maybeNumber,
  cosineToGradient: readNumber,
});

const readUpdate: Reader<UpdateReport> = object({
  stepNorm: readNumber,
  noise: nullable(object({ sigma: readNumber, norm: readNumber })),
});

const readClass: Reader<ClassMetrics> = object({
  count: whole(0),
  accuracy: maybeNumber,
  loss: maybeNumber,
});

const readAttack: Reader<AttackMetrics> = object({
  auc: readNumber,
  balancedAccuracy: readNumber,
  forgetShare: maybeNumber,
});

const readMetrics: Reader<Metrics> = object({
  residualAccuracy: readNumber,
  residualLoss: readNumber,
  residualGradientNorm: readNumber,
  batchGradientNormMean: maybeNumber,
  validationAccuracy: readNumber,
  validationLoss: readNumber,
  forgetAccuracy: maybeNumber,
  forgetLoss: maybeNumber,
  classes: object({ residual: list(readClass), validation: list(readClass), forget: list(readClass) }),
  distanceToOriginal: readNumber,
  membership: object({ loss: readAttack, entropy: readAttack }),
  zeroRetrainForgetting: maybeNumber,
});

const readSample: Reader<SampleReport> = object({
  index: whole(0),
  label: whole(0),
  probabilitiesBefore: list(readNumber),
  probabilitiesAfter: list(readNumber),
  lossBefore: readNumber,
  lossAfter: readNumber,
  gradientNormBefore: readNumber,
  gradientNormAfter: readNumber,
});

const readTimes: Reader<RemovalReport['durationsMs']> = object(
  Object.fromEntries(removalPhases.map((phase) => [phase, readNumber])) as Record<
    (typeof removalPhases)[number],
    Reader<number>
  >,
);

/** @throws SessionFileError that names the member, what was expected and what was found */
export const readReport: Reader<RemovalReport> = object({
  schemaVersion: oneOf([2] as const),
  request: readRequest,
  dataset: readText,
  model: readText,
  backend: oneOf(['webgpu', 'wasm', 'cpu'] as const),
  device: readText,
  id: whole(1),
  parent: whole(0),
  retainCount: whole(0),
  accepted: readFlag,
  samples: list(readSample),
  selection: nullable(readSelection),
  curvature: nullable(readCurvature),
  update: readUpdate,
  before: readMetrics,
  after: readMetrics,
  digestBefore: readDigest,
  digestAfter: readDigest,
  durationsMs: readTimes,
  gpuMs: nullable(readTimes),
});

/** @throws SessionFileError that names the member, what was expected and what was found */
export const readComparison: Reader<RetrainingComparison> = object({
  id: whole(0),
  retrained: readMetrics,
  unlearned: readMetrics,
  divergence: object({ validation: readNumber, forget: maybeNumber }),
  distanceToRetrained: readNumber,
  relearnEpochs: nullable(object({ unlearned: maybeNumber, retrained: maybeNumber, limit: readNumber })),
  retrainingMs: readNumber,
});
