/** A convolution and its two gradients, on the shapes of convolutionShapes.ts. */
import type { Gpu } from '../../../gpu/device';
import {
  type ConvolutionShape,
  convolution,
  convolutionFilterGradient,
  convolutionInputGradient,
  convolutionSizes,
} from '../../../math/network/convolution';
import { recordConvolution } from '../../network/convolution';
import { recordConvolutionFilterGradient } from '../../network/convolutionFilterGradient';
import { recordConvolutionInputGradient } from '../../network/convolutionInputGradient';
import { absolute } from '../draw';
import { judgeSums } from '../judge';
import { defineCase, inShortRows, type KernelCase, type KernelCases, type Work } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';
import { convolutionProblems, convolutionShape, drawConvolution } from './convolutionShapes';

interface Problem {
  readonly name: string;
  readonly images: number;
  readonly shape: ConvolutionShape;
}

/** The problem that is timed. */
const timed: Problem = {
  name: 'second layer of mnist-cnn, 24 images',
  images: 24,
  shape: convolutionShape([12, 12, 8], [5, 5, 16], 1, 'valid'),
};
const problems: readonly Problem[] = [...convolutionProblems, timed];

function workOf({ shape, images }: Problem): Work {
  const { input, filters, output } = convolutionSizes(shape, images);
  const taps = shape.filterHeight * shape.filterWidth * shape.inputChannels;
  return { bytes: 4 * (input + filters + output), operations: 2 * output * taps };
}

/** What a convolution adds after its sums. */
interface Ending {
  readonly isBiased: boolean;
  readonly relu: boolean;
}

export function forwardCase(problem: Problem, { isBiased, relu }: Ending): KernelCase {
  const { name, shape, images } = problem;
  const terms = shape.filterHeight * shape.filterWidth * shape.inputChannels + (isBiased ? 1 : 0);
  return defineCase({
    name: `${name}${isBiased ? ', bias' : ''}${relu ? ', ReLU' : ''}`,
    work: problem === timed ? workOf(problem) : undefined,
    draw: () => drawConvolution(shape, images),
    async compute(gpu: Gpu, { input, filters, bias }) {
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = {
          input: scope.upload('input', input),
          filters: scope.upload('filters', filters),
          output: garbage(scope, convolutionSizes(shape, images).output),
        };
        const biased = isBiased ? { ...buffers, bias: scope.upload('bias', bias) } : buffers;
        recordConvolution(list, shape, images, biased, relu);
        return [buffers.output];
      });
      return floatsOf(words!);
    },
    judge(output, { input, filters, bias }) {
      const shift = (i: number) => (isBiased ? bias[i % shape.outputChannels]! : 0);
      const sums = convolution(shape, images, input, filters).map((sum, i) => sum + shift(i));
      const sizes = convolution(shape, images, absolute(input), absolute(filters)).map(
        (size, i) => size + Math.abs(shift(i)),
      );
      const expected = relu ? sums.map((sum) => Math.max(sum, 0)) : sums;
      return judgeSums(output, expected, sizes, terms);
    },
  });
}

export function filterGradientCase(problem: Problem): KernelCase {
  const { name, shape, images } = problem;
  return defineCase({
    name,
    work: problem === timed ? workOf(problem) : undefined,
    draw: () => drawConvolution(shape, images),
    async compute(gpu: Gpu, { input, outputGradient }) {
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = {
          input: scope.upload('input', input),
          outputGradient: scope.upload('output gradient', outputGradient),
          gradient: garbage(scope, convolutionSizes(shape, images).filters),
        };
        recordConvolutionFilterGradient(list, scope, shape, images, buffers);
        return [buffers.gradient];
      });
      return floatsOf(words!);
    },
    judge: (gradient, { input, outputGradient }) =>
      judgeSums(
        gradient,
        convolutionFilterGradient(shape, images, input, outputGradient),
        convolutionFilterGradient(shape, images, absolute(input), absolute(outputGradient)),
        images * shape.outputHeight * shape.outputWidth,
      ),
  });
}

export function inputGradientCase(problem: Problem): KernelCase {
  const { name, shape, images } = problem;
  return defineCase({
    name,
    work: problem === timed ? workOf(problem) : undefined,
    draw: () => drawConvolution(shape, images),
    async compute(gpu: Gpu, { filters, outputGradient }) {
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = {
          filters: scope.upload('filters', filters),
          outputGradient: scope.upload('output gradient', outputGradient),
          gradient: garbage(scope, convolutionSizes(shape, images).input),
        };
        recordConvolutionInputGradient(list, shape, images, buffers);
        return [buffers.gradient];
      });
      return floatsOf(words!);
    },
    judge: (gradient, { filters, outputGradient }) =>
      judgeSums(
        gradient,
        convolutionInputGradient(shape, images, filters, outputGradient),
        convolutionInputGradient(shape, images, absolute(filters), absolute(outputGradient)),
        shape.filterHeight * shape.filterWidth * shape.outputChannels,
      ),
  });
}

const ending: Problem = {
  name: '3 x 3, same',
  images: 2,
  shape: convolutionShape([9, 9, 2], [3, 3, 6], 1, 'same'),
};

export const convolutionCases: KernelCases = {
  kernel: 'convolution',
  shaders: ['network/convolution'],
  tolerance: 'relativeToSize',
  cases: [
    ...problems.map((problem) => forwardCase(problem, { isBiased: false, relu: false })),
    forwardCase(ending, { isBiased: true, relu: false }),
    forwardCase(ending, { isBiased: true, relu: true }),
    inShortRows(forwardCase(convolutionProblems[1], { isBiased: false, relu: false }), 3),
  ],
};

export const filterGradientCases: KernelCases = {
  kernel: 'convolutionFilterGradient',
  shaders: ['network/convolutionFilterGradient', 'network/channelReduction'],
  tolerance: 'relativeToSize',
  cases: [...problems.map(filterGradientCase), inShortRows(filterGradientCase(convolutionProblems[1]), 1)],
};

export const inputGradientCases: KernelCases = {
  kernel: 'convolutionInputGradient',
  shaders: ['network/convolutionInputGradient'],
  tolerance: 'relativeToSize',
  cases: [...problems.map(inputGradientCase), inShortRows(inputGradientCase(convolutionProblems[1]), 3)],
};
