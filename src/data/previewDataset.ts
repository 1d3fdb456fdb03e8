import type { Text } from '../words/catalogue';
import { message } from '../words/say';
import { type Dataset, type ImageSet, type ImageShape, imageSizeBytes } from './dataset';
import type { Role } from './roles';

/** What a person should see of a data set before taking it. */
export interface DatasetPreview {
  readonly name: string;
  readonly shape: ImageShape;
  readonly classNames: readonly string[];
  /** Images of each class. */
  readonly trainingCounts: readonly number[];
  readonly validationCounts: readonly number[];
  /** The first training images of each class, by index: to be drawn. */
  readonly examples: readonly (readonly number[])[];
  /** Of both parts in memory, pixels and labels. */
  readonly sizeBytes: number;
  /** What was done to the data, and what looks wrong with them, in plain sentences. */
  readonly notes: readonly Text[];
}

const EXAMPLES_PER_CLASS = 8;

/** Describes a data set; nothing is changed or copied. */
export function previewDataset(dataset: Dataset): DatasetPreview {
  const { name, shape, classNames, training, validation, notes = [] } = dataset;
  const trainingCounts = countLabels(training, classNames.length);
  const validationCounts = countLabels(validation, classNames.length);
  return {
    name,
    shape,
    classNames,
    trainingCounts,
    validationCounts,
    examples: firstOfEachClass(training, classNames.length),
    sizeBytes: (training.count + validation.count) * (imageSizeBytes(shape) + 1),
    notes: [
      ...notes,
      ...emptyClasses('training', trainingCounts, classNames),
      ...emptyClasses('validation', validationCounts, classNames),
    ],
  };
}

function countLabels({ labels }: ImageSet, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

function firstOfEachClass({ labels }: ImageSet, classCount: number): number[][] {
  const examples = Array.from({ length: classCount }, (): number[] => []);
  labels.forEach((label, index) => {
    const ofClass = examples[label]!;
    if (ofClass.length < EXAMPLES_PER_CLASS) ofClass.push(index);
  });
  return examples;
}

function emptyClasses(part: Role, counts: readonly number[], classNames: readonly string[]): Text[] {
  const empty = classNames.filter((_, label) => counts[label] === 0);
  return empty.length > 0 ? [message('data.notes.emptyClasses', { part, classes: empty })] : [];
}
