/** What views need of the words between page and worker. Views import these from here, never from the worker. */

export {
  type BackendName,
  type BlanketRun,
  type Choice,
  checkParameter,
  type LabState,
  type Metrics,
  type ModelState,
  numericParameters,
  presets,
  type RemovalPhase,
  type RemovalPreview,
  type RemovalReport,
  removalPhases,
  type SampleIndex,
  type SampleReport,
  type SecantReport,
  type SelectedSlice,
  type SliceLayer,
  type TrainingCard,
  type TrainingSettings,
} from '../worker/protocol';
