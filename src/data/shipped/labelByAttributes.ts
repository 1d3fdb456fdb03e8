import { sayInEnglish } from '../../words/say';
import type { Dataset, ImageSet } from '../dataset';
import { digestOf } from '../digest';
import { type FaceAttribute, faceAttributes } from './faceAttributes';
import type { loadShipped } from './loadShipped';

/** What the attributes of the painted faces are called as classes, in English. */
export const attributeClasses: readonly string[] = faceAttributes.map((attribute: FaceAttribute) =>
  sayInEnglish(`data.attributes.${attribute}`),
);

/**
 * Pictures by what is true of them in place of who they are of: each has a label for every attribute that it has. The strangers are left out, who are to be told by who they are.
 */
export function labelByAttributes({
  training,
  validation,
  guard,
  attributeNames,
}: Awaited<ReturnType<typeof loadShipped>>): Pick<
  Dataset,
  'training' | 'validation' | 'guard' | 'digest' | 'attributeNames'
> {
  const labelled = labelSet(training);
  return {
    training: labelled,
    validation: labelSet(validation),
    guard: { ...guard, load: async (signal) => labelSet(await guard.load(signal)) },
    digest: digestOf(labelled),
    ...(attributeNames && { attributeNames }),
  };
}

/** Of a picture with no attribute the row is zeros; where one class has to stand for it that is the first, as of every set. */
function labelSet(set: ImageSet): ImageSet {
  const { count } = set;
  const attributes = set.attributes!;
  const width = attributes.length / count;
  const labels = Uint8Array.from({ length: count }, (_, i) =>
    Math.max(0, attributes.subarray(i * width, (i + 1) * width).indexOf(1)),
  );
  return { ...set, labels, labelSets: attributes };
}
