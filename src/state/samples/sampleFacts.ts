import { hasBit, type SampleIndex, type TrainingImages } from '../../worker/protocol';
import type { LabState } from '../labState';

/** All that the grid says about one sample. */
export interface SampleFacts {
  readonly index: SampleIndex;
  readonly label: string;
  /** null while the model is not trained. */
  readonly predicted: string | null;
  readonly loss: number | null;
  readonly misclassified: boolean;
  readonly removed: boolean;
}

/** The facts of a sample; null while there are no pictures. */
export function sampleFacts(
  lab: LabState | null,
  images: TrainingImages | null,
  index: SampleIndex,
): SampleFacts | null {
  const label = images?.labels[index];
  if (lab === null || label === undefined) return null;
  const { classNames } = lab.dataset;
  const predicted = lab.scores?.predicted[index];
  return {
    index,
    label: classNames[label] ?? String(label),
    predicted: predicted === undefined ? null : (classNames[predicted] ?? String(predicted)),
    loss: lab.scores?.losses[index] ?? null,
    misclassified: predicted !== undefined && predicted !== label,
    removed: hasBit(lab.removed, index),
  };
}
