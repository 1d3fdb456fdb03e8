import { describe, expect, it } from 'vitest';
import { recordChannelArithmetic } from '../../../src/kernels/network/channelArithmetic';
import { recordChannelReduction } from '../../../src/kernels/network/channelReduction';
import {
  type ChannelOperation,
  channelArithmetic,
  channelOperations,
} from '../../../src/math/network/channelArithmetic';
import { channelReduction } from '../../../src/math/network/channelReduction';
import { createRandom } from '../../../src/math/random/random';
import { withGpu } from '../../support/gpu';
import { expectSums } from '../close';
import { garbage, recorded } from '../recorded';

const draw = (length: number, label: string) => {
  const random = createRandom(5, label);
  return Float32Array.from({ length }, () => random.normal());
};

describe('channelReduction', () => {
  it.each([
    [1, 1, 1],
    [63, 1, 63],
    [64, 10, 7],
    [65, 10, 13],
    [1000, 3, 1000],
    [257, 65, 16],
    // More workgroups than one row of them holds.
    [42_000, 100, 1],
  ])('reduces %i rows of %i, %i a group', (rows, columns, rowsPerGroup) =>
    withGpu(async (gpu) => {
      const input = draw(rows * columns, 'input');
      const sums = channelReduction(input, columns, rowsPerGroup, 'sum');
      const [sumWords, greatestWords] = await recorded(gpu, (list, scope) => {
        const sizes = { rows, columns, rowsPerGroup };
        const source = scope.upload('input', input);
        const outputs = [garbage(scope, sums.length), garbage(scope, sums.length)] as const;
        recordChannelReduction(list, 'sum', sizes, { input: source, output: outputs[0] }, 0.25);
        recordChannelReduction(list, 'greatest', sizes, { input: source, output: outputs[1] });
        return outputs;
      });
      const sizes = channelReduction(input.map(Math.abs), columns, rowsPerGroup, 'sum');
      const quarters = sums.map((sum) => sum / 4);
      expectSums(
        new Float32Array(sumWords!.buffer),
        quarters,
        sizes.map((size) => size / 4),
        rowsPerGroup,
      );
      const greatest = channelReduction(input, columns, rowsPerGroup, 'greatest');
      const actual = new Float32Array(greatestWords!.buffer);
      expect(actual.findIndex((value, i) => value !== greatest[i])).toBe(-1);
    }),
  );

  it('refuses empty sizes', () =>
    withGpu(async (gpu) => {
      const attempt = recorded(gpu, (list, scope) => {
        const buffer = scope.storage('any', 4);
        const sizes = { rows: 0, columns: 3, rowsPerGroup: 1 };
        recordChannelReduction(list, 'sum', sizes, { input: buffer, output: buffer });
        return [];
      });
      await expect(attempt).rejects.toThrow('0 x 3');
    }));
});

describe('channelArithmetic', () => {
  const operations = Object.keys(channelOperations) as ChannelOperation[];
  describe.each(operations)('%s', (operation) => {
    it.each([
      [1, 1, 1],
      [255, 1, 1],
      [257, 3, 1],
      [5, 8, 9],
      [1, 64, 4],
    ])('%i rows, %i columns of %i', (rows, columns, inner) =>
      withGpu(async (gpu) => {
        const input = draw(rows * columns * inner, 'input');
        const vector = draw(columns, 'vector');
        const [words] = await recorded(gpu, (list, scope) => {
          const buffers = {
            input: scope.upload('input', input),
            vector: scope.upload('vector', vector),
            output: garbage(scope, input.length),
          };
          const sizes = { entries: input.length, columns, inner };
          recordChannelArithmetic(list, operation, sizes, buffers);
          return [buffers.output];
        });
        const expected = channelArithmetic(operation, input, vector, inner);
        const sizes = expected.map(Math.abs);
        expectSums(new Float32Array(words!.buffer), expected, sizes, 2);
      }),
    );
  });

  it('refuses a part of a row', () =>
    withGpu(async (gpu) => {
      const attempt = recorded(gpu, (list, scope) => {
        const buffer = scope.storage('any', 4);
        const buffers = { input: buffer, vector: buffer, output: buffer };
        recordChannelArithmetic(list, 'add', { entries: 7, columns: 3, inner: 1 }, buffers);
        return [];
      });
      await expect(attempt).rejects.toThrow('7 entries in 3 columns');
    }));
});
