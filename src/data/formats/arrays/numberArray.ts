/** Arrays as files of NumPy, IDX, pickles and tables hold them, whatever their type and the order of their numbers in memory. */

/** What the numbers are: true and false, whole, or with fractions. */
export type NumberKind = 'boolean' | 'whole' | 'float';

export interface NumberArray {
  readonly shape: readonly number[];
  /** How many numbers: the product of the shape. */
  readonly length: number;
  readonly kind: NumberKind;
  /** The numbers as unsigned bytes in row-major order, where that is what the file has. */
  readonly bytes?: Uint8Array | undefined;
  /** Number i in row-major order. */
  at(i: number): number;
}

/** An array of texts: of labels, or of names. */
export interface TextArray {
  readonly shape: readonly number[];
  readonly length: number;
  readonly kind: 'text';
  textAt(i: number): string;
}

export type AnyArray = NumberArray | TextArray;

/** An array of the first `shape[0]` rows over numbers at hand, in row-major order. */
export function arrayOf(shape: readonly number[], numbers: ArrayLike<number>, kind: NumberKind): NumberArray {
  const bytes = numbers instanceof Uint8Array ? numbers : undefined;
  return { shape, length: productOf(shape), kind, bytes, at: (i) => numbers[i]! };
}

/** An array of texts at hand. */
export function textArrayOf(texts: readonly string[]): TextArray {
  return { shape: [texts.length], length: texts.length, kind: 'text', textAt: (i) => texts[i]! };
}

export function productOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * Where number i in row-major order lies in memory when the columns come first (Fortran order): its indices, from the last axis to
 * the first, times the strides of that order.
 */
export function columnsFirst(shape: readonly number[]): (i: number) => number {
  const strides = shape.map((_, axis) => productOf(shape.slice(0, axis)));
  return (i) => {
    let [rest, place] = [i, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return place;
  };
}

/** The rows of an array at these places of its first axis; nothing is copied. */
export function takeRows<T extends AnyArray>(array: T, rows: readonly number[]): T {
  const width = array.length / Math.max(1, array.shape[0]!);
  const shape = [rows.length, ...array.shape.slice(1)];
  const place = (i: number) => rows[Math.floor(i / width)]! * width + (i % width);
  const taken = { shape, length: rows.length * width, kind: array.kind };
  const row =
    array.kind === 'text'
      ? { ...taken, textAt: (i: number) => array.textAt(place(i)) }
      : { ...taken, at: (i: number) => array.at(place(i)) };
  return row as AnyArray as T;
}
