import { classNamesOf } from '../../words/names';
import {
  hasBit,
  type SampleIndex,
  type SampleMemorisation,
  type TrainingImages,
} from '../../worker/protocol';
import type { LabState } from '../labState';

/** All that the grid says about one sample. */
export interface SampleFacts {
  readonly index: SampleIndex;
  /** Of a sample that has several all of them. */
  readonly label: string;
  /** null while the model is not trained. */
  readonly predicted: string | null;
  readonly loss: number | null;
  /** How much it is memorised, and the standard error; null where no ensemble knows. */
  readonly memorisation: number | null;
  readonly memorisationError: number | null;
  readonly misclassified: boolean;
  /** The label that it had before the lab planted another one; null: it is as it was. */
  readonly trueLabel: string | null;
  /** The person that the one in the picture is related to; null: to nobody, or nothing is known of that. */
  readonly relative: string | null;
  readonly removed: boolean;
}

/** The facts of a sample; null while there are no pictures. */
export function sampleFacts(
  lab: LabState | null,
  images: TrainingImages | null,
  index: SampleIndex,
  memorisation: SampleMemorisation | null = null,
): SampleFacts | null {
  const label = images?.labels[index];
  if (lab === null || label === undefined) return null;
  const classNames = classNamesOf(lab.dataset);
  const predicted = lab.scores?.predicted[index];
  return {
    index,
    label: labelWords(images, index, classNames) ?? classNames[label] ?? String(label),
    predicted: predicted === undefined ? null : (classNames[predicted] ?? String(predicted)),
    loss: lab.scores?.losses[index] ?? null,
    memorisation: known(memorisation?.values[index]),
    memorisationError: known(memorisation?.errors[index]),
    trueLabel: trueLabelOf(images, index, classNames),
    misclassified: predicted !== undefined && !hasLabel(images!, index, predicted),
    relative: relativeOf(lab.dataset.relatives?.pairs ?? [], label, classNames),
    removed: hasBit(lab.removed, index),
  };
}

/** Whether a label is one of a sample's: the label that it has, or one of several. */
export function hasLabel(
  { labels, labelSets }: Pick<TrainingImages, 'labels' | 'labelSets'>,
  index: SampleIndex,
  label: number,
): boolean {
  if (!labelSets) return labels[index] === label;
  return labelSets[index * (labelSets.length / labels.length) + label] === 1;
}

/** All labels of a sample that has several; null: it has one. */
function labelWords(
  images: TrainingImages | null,
  index: SampleIndex,
  classNames: readonly string[],
): string | null {
  if (!images?.labelSets) return null;
  return classNames.filter((_, label) => hasLabel(images, index, label)).join(', ');
}

function trueLabelOf(
  images: TrainingImages | null,
  index: SampleIndex,
  classNames: readonly string[],
): string | null {
  const place = images?.planted?.samples.indexOf(index) ?? -1;
  if (place < 0) return null;
  const label = images!.planted!.trueLabels[place]!;
  return classNames[label] ?? String(label);
}

function relativeOf(
  pairs: readonly (readonly [number, number])[],
  label: number,
  classNames: readonly string[],
): string | null {
  const pair = pairs.find((one) => one.includes(label));
  return pair ? classNames[pair[0] === label ? pair[1] : pair[0]]! : null;
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
