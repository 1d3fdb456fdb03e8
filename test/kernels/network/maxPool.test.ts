import { describe, expect, it } from 'vitest';
import { recordMaxPool, recordMaxPoolGradient } from '../../../src/kernels/network/maxPool';
import { maxPool, maxPoolGradient, type PoolShape } from '../../../src/math/network/maxPool';
import { createRandom } from '../../../src/math/random/random';
import { withGpu } from '../../support/gpu';
import { garbage, recorded } from '../recorded';

function poolShape(
  [inputHeight, inputWidth, channels]: readonly [number, number, number],
  [window, stride, pad]: readonly [number, number, number],
  [outputHeight, outputWidth]: readonly [number, number],
): PoolShape {
  return {
    inputHeight,
    inputWidth,
    channels,
    windowHeight: window,
    windowWidth: window,
    outputHeight,
    outputWidth,
    strideY: stride,
    strideX: stride,
    padTop: pad,
    padLeft: pad,
  };
}

const sideBySide = [
  ['2 x 2', 3, poolShape([24, 24, 8], [2, 2, 0], [12, 12])],
  ['2 x 2, a row and a column left over', 2, poolShape([7, 9, 5], [2, 2, 0], [3, 4])],
  ['2 x 2, half windows at the edge', 2, poolShape([7, 9, 5], [2, 2, 0], [4, 5])],
  ['2 x 2, a prime number of windows', 2, poolShape([4, 14, 3], [2, 2, 0], [2, 7])],
  ['2 x 2, a prime number of pooled windows', 2, poolShape([5, 15, 3], [2, 2, 0], [2, 7])],
  ['3 x 3', 1, poolShape([9, 9, 1], [3, 3, 0], [3, 3])],
  ['1 x 1', 1, poolShape([8, 8, 1], [1, 1, 0], [8, 8])],
] as const;
const overlapping = [
  ['3 x 3 every 2, padded', 2, poolShape([8, 8, 3], [3, 2, 1], [4, 4])],
  ['3 x 3 every 1', 2, poolShape([6, 6, 4], [3, 1, 0], [4, 4])],
] as const;

/** Few different values, so that windows have ties: the first of equals must win. Negative ones, so that padding shows. */
function draw(length: number, label: string): Float32Array {
  const random = createRandom(3, label);
  return Float32Array.from({ length }, () => random.integer(5) - 6);
}

describe('maxPool', () => {
  it.each([...sideBySide, ...overlapping])('pools %s', (_, images, shape) =>
    withGpu(async (gpu) => {
      const input = draw(images * shape.inputHeight * shape.inputWidth * shape.channels, 'input');
      const expected = maxPool(shape, images, input);
      const [words] = await recorded(gpu, (list, scope) => {
        const output = garbage(scope, expected.length);
        recordMaxPool(list, shape, images, { input: scope.upload('input', input), output });
        return [output];
      });
      expect(new Float32Array(words!.buffer)).toEqual(Float32Array.from(expected));
    }),
  );
});

describe('maxPoolGradient', () => {
  it.each(sideBySide)('hands the gradient on, %s', (_, images, shape) =>
    withGpu(async (gpu) => {
      const input = draw(images * shape.inputHeight * shape.inputWidth * shape.channels, 'input');
      const outputGradient = draw(
        images * shape.outputHeight * shape.outputWidth * shape.channels,
        'gradient',
      );
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = {
          input: scope.upload('input', input),
          outputGradient: scope.upload('gradient', outputGradient),
          gradient: garbage(scope, input.length),
        };
        recordMaxPoolGradient(list, shape, images, buffers);
        return [buffers.gradient];
      });
      const expected = maxPoolGradient(shape, images, input, outputGradient);
      expect(new Float32Array(words!.buffer)).toEqual(Float32Array.from(expected));
    }),
  );

  it('refuses overlapping windows', () =>
    withGpu(async (gpu) => {
      const attempt = recorded(gpu, (list, scope) => {
        const buffer = scope.storage('any', 4);
        const buffers = { input: buffer, outputGradient: buffer, gradient: buffer };
        recordMaxPoolGradient(list, overlapping[0][2], 1, buffers);
        return [];
      });
      await expect(attempt).rejects.toThrow('3 x 3 every 2 x 2');
    }));
});
