import type { MeasuredTraining } from './reversal';
import { noReversal, type ReversalChoice } from './reversalChoice';
import type { TrainingCurve } from './trainingCurve';
import type { TrainingEdits } from './trainingEdits';

export interface TrainingState {
  /** What the person typed or chose in the training form, in place of what the model starts with. */
  readonly trainingEdits: TrainingEdits;
  /** What the next training is to hide. */
  readonly reversal: ReversalChoice;
  /** The last trainings, of whichever data and models. */
  readonly measured: readonly MeasuredTraining[];
  /** The training that runs or the last one, as long as its model is open; null before the first. */
  readonly curve: TrainingCurve | null;
}

export const trainingState: TrainingState = {
  trainingEdits: {},
  reversal: noReversal,
  measured: [],
  curve: null,
};

/** The curve of the training that runs, as new as the news; the page sees it after each pause. */
export interface TrainingWork {
  newest: TrainingCurve | null;
  drawnAt: number;
}

export const createTrainingWork = (): TrainingWork => ({ newest: null, drawnAt: 0 });
