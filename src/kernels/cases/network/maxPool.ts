import { maxPool, maxPoolGradient, type PoolShape } from '../../../math/network/maxPool';
import { createRandom } from '../../../math/random/random';
import { recordMaxPool, recordMaxPoolGradient } from '../../network/maxPool';
import { judgeEqual } from '../judge';
import { defineCase, inShortRows, type KernelCases } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';

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

type Problem = readonly [name: string, images: number, shape: PoolShape];

const timed: Problem = [
  'first layer of mnist-cnn, 60 images',
  60,
  poolShape([24, 24, 8], [2, 2, 0], [12, 12]),
];

const sideBySide: readonly Problem[] = [
  ['2 x 2', 3, poolShape([24, 24, 8], [2, 2, 0], [12, 12])],
  ['2 x 2, a row and a column left over', 2, poolShape([7, 9, 5], [2, 2, 0], [3, 4])],
  ['2 x 2, half windows at the edge', 2, poolShape([7, 9, 5], [2, 2, 0], [4, 5])],
  ['2 x 2, a prime number of windows', 2, poolShape([4, 14, 3], [2, 2, 0], [2, 7])],
  ['2 x 2, a prime number of pooled windows', 2, poolShape([5, 15, 3], [2, 2, 0], [2, 7])],
  ['3 x 3', 1, poolShape([9, 9, 1], [3, 3, 0], [3, 3])],
  ['1 x 1', 1, poolShape([8, 8, 1], [1, 1, 0], [8, 8])],
];

/** Of these the kernel of the gradient knows nothing. */
export const overlapping: readonly Problem[] = [
  ['3 x 3 every 2, padded', 2, poolShape([8, 8, 3], [3, 2, 1], [4, 4])],
  ['3 x 3 every 1', 2, poolShape([6, 6, 4], [3, 1, 0], [4, 4])],
];

/** Few different values, so that windows have ties: the first of equals must win. Negative ones, so that padding shows. */
function drawTies(length: number, label: string): Float32Array<ArrayBuffer> {
  const random = createRandom(3, label);
  return Float32Array.from({ length }, () => random.integer(5) - 6);
}

const inputSize = (images: number, { inputHeight, inputWidth, channels }: PoolShape) =>
  images * inputHeight * inputWidth * channels;
const outputSize = (images: number, { outputHeight, outputWidth, channels }: PoolShape) =>
  images * outputHeight * outputWidth * channels;

function poolCase(problem: Problem) {
  const [name, images, shape] = problem;
  const [inputs, outputs] = [inputSize(images, shape), outputSize(images, shape)];
  return defineCase({
    name,
    work: problem === timed ? { bytes: 4 * (inputs + outputs), operations: inputs } : undefined,
    draw: () => drawTies(inputs, 'input'),
    async compute(gpu, input) {
      const [words] = await recorded(gpu, (list, scope) => {
        const output = garbage(scope, outputs);
        recordMaxPool(list, shape, images, { input: scope.upload('input', input), output });
        return [output];
      });
      return floatsOf(words!);
    },
    judge: (output, input) => judgeEqual(output, maxPool(shape, images, input)),
  });
}

function gradientCase(problem: Problem) {
  const [name, images, shape] = problem;
  const [inputs, outputs] = [inputSize(images, shape), outputSize(images, shape)];
  return defineCase({
    name,
    work: problem === timed ? { bytes: 4 * (2 * inputs + outputs), operations: inputs } : undefined,
    draw: () => ({ input: drawTies(inputs, 'input'), outputGradient: drawTies(outputs, 'gradient') }),
    async compute(gpu, { input, outputGradient }) {
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = {
          input: scope.upload('input', input),
          outputGradient: scope.upload('gradient', outputGradient),
          gradient: garbage(scope, inputs),
        };
        recordMaxPoolGradient(list, shape, images, buffers);
        return [buffers.gradient];
      });
      return floatsOf(words!);
    },
    judge: (gradient, { input, outputGradient }) =>
      judgeEqual(gradient, maxPoolGradient(shape, images, input, outputGradient)),
  });
}

export const poolCases: KernelCases = {
  kernel: 'maxPool',
  shaders: ['network/maxPool'],
  tolerance: 'exact',
  cases: [...[...sideBySide, ...overlapping, timed].map(poolCase), inShortRows(poolCase(sideBySide[0]!), 2)],
};

export const poolGradientCases: KernelCases = {
  kernel: 'maxPoolGradient',
  shaders: ['network/maxPoolGradient'],
  tolerance: 'exact',
  cases: [...[...sideBySide, timed].map(gradientCase), inShortRows(gradientCase(sideBySide[0]!), 2)],
};
