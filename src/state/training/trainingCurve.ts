/** The course of a training: one point per epoch, and one that moves along with the epoch that runs. */

import type { EpochProgress } from '../../worker/protocol';
import type { LabState } from '../labState';

export interface TrainingPoint {
  /** Epochs done; a fraction while the epoch runs. */
  readonly epoch: number;
  /** Means over the epoch so far, each batch before its step (nats; 0 to 1). */
  readonly loss: number;
  readonly accuracy: number;
  /** On the validation images at the end of the epoch; absent until it is known. */
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
}

export interface TrainingCurve {
  /** The last epoch that it goes to. */
  readonly epochs: number;
  /** How many of these the training itself runs: it may go on from earlier ones. */
  readonly running: number;
  readonly points: readonly TrainingPoint[];
  readonly isFinished: boolean;
}

/** An empty curve; one that goes on keeps the points of the training before. */
export function startCurve(running: number, before: TrainingCurve | null): TrainingCurve {
  const points = before?.points ?? [];
  return { epochs: (points.at(-1)?.epoch ?? 0) + running, running, points, isFinished: false };
}

/** The curve after one more piece of news: the point of the running epoch moves, the one before it learns its validation. */
export function addProgress(curve: TrainingCurve, progress: EpochProgress): TrainingCurve {
  const { epoch, epochs, loss, accuracy, validation, fraction } = progress;
  const done = epochs - curve.running * (1 - fraction);
  const before = curve.points
    .filter((point) => point.epoch <= epoch - 1)
    .map((point) => (point.epoch === epoch - 1 && validation ? withValidation(point, validation) : point));
  // Rounding must not leave the end of an epoch just beside its whole number.
  const place = Math.abs(done - epoch) < 1e-6 ? epoch : done;
  return { ...curve, epochs, points: [...before, { epoch: place, loss, accuracy }] };
}

/** The curve of a training that came to its end: its last point has what the lab measured there. */
export function finishCurve(curve: TrainingCurve, { model, metrics }: LabState): TrainingCurve {
  const last = curve.points.at(-1);
  if (last === undefined || model.training === null || metrics === null) return curve;
  const validation = { loss: metrics.validationLoss, accuracy: model.training.validationAccuracy };
  const points = [...curve.points.slice(0, -1), withValidation(last, validation)];
  return { ...curve, epochs: last.epoch, points, isFinished: true };
}

function withValidation(
  point: TrainingPoint,
  { loss, accuracy }: { readonly loss: number; readonly accuracy: number },
): TrainingPoint {
  return { ...point, validationLoss: loss, validationAccuracy: accuracy };
}
