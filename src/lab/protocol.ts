/** What the page and the worker say to each other. Types, and tables of plain data; nothing here computes. */

export type { Planted } from '../data/dataset';
export {
  type PlantedKind,
  type Planting,
  permilles,
  plantedId,
  plantedKinds,
  readPlantedId,
} from '../data/planted/plantedId';
export type { DatasetPreview } from '../data/previewDataset';
export {
  type CertificateNumber,
  type CertificateTerms,
  certificateNumbers,
} from '../engine/certificate/terms';
export {
  type AttentionId,
  attentionIds,
  type BatchId,
  batchIds,
  type CurvatureId,
  curvatureIds,
  type GuardImagesId,
  type GuardSetId,
  guardSetIds,
  isNewtonStep,
  ownGuardImages,
  type RetrainingOrderId,
  retrainingOrderIds,
  type SelectionId,
  selectionIds,
  type UpdateId,
  updateIds,
  type WeightDecayId,
  weightDecayIds,
} from '../engine/choices';
export { type ColumnEntry, columnDictionary } from '../engine/columnDictionary';
export { type ForgetSpec, listForgetSet } from '../engine/forgetSpec';
export * from '../engine/looks/questions';
export type { BlanketRequest, BlanketRun } from '../engine/markovBlanket';
export {
  curvatureOfMethod,
  type MethodId,
  type MethodRow,
  methodIds,
  methodNumbers,
  methodTable,
} from '../engine/methods/table';
export { coupledFloors, retrainingGaps } from '../engine/metrics/gaps';
export { type MetricId, type MetricRow, metricIds, metricTable } from '../engine/metrics/table';
export { type NoEffect, unnoticedChange } from '../engine/noEffect';
export { checkNumber, type NumericParameter } from '../engine/numericParameter';
export { renamed } from '../engine/olderRequest';
export {
  checkParameter,
  defaultSettings,
  largestDenseBlock,
  type NumericParameterName,
  numericParameters,
  paperSetup,
  presets,
  type RemovalSettings,
} from '../engine/parameters';
export { whyNoNoise } from '../engine/refuseNoise';
export type { ReplayResult } from '../engine/replay';
export * from '../engine/report';
export { standingState } from '../engine/standingState';
export { longestStateName } from '../engine/stateNames';
export type { AttackReport } from '../engine/yardstick/attackReport';
export { bandCount, isWithin, noiseBands } from '../engine/yardstick/bandReport';
export type { Comeback, CoupledFloor, Recovered, RetrainingComparison } from '../engine/yardstick/comparison';
export { comparisonName } from '../engine/yardstick/comparisonName';
export { ensembleCount } from '../engine/yardstick/ensembleNumbers';
export type { OutPercentile } from '../engine/yardstick/outPercentiles';
export type { RewindLine } from '../engine/yardstick/rewindLineSchema';
export { recoveredSeedCount, shareInterval } from '../engine/yardstick/shareInterval';
export { sharesOf, sideOfStep } from '../engine/yardstick/stepBesideLine';
export { certificationSigma } from '../math/removal/certificationNoise';
export type { TrainingCard } from '../model/checkpoint';
export type { ModelScaling, ScalingId } from '../model/own/scaling';
export type { SliceIndex, SliceLayer } from '../model/slices';
export type { EpochProgress } from '../model/training';
export {
  type AttributeChoice,
  checkTraining,
  type Reversal,
  reversalStrength,
  type TrainingRequest,
  trainingChoices,
  trainingRanges,
} from '../model/trainingRequest';
export { hasBit, listBits } from './bits';
export { firstVisit } from './firstVisit';
export type { BackgroundJob, BackgroundOutcome } from './jobs/background';
export type { RunningJob } from './jobs/jobs';
export * from './protocol/calls';
export * from './protocol/certificate';
export * from './protocol/ensemble';
export * from './protocol/events';
export * from './protocol/files';
export * from './protocol/moment';
export * from './protocol/setup';
export type { RecipeOutcome } from './recipe/followRecipe';
export { type KeptSession, mostKept } from './schema/kept';
export type { Recipe } from './schema/recipe';
export { packRecipe, readRecipe, recipeLetters, unpackRecipe, writeRecipe } from './schema/recipeText';
