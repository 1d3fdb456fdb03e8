/** Plans for tfjs's products of two matrices; true batches and other activations stay with tfjs. */

import * as tf from '@tensorflow/tfjs';
import type { MatmulShape } from '../../math/linear/matmul';
import { recordMatmul, shapeMatmul } from '../linear/matmul';
import { areReadable, type Planner } from './tfjsPlan';

interface ProductAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly activation?: string;
}

/** The sizes of the product of two matrices, fused calls coming as batches of one; null for true batches. */
function describeProduct(
  a: readonly number[],
  b: readonly number[],
  { transposeA, transposeB }: ProductAttributes,
): MatmulShape | null {
  const batches = [...a.slice(0, -2), ...b.slice(0, -2)];
  if (a.length !== b.length || a.length < 2 || batches.some((length) => length !== 1)) return null;
  const [aRows, aColumns] = a.slice(-2) as [number, number];
  const [bRows, bColumns] = b.slice(-2) as [number, number];
  const rows = transposeA ? aColumns : aRows;
  const inner = transposeA ? aRows : aColumns;
  return { rows, columns: transposeB ? bRows : bColumns, inner, transposeA, transposeB };
}

export const planMatmul: Planner = ({ a, b, bias, preluActivationWeights }, attributes) => {
  const { activation = 'linear' } = attributes as unknown as ProductAttributes;
  const isKnown = activation === 'linear' || activation === 'relu';
  if (!isKnown || preluActivationWeights || !a || !b) return null;
  const inputs = bias ? [a, b, bias] : [a, b];
  if (!areReadable(inputs)) return null;
  const shape = describeProduct(a.shape, b.shape, attributes as unknown as ProductAttributes);
  if (!shape || (bias && tf.util.sizeFromShape(bias.shape) !== shape.columns)) return null;
  return {
    inputs,
    outputShape: [...a.shape.slice(0, -2), shape.rows, shape.columns],
    kernels: [shapeMatmul(shape)],
    record({ list }, [left, right, shift], output) {
      const buffers = { a: left!, b: right!, output };
      const biased = shift ? { ...buffers, bias: shift } : buffers;
      recordMatmul(list, shape, biased, activation === 'relu');
    },
  };
};
