import {
  type ChannelOperation,
  channelArithmetic,
  channelOperations,
} from '../../../math/network/channelArithmetic';
import { channelReduction } from '../../../math/network/channelReduction';
import { recordChannelArithmetic } from '../../network/channelArithmetic';
import { recordChannelReduction } from '../../network/channelReduction';
import { absolute, drawNormals } from '../draw';
import { joinJudgements, judgeEqual, judgeSums } from '../judge';
import { defineCase, inShortRows, type KernelCases } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';

const scale = 0.25;

function reductionCase(rows: number, columns: number, rowsPerGroup: number) {
  const groups = Math.ceil(rows / rowsPerGroup);
  const isTimed = rows === 4000;
  return defineCase({
    name: `${rows} x ${columns}, ${rowsPerGroup} rows a group`,
    // Sums and greatest values: the input is read twice.
    work: isTimed ? { bytes: 8 * (rows + groups) * columns, operations: 2 * rows * columns } : undefined,
    draw: () => drawNormals(rows * columns, 'input'),
    async compute(gpu, input) {
      const [sums, greatest] = await recorded(gpu, (list, scope) => {
        const sizes = { rows, columns, rowsPerGroup };
        const source = scope.upload('input', input);
        const outputs = [garbage(scope, groups * columns), garbage(scope, groups * columns)] as const;
        const [sum, most] = outputs.map((output) => ({ input: source, output }));
        recordChannelReduction(list, 'sum', sizes, sum!, scale);
        recordChannelReduction(list, 'greatest', sizes, most!);
        return outputs;
      });
      return { sums: floatsOf(sums!), greatest: floatsOf(greatest!) };
    },
    judge({ sums, greatest }, input) {
      const scaled = (values: Float32Array) =>
        channelReduction(values, columns, rowsPerGroup, 'sum').map((sum) => scale * sum);
      return joinJudgements([
        judgeSums(sums, scaled(input), scaled(absolute(input)), rowsPerGroup),
        judgeEqual(greatest, channelReduction(input, columns, rowsPerGroup, 'greatest')),
      ]);
    },
  });
}

export const reductionCases: KernelCases = {
  kernel: 'channelReduction',
  shaders: ['network/channelReduction'],
  tolerance: 'relativeToSize',
  cases: [
    reductionCase(1, 1, 1),
    reductionCase(63, 1, 63),
    reductionCase(64, 10, 7),
    reductionCase(65, 10, 13),
    reductionCase(1000, 3, 1000),
    reductionCase(257, 65, 16),
    reductionCase(4000, 64, 100),
    inShortRows(reductionCase(7, 100, 1), 4),
  ],
};

function arithmeticCase(
  operation: ChannelOperation,
  [rows, columns, inner]: readonly [rows: number, columns: number, inner: number],
) {
  const entries = rows * columns * inner;
  return defineCase({
    name: `${operation}, ${rows} x ${columns} x ${inner}`,
    work: rows === 400 && inner > 1 ? { bytes: 4 * (2 * entries + columns), operations: entries } : undefined,
    draw: () => ({ input: drawNormals(entries, 'input'), vector: drawNormals(columns, 'vector') }),
    async compute(gpu, { input, vector }) {
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = {
          input: scope.upload('input', input),
          vector: scope.upload('vector', vector),
          output: garbage(scope, entries),
        };
        recordChannelArithmetic(list, operation, { entries, columns, inner }, buffers);
        return [buffers.output];
      });
      return floatsOf(words!);
    },
    judge(output, { input, vector }) {
      const expected = channelArithmetic(operation, input, vector, inner);
      return judgeSums(output, expected, expected.map(Math.abs), 2);
    },
  });
}

const operations = Object.keys(channelOperations) as ChannelOperation[];
const shapes = [
  [1, 1, 1],
  [255, 1, 1],
  [257, 3, 1],
  [5, 8, 9],
  [1, 64, 4],
] as const;

export const arithmeticCases: KernelCases = {
  kernel: 'channelArithmetic',
  shaders: ['network/channelArithmetic'],
  tolerance: 'relativeToSize',
  cases: [
    ...operations.flatMap((operation) => shapes.map((shape) => arithmeticCase(operation, shape))),
    arithmeticCase('multiply', [400, 10, 64]),
    inShortRows(arithmeticCase('add', [400, 7, 1]), 2),
  ],
};
