import type { Text } from '../words/catalogue';
import { message } from '../words/say';
import { type Dataset, type ImageSet, type ImageShape, imageSizeBytes, type Levels } from './dataset';
import type { Role } from './roles';

/** A part of a data set, by what the files call it; the guard's further images are one of a source that has more. */
export interface PreviewPart {
  readonly part: Role | 'guard';
  /** Samples of each class; of samples with several labels each counts for all of them. */
  readonly counts: readonly number[];
  /** All samples. */
  readonly total: number;
}

/** What a person should see of a data set before taking it. */
export interface DatasetPreview {
  readonly name: string;
  /** Where the images come from, and how many were held out. */
  readonly origin: Text;
  readonly shape: ImageShape;
  readonly classNames: readonly string[];
  /** The training part first. */
  readonly parts: readonly PreviewPart[];
  /** The first training images of each class, by index: to be drawn. */
  readonly examples: readonly (readonly number[])[];
  /** The numbers that the files hold, and which of them are black and white; null of texts. */
  readonly levels: Levels | null;
  /** Of all parts in memory: pixels, or texts and their pieces, and labels. */
  readonly sizeBytes: number;
  /** What was done to the data, and what looks wrong with them, in plain sentences. */
  readonly notes: readonly Text[];
}

const EXAMPLES_PER_CLASS = 8;

/**
 * Describes a data set; nothing is changed or copied.
 * @throws DataError when images of the guard that lie in a file of their own cannot be had
 */
export async function previewDataset(dataset: Dataset): Promise<DatasetPreview> {
  const { name, origin, shape, classNames, training, notes = [] } = dataset;
  const sets = await partsOf(dataset);
  const parts = sets.map(({ part, set }) => ({
    part,
    counts: countLabels(set, classNames.length),
    total: set.count,
  }));
  const images = sets.reduce((sum, { set }) => sum + set.count, 0);
  return {
    name,
    origin,
    shape,
    classNames,
    parts,
    examples: firstOfEachClass(training, classNames.length),
    levels: dataset.text ? null : (dataset.levels ?? byteLevels(sets.map(({ set }) => set))),
    sizeBytes: images * (imageSizeBytes(shape) + 1) + textBytes(sets.map(({ set }) => set)),
    notes: [...notes, ...parts.flatMap((part) => emptyClasses(part, dataset)), ...alikeNames(classNames)],
  };
}

/** Of texts, their pieces and their sets of labels. */
function textBytes(sets: readonly ImageSet[]): number {
  const sizeOf = ({ texts = [], features, labelSets }: ImageSet) =>
    texts.reduce(
      (sum, text) => sum + 2 * text.length,
      4 * (features?.length ?? 0) + (labelSets?.length ?? 0),
    );
  return sets.reduce((sum, set) => sum + (set.texts ? sizeOf(set) : 0), 0);
}

/** A validation part beside a test part is the guard's: what the lab reports on is the test part then. */
async function partsOf({
  training,
  validation,
  guard,
}: Dataset): Promise<{ part: PreviewPart['part']; set: ImageSet }[]> {
  const first = { part: 'training' as const, set: training };
  if (!guard) return [first, { part: 'validation', set: validation }];
  const ofGuard = await guard.load();
  return guard.from === 'part'
    ? [first, { part: 'validation', set: ofGuard }, { part: 'test', set: validation }]
    : [first, { part: 'validation', set: validation }, { part: 'guard', set: ofGuard }];
}

function countLabels({ labels, labelSets }: ImageSet, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0);
  if (labelSets) {
    labelSets.forEach((isTrue, i) => {
      counts[i % classCount]! += isTrue;
    });
    return counts;
  }
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

function byteLevels(sets: readonly ImageSet[]): Levels {
  let [lowest, highest] = [255, 0];
  for (const { images } of sets) {
    for (const level of images) {
      if (level < lowest) lowest = level;
      if (level > highest) highest = level;
    }
  }
  return { lowest, highest, black: 0, white: 255 };
}

function emptyClasses(
  { part, counts }: PreviewPart,
  { classNames, text }: Pick<Dataset, 'classNames' | 'text'>,
): Text[] {
  const empty = classNames.filter((_, label) => counts[label] === 0);
  return empty.length > 0
    ? [message(text ? 'data.notes.emptyLabels' : 'data.notes.emptyClasses', { part, classes: empty })]
    : [];
}

/** Names that differ in capitals, spaces or signs that are not seen can be one class in two spellings. */
function alikeNames(classNames: readonly string[]): Text[] {
  const byLook = new Map<string, string[]>();
  for (const name of classNames) {
    const look = name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\p{Z}\p{C}_-]/gu, '');
    byLook.set(look, [...(byLook.get(look) ?? []), name]);
  }
  return [...byLook.values()]
    .filter((names) => names.length > 1 && !names.every((name) => /^[+-]?\d+$/.test(name)))
    .map((names) => message('data.notes.alike', { classes: names }));
}
