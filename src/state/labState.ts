import type { LabSetup, Moment, RetrainingComparison, SampleScores } from '../worker/protocol';

/** The lab as the page knows it: the set-up, the moment, and what belongs to both. */
export interface LabState extends LabSetup, Moment {
  readonly scores: SampleScores | null;
  /** The states of this session that were compared with a retrained model. */
  readonly comparisons: readonly RetrainingComparison[];
}

/** The set-up alone: its parts are the very same objects as long as nothing of it changed. */
export function setupOf({ version, device, datasets, models, dataset, model }: LabState): LabSetup {
  return { version, device, datasets, models, dataset, model };
}
