import { createRandom } from '../../../math/random/random';
import { addHessianColumn } from '../../../math/removal/hessianColumn';
import { recordHessianColumn } from '../../removal/hessianColumn';
import { absolute, drawNormals } from '../draw';
import { EPSILON, joinJudgements, judgeEach, judgeEqual } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';
import { floatsOf, recorded } from '../recorded';

/** Parameters of a block, in no order, among so many. */
export function drawIndices(size: number, total: number): Uint32Array<ArrayBuffer> {
  const all = Uint32Array.from({ length: total }, (_, i) => i);
  return createRandom(10, 'indices').shuffle(all).slice(0, size);
}

const scale = Math.fround(0.7);
const negative = (values: Float32Array) => values.map((value) => -Math.abs(value));

/** Adds to one column, and to no other. */
function columnCase(size: number, column: number) {
  const total = 2 * size + 3;
  return defineCase({
    name: `block of ${size}, column ${column}`,
    draw: () => ({
      plus: drawNormals(total, 'plus'),
      minus: drawNormals(total, 'minus'),
      indices: drawIndices(size, total),
      before: drawNormals(size * size, 'matrix'),
    }),
    async compute(gpu, { plus, minus, indices, before }) {
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = {
          plus: scope.upload('plus', plus),
          minus: scope.upload('minus', minus),
          indices: scope.upload('indices', indices),
          matrix: scope.upload('matrix', before),
        };
        recordHessianColumn(list, { size, column, scale }, buffers);
        return [buffers.matrix];
      });
      return floatsOf(words!);
    },
    judge(after, { plus, minus, indices, before }) {
      const expected = Float64Array.from(before);
      addHessianColumn(expected, column, plus, minus, indices, scale);
      const sizes = Float64Array.from(absolute(before));
      addHessianColumn(sizes, column, absolute(plus), negative(minus), indices, scale);
      const outside = (values: Float32Array) => values.filter((_, at) => Math.floor(at / size) !== column);
      return joinJudgements([
        judgeEach(after, expected, (i) => 5 * EPSILON * sizes[i]!),
        judgeEqual(outside(after), outside(before)),
      ]);
    },
  });
}

const blocks = [
  [1, 0],
  [2, 1],
  [63, 62],
  [64, 0],
  [65, 64],
  [127, 5],
  [300, 299],
] as const;

export const hessianColumnCases: KernelCases = {
  kernel: 'hessianColumn',
  shaders: ['removal/hessianColumn'],
  tolerance: 'relativeToSize',
  cases: blocks.map(([size, column]) => columnCase(size, column)),
};
