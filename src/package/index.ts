/** The package `lethe`: the engine for programs in Node. What is exported here is all that is promised; docs/decisions/0007-the-package.md says why. */

export type { Dataset, ImageSet, ImageShape, Normalisation } from '../data/dataset';
export type { RemovalJob } from '../engine/phases';
export type {
  Metrics,
  RemovalPhase,
  RemovalPreview,
  RemovalReport,
  RemovalRequest,
  RemovalSettings,
  SampleIndex,
} from '../engine/report';
export type { RetrainingComparison } from '../engine/yardstick/comparison';
export type { EpochProgress } from '../model/training';
export type { TrainingRequest } from '../model/trainingRequest';
export { type OpenDataOptions, openData } from './openData';
export { type Engine, type EngineOptions, openEngine, type TrainingOptions } from './openEngine';
export type { RemovalOptions, UnlearningSession } from './session';
