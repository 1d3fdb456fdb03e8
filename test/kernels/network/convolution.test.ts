import { describe, expect, it } from 'vitest';
import type { Gpu } from '../../../src/gpu/device';
import { judgeCase } from '../../../src/kernels/cases/kernelCase';
import { convolutionShape, drawConvolution } from '../../../src/kernels/cases/network/convolutionShapes';
import { floatsOf, garbage, recorded } from '../../../src/kernels/cases/recorded';
import { kernelTable } from '../../../src/kernels/cases/table';
import { recordConvolution } from '../../../src/kernels/network/convolution';
import { recordConvolutionFilterGradient } from '../../../src/kernels/network/convolutionFilterGradient';
import { type ConvolutionShape, convolutionSizes } from '../../../src/math/network/convolution';
import { withGpu } from '../../support/gpu';

/** The device as one whose invocations load for themselves: where quads share their loads, other text is compiled. */
const withoutQuads = (gpu: Gpu): Gpu => ({ ...gpu, adapterInfo: { architecture: 'none' } as GPUAdapterInfo });
function run(gpu: Gpu, shape: ConvolutionShape, images: number, relu: boolean) {
  const drawn = drawConvolution(shape, images);
  return recorded(gpu, (list, scope) => {
    const buffers = {
      input: scope.upload('input', drawn.input),
      filters: scope.upload('filters', drawn.filters),
      output: garbage(scope, convolutionSizes(shape, images).output),
    };
    recordConvolution(list, shape, images, buffers, relu);
    return [buffers.output];
  });
}

const rows = kernelTable.filter(({ kernel }) => kernel.startsWith('convolution'));

describe.each(rows)('$kernel, every invocation with its own loads', ({ cases }) => {
  it.each(cases)('$name', (kernelCase) =>
    withGpu(async (gpu) => {
      expect(await judgeCase(withoutQuads(gpu), kernelCase)).toMatchObject({ wrong: 0, first: null });
    }),
  );
});

/** The gradient in the filters for one image, in float32: products one after another along the rows of the output. No padding, steps of one. */
function filterGradientInOrder(
  {
    inputWidth,
    inputChannels,
    filterHeight,
    filterWidth,
    outputHeight,
    outputWidth,
    outputChannels,
  }: ConvolutionShape,
  input: Float32Array,
  outputGradient: Float32Array,
): Float32Array {
  const gradient = new Float32Array(filterHeight * filterWidth * inputChannels * outputChannels);
  for (let weight = 0; weight < gradient.length; weight++) {
    const [k, tap] = [weight % outputChannels, Math.floor(weight / outputChannels)];
    const [c, j] = [tap % inputChannels, Math.floor(tap / inputChannels) % filterWidth];
    const i = Math.floor(tap / inputChannels / filterWidth);
    for (let pixel = 0; pixel < outputHeight * outputWidth; pixel++) {
      const [y, x] = [Math.floor(pixel / outputWidth), pixel % outputWidth];
      const value = input[((y + i) * inputWidth + x + j) * inputChannels + c]!;
      gradient[weight]! += Math.fround(value * outputGradient[pixel * outputChannels + k]!);
    }
  }
  return gradient;
}

describe('convolutionFilterGradient', () => {
  it.each([
    ['all rows of the filter at once', convolutionShape([28, 28, 1], [5, 5, 8], 1, 'valid')],
    ['a row of it', convolutionShape([12, 12, 8], [5, 5, 16], 1, 'valid')],
  ])('adds up in one order, bit for bit, whether an invocation takes %s', (_, shape) =>
    withGpu(async (gpu) => {
      const { input, outputGradient } = drawConvolution(shape, 1);
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = {
          input: scope.upload('input', input),
          outputGradient: scope.upload('output gradient', outputGradient),
          gradient: garbage(scope, convolutionSizes(shape, 1).filters),
        };
        recordConvolutionFilterGradient(list, scope, shape, 1, buffers);
        return [buffers.gradient];
      });
      expect(floatsOf(words!)).toEqual(filterGradientInOrder(shape, input, outputGradient));
    }),
  );
});

describe('convolution', () => {
  const shape = convolutionShape([9, 9, 2], [3, 3, 6], 1, 'same');

  it('compiles once for all batch sizes', () =>
    withGpu(async (gpu) => {
      const made: unknown[] = [];
      const { createComputePipelineAsync } = GPUDevice.prototype;
      gpu.device.createComputePipelineAsync = (descriptor) => {
        made.push(descriptor.label);
        return createComputePipelineAsync.call(gpu.device, descriptor);
      };
      const unseen = convolutionShape([6, 11, 2], [3, 3, 5], 1, 'valid');
      await run(gpu, unseen, 1, false);
      await run(gpu, unseen, 70, true);
      Reflect.deleteProperty(gpu.device, 'createComputePipelineAsync');
      expect(made).toEqual(['convolution']);
    }));

  it.each([false, true])('lets NaN and infinity through, relu %s', (relu) =>
    withGpu(async (gpu) => {
      const small = convolutionShape([1, 3, 1], [1, 1, 1], 1, 'valid');
      const [words] = await recorded(gpu, (list, scope) => {
        const output = scope.storage('output', 12);
        const input = scope.upload('input', Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, -3e38));
        const filters = scope.upload('filters', Float32Array.of(10));
        recordConvolution(list, small, 1, { input, filters, output }, relu);
        return [output];
      });
      expect([...new Float32Array(words!.buffer)]).toEqual([
        Number.NaN,
        Number.POSITIVE_INFINITY,
        relu ? 0 : Number.NEGATIVE_INFINITY,
      ]);
    }),
  );

  it('refuses no images and a shape that is not whole', () =>
    withGpu(async (gpu) => {
      const attempt = (bad: ConvolutionShape, images: number) =>
        recorded(gpu, (list, scope) => {
          const buffer = scope.storage('any', 4);
          recordConvolution(list, bad, images, {
            input: buffer,
            filters: buffer,
            output: buffer,
          });
          return [];
        });
      await expect(attempt(shape, 0)).rejects.toThrow('images = 0');
      await expect(attempt({ ...shape, outputWidth: 2.5 }, 1)).rejects.toThrow('outputWidth = 2.5');
    }));
});
