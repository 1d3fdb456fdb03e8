/** What a training has to go on from after its last whole epoch, bit for bit: the order of samples belongs to seed and epoch, so weights and optimizer are all. */
export interface TrainingProgress {
  /** Which of several trainings in a row, from 0. */
  readonly stage: number;
  /** Epochs of this training that are done. */
  readonly epoch: number;
  /** The weights now, and an epoch ago. */
  readonly parameters: Float32Array;
  readonly previous: Float32Array;
  /** The optimizer's own numbers (`Optimizer.save`). */
  readonly optimizer: Float32Array;
  /** Milliseconds that the epochs so far took, in all trainings of the row. */
  readonly spentMs: number;
}

/** Where progress is kept, by a key that names the training and its data. */
export interface TrainingStore {
  /** What a training that was interrupted left; null where there is nothing. */
  loadTraining(key: string): Promise<TrainingProgress | null>;
  saveTraining(key: string, progress: TrainingProgress): Promise<void>;
  dropTraining(key: string): Promise<void>;
}
