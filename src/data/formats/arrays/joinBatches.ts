import { DataError } from '../../dataError';
import type { Role } from '../../roles';
import type { PartArrays } from './arraySet';
import { type AnyArray, arrayOf, type NumberArray, textArrayOf } from './numberArray';

/** Parts that come in several files: the images and labels of each part one after another, the training part first. */
export function joinBatches(batches: readonly PartArrays[]): PartArrays[] {
  const roles: readonly Role[] = ['training', 'validation', 'test'];
  return roles.flatMap((role) => {
    const own = batches.filter((batch) => batch.role === role);
    const [first, second] = own;
    if (!first) return [];
    if (!second) return [first];
    return [
      {
        ...first,
        images: { ...first.images, array: joinNumbers(own.map(({ images }) => images)) },
        labels: { ...first.labels, array: joinAny(own.map(({ labels }) => labels)) },
      },
    ];
  });
}

type Named<T> = { readonly array: T; readonly fileName: string };

function joinAny(arrays: readonly Named<AnyArray>[]): AnyArray {
  const isText = ({ array }: Named<AnyArray>) => array.kind === 'text';
  if (!arrays.some(isText)) return joinNumbers(arrays as readonly Named<NumberArray>[]);
  return textArrayOf(
    arrays.flatMap(({ array }) =>
      Array.from({ length: array.length }, (_, i) =>
        array.kind === 'text' ? array.textAt(i) : String(array.at(i)),
      ),
    ),
  );
}

/** The rows of all, one after another. @throws DataError where those of two differ in size */
export function joinNumbers(arrays: readonly Named<NumberArray>[]): NumberArray {
  const [first] = arrays;
  const row = first!.array.shape.slice(1);
  for (const { array, fileName } of arrays) {
    if (array.shape.slice(1).join() === row.join()) continue;
    const other = first!.fileName;
    throw new DataError('data.wrong.npySet.twoShapes', {
      fileName,
      other,
      expected: row,
      found: array.shape.slice(1),
    });
  }
  const count = arrays.reduce((sum, { array }) => sum + array.shape[0]!, 0);
  const length = arrays.reduce((sum, { array }) => sum + array.length, 0);
  const areBytes = arrays.every(({ array }) => array.bytes);
  const numbers = areBytes ? new Uint8Array(length) : new Float64Array(length);
  let offset = 0;
  for (const { array } of arrays) {
    if (array.bytes) numbers.set(array.bytes, offset);
    else for (let i = 0; i < array.length; i++) numbers[offset + i] = array.at(i);
    offset += array.length;
  }
  const kind = arrays.some(({ array }) => array.kind === 'float') ? 'float' : first!.array.kind;
  return arrayOf([count, ...row], numbers, kind);
}
