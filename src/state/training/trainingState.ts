import type { TrainingCurve } from './trainingCurve';
import type { TrainingEdits } from './trainingEdits';

export interface TrainingState {
  /** What the person typed or chose in the training form, in place of what the model starts with. */
  readonly trainingEdits: TrainingEdits;
  /** The training that runs or the last one, as long as its model is open; null before the first. */
  readonly curve: TrainingCurve | null;
}

export const trainingState: TrainingState = { trainingEdits: {}, curve: null };

/** The curve of the training that runs, as new as the news; the page sees it after each pause. */
export interface TrainingWork {
  newest: TrainingCurve | null;
  drawnAt: number;
}

export const createTrainingWork = (): TrainingWork => ({ newest: null, drawnAt: 0 });
