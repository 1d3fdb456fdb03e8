import type { Text } from '../../../words/catalogue';
import type { ImageSet } from '../../dataset';
import type { Role } from '../../roles';
import type { Pieces, ReadContext } from '../pieces';
import { readImageArrays } from './imageArrays';
import { type LabelRules, readLabelArrays } from './labelArrays';
import type { AnyArray, NumberArray } from './numberArray';

/** The arrays of one part, and how their files are named to a person. */
export interface PartArrays {
  readonly role: Role;
  readonly images: { readonly array: NumberArray; readonly fileName: string };
  readonly labels: { readonly array: AnyArray; readonly fileName: string };
  /** Whether the images lie on their side. */
  readonly isTurned?: boolean;
}

export type ArraySet = Pick<
  Pieces,
  'training' | 'validation' | 'test' | 'shape' | 'classNames' | 'levels'
> & { readonly fileName: string; readonly notes: readonly Text[] };

/**
 * Images and labels of arrays, whatever format they came in: all parts are read by one rule.
 * @param parts the training part first
 * @throws DataError for arrays that are no images or labels, or do not fit one another
 */
export async function readArraySet(
  parts: readonly PartArrays[],
  context: ReadContext,
  rules?: LabelRules,
): Promise<ArraySet> {
  const { images, counts, shape, levels, notes } = await readImageArrays(
    parts.map((part) => ({
      ...part.images,
      labelCount: part.labels.array.shape[0] ?? 0,
      isTurned: part.isTurned ?? false,
    })),
    context,
  );
  const read = readLabelArrays(
    parts.map((part, i) => ({
      ...part.labels,
      imageCount: counts[i]!,
      imagesName: part.images.fileName,
    })),
    rules,
  );
  const sets: Partial<Record<Role, ImageSet>> = {};
  for (const [i, { role }] of parts.entries()) {
    sets[role] = { count: counts[i]!, images: images[i]!, labels: read.labels[i]! };
  }
  return {
    training: sets.training!,
    validation: sets.validation,
    test: sets.test,
    shape,
    classNames: read.classNames,
    levels,
    fileName: parts[0]!.images.fileName,
    notes: [...notes, ...read.notes],
  };
}
