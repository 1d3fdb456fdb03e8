import type { Gpu } from '../../../gpu/device';
import { type MatmulShape, matmul } from '../../../math/linear/matmul';
import { recordMatmul } from '../../linear/matmul';
import { absolute, drawNormals } from '../draw';
import { judgeSums } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';

interface Product {
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly bias: Float32Array | null;
}

async function multiplyOnGpu(gpu: Gpu, shape: MatmulShape, { a, b, bias }: Product, relu: boolean) {
  const [words] = await recorded(gpu, (list, scope) => {
    const buffers = {
      a: scope.upload('a', a),
      b: scope.upload('b', b),
      output: garbage(scope, shape.rows * shape.columns),
    };
    const biased = bias ? { ...buffers, bias: scope.upload('bias', bias) } : buffers;
    recordMatmul(list, shape, biased, relu);
    return [buffers.output];
  });
  return floatsOf(words!);
}

function productCase(
  [rows, columns, inner]: readonly [number, number, number],
  [transposeA, transposeB]: readonly [boolean, boolean],
  { isBiased = false, relu = false, isTimed = false } = {},
) {
  const shape = { rows, columns, inner, transposeA, transposeB };
  const kinds = { 'A\u2019': transposeA, 'B\u2019': transposeB, bias: isBiased, ReLU: relu };
  const marks = Object.entries(kinds).flatMap(([mark, is]) => (is ? [mark] : []));
  return defineCase({
    name: [`${rows} x ${inner} by ${inner} x ${columns}`, ...marks].join(', '),
    work: isTimed
      ? {
          bytes: 4 * (rows * inner + inner * columns + rows * columns),
          operations: 2 * rows * inner * columns,
        }
      : undefined,
    draw: () => ({
      a: drawNormals(rows * inner, 'a'),
      b: drawNormals(inner * columns, 'b'),
      bias: isBiased ? drawNormals(columns, 'bias') : null,
    }),
    compute: (gpu, product) => multiplyOnGpu(gpu, shape, product, relu),
    judge(output, { a, b, bias }) {
      const shift = (i: number) => bias?.[i % columns] ?? 0;
      const sums = matmul(a, b, shape).map((value, i) => value + shift(i));
      const sizes = matmul(absolute(a), absolute(b), shape).map((size, i) => size + Math.abs(shift(i)));
      const expected = relu ? sums.map((sum) => Math.max(sum, 0)) : sums;
      return judgeSums(output, expected, sizes, inner);
    },
  });
}

const sizes = [
  [1, 1, 1],
  [3, 5, 2],
  [7, 9, 4],
  [8, 8, 8],
  [9, 7, 5],
  [63, 10, 33],
  [64, 4, 65],
  [257, 100, 31],
] as const;

const orders = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

export const matmulCases: KernelCases = {
  kernel: 'matmul',
  shaders: ['linear/matmul'],
  tolerance: 'relativeToSize',
  cases: [
    ...sizes.flatMap((size) => orders.map((order) => productCase(size, order))),
    productCase([9, 6, 11], [false, false], { isBiased: true }),
    productCase([9, 6, 11], [false, false], { isBiased: true, relu: true }),
    // The first layer of the two-layer net, on a batch.
    productCase([250, 100, 784], [false, false], { isTimed: true }),
  ],
};
