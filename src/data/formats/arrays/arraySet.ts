import type { Text } from '../../../words/catalogue';
import type { ImageSet } from '../../dataset';
import type { Role } from '../../roles';
import type { Pieces, ReadContext } from '../pieces';
import { wantedPlaces } from '../takeWanted';
import { readImageArrays } from './imageArrays';
import { type LabelRules, readLabelArrays } from './labelArrays';
import { type AnyArray, type NumberArray, takeRows } from './numberArray';

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
  all: readonly PartArrays[],
  context: ReadContext,
  rules?: LabelRules,
): Promise<ArraySet> {
  const besideCount = all.reduce(
    (sum, { role, images }) => sum + (role === 'training' ? 0 : (images.array.shape[0] ?? 0)),
    0,
  );
  const parts = all.map((part) => (part.role === 'training' ? withWanted(part, besideCount, context) : part));
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

/** Of a training part that is too large the images that can be wanted. */
function withWanted(part: PartArrays, besideCount: number, context: ReadContext): PartArrays {
  if (context.trainingLimit === undefined) return part;
  const { images, labels } = part;
  const count = images.array.shape[0] ?? 0;
  const width = labels.array.length / count;
  if (labels.array.shape[0] !== count || !Number.isInteger(width)) return part;
  const imageBytes = images.array.length / count;
  const rows = wantedPlaces(classesOf(labels.array, width), imageBytes, context, besideCount);
  if (!rows) return part;
  return {
    ...part,
    images: { ...images, array: takeRows(images.array, rows) },
    labels: { ...labels, array: takeRows(labels.array, rows) },
  };
}

/** Something that tells the classes of rows apart: the number or text, or the place of the largest number of a row. */
function classesOf(array: AnyArray, width: number): unknown[] {
  return Array.from({ length: array.length / width }, (_, row) => {
    if (array.kind === 'text') return array.textAt(row);
    let best = 0;
    for (let i = 1; i < width; i++) if (array.at(row * width + i) > array.at(row * width + best)) best = i;
    return width === 1 ? array.at(row) : best;
  });
}
