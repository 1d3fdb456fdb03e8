import type { ImageSet } from '../data/dataset';
import type { Label } from '../math/network/outputLoss';

/** What is true of some samples, one after another. */
export type Labels = ArrayLike<Label>;

type Labelled = Pick<ImageSet, 'count' | 'labels' | 'labelSets'>;

/** What is true of a sample: its class, or of data whose samples have several labels the row of its set. */
export function labelAt({ count, labels, labelSets }: Labelled, index: number): Label {
  if (!labelSets) return labels[index]!;
  const classes = labelSets.length / count;
  return labelSets.subarray(index * classes, (index + 1) * classes);
}

/** The same of the samples [from, to). */
export function labelsOf(set: Labelled, from = 0, to = set.count): Labels {
  if (!set.labelSets) return set.labels.subarray(from, to);
  return Array.from({ length: to - from }, (_, i) => labelAt(set, from + i));
}

/** The same of these samples. */
export function labelsAt(set: Labelled, indices: readonly number[]): Labels {
  if (!set.labelSets) return Uint8Array.from(indices, (index) => set.labels[index]!);
  return indices.map((index) => labelAt(set, index));
}
