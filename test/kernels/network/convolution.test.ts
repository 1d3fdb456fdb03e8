import { describe, expect, it } from 'vitest';
import type { Gpu } from '../../../src/gpu/device';
import { recordConvolution } from '../../../src/kernels/network/convolution';
import { recordConvolutionFilterGradient } from '../../../src/kernels/network/convolutionFilterGradient';
import { recordConvolutionInputGradient } from '../../../src/kernels/network/convolutionInputGradient';
import {
  type ConvolutionShape,
  convolution,
  convolutionFilterGradient,
  convolutionInputGradient,
  convolutionSizes,
} from '../../../src/math/network/convolution';
import { withGpu } from '../../support/gpu';
import { expectSums } from '../close';
import { garbage, recorded } from '../recorded';
import { convolutionCases, convolutionShape, drawConvolution } from './convolutionCases';

/** The device as one whose invocations load for themselves: where quads share their loads, other text is compiled. */
const withoutQuads = (gpu: Gpu): Gpu => ({ ...gpu, adapterInfo: { architecture: 'none' } as GPUAdapterInfo });
const loads = [
  ['loads of the adapter', (gpu: Gpu) => gpu],
  ['own loads', withoutQuads],
] as const;

const sizesOf = (values: Float32Array) => values.map(Math.abs);

function runConvolution(
  shape: ConvolutionShape,
  images: number,
  hasBias: boolean,
  relu: boolean,
  loading = (gpu: Gpu) => gpu,
) {
  const drawn = drawConvolution(shape, images);
  let output: Float32Array = new Float32Array();
  const run = withGpu(async (shared) => {
    const gpu = loading(shared);
    const [words] = await recorded(gpu, (list, scope) => {
      const buffers = {
        input: scope.upload('input', drawn.input),
        filters: scope.upload('filters', drawn.filters),
        output: garbage(scope, convolutionSizes(shape, images).output),
      };
      const biased = hasBias ? { ...buffers, bias: scope.upload('bias', drawn.bias) } : buffers;
      recordConvolution(list, shape, images, biased, relu);
      return [buffers.output];
    });
    output = new Float32Array(words!.buffer);
  });
  return run.then(() => ({ ...drawn, output }));
}

const cases = convolutionCases.flatMap((one) =>
  loads.map(([label, loading]) => ({ ...one, name: `${one.name}, ${label}`, loading })),
);

describe.each(cases)('$name', ({ shape, images, loading }) => {
  const terms = shape.filterHeight * shape.filterWidth * shape.inputChannels;

  it('convolves', async () => {
    const { input, filters, output } = await runConvolution(shape, images, false, false, loading);
    const expected = convolution(shape, images, input, filters);
    expectSums(output, expected, convolution(shape, images, sizesOf(input), sizesOf(filters)), terms);
  });

  it('sums the gradient in the filters over the batch', () =>
    withGpu(async (shared) => {
      const gpu = loading(shared);
      const { input, outputGradient } = drawConvolution(shape, images);
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = {
          input: scope.upload('input', input),
          outputGradient: scope.upload('output gradient', outputGradient),
          gradient: garbage(scope, convolutionSizes(shape, images).filters),
        };
        recordConvolutionFilterGradient(list, scope, shape, images, buffers);
        return [buffers.gradient];
      });
      expectSums(
        new Float32Array(words!.buffer),
        convolutionFilterGradient(shape, images, input, outputGradient),
        convolutionFilterGradient(shape, images, sizesOf(input), sizesOf(outputGradient)),
        images * shape.outputHeight * shape.outputWidth,
      );
    }));

  it('gives the gradient in the input', () =>
    withGpu(async (shared) => {
      const gpu = loading(shared);
      const { filters, outputGradient } = drawConvolution(shape, images);
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = {
          filters: scope.upload('filters', filters),
          outputGradient: scope.upload('output gradient', outputGradient),
          gradient: garbage(scope, convolutionSizes(shape, images).input),
        };
        recordConvolutionInputGradient(list, shape, images, buffers);
        return [buffers.gradient];
      });
      expectSums(
        new Float32Array(words!.buffer),
        convolutionInputGradient(shape, images, filters, outputGradient),
        convolutionInputGradient(shape, images, sizesOf(filters), sizesOf(outputGradient)),
        shape.filterHeight * shape.filterWidth * shape.outputChannels,
      );
    }));
});

describe('convolution', () => {
  const shape = convolutionShape([9, 9, 2], [3, 3, 6], 1, 'same');

  it.each(loads)('adds the bias and clips at 0 where asked, %s', async (_, loading) => {
    const { input, filters, bias, output } = await runConvolution(shape, 2, true, false, loading);
    const sums = convolution(shape, 2, input, filters);
    const sizes = convolution(shape, 2, sizesOf(input), sizesOf(filters));
    const biased = sums.map((value, i) => value + bias[i % 6]!);
    expectSums(
      output,
      biased,
      sizes.map((size, i) => size + Math.abs(bias[i % 6]!)),
      19,
    );
    const clipped = await runConvolution(shape, 2, true, true, loading);
    expect(clipped.output).toEqual(output.map((value) => Math.max(value, 0)));
    expect(Math.min(...output)).toBeLessThan(0);
  });

  it('compiles once for all batch sizes', () =>
    withGpu(async (gpu) => {
      const made: unknown[] = [];
      const { createComputePipeline } = GPUDevice.prototype;
      gpu.device.createComputePipeline = (descriptor) => {
        made.push(descriptor.label);
        return createComputePipeline.call(gpu.device, descriptor);
      };
      const unseen = convolutionShape([6, 11, 2], [3, 3, 5], 1, 'valid');
      await runConvolution(unseen, 1, false, false);
      await runConvolution(unseen, 70, true, true);
      Reflect.deleteProperty(gpu.device, 'createComputePipeline');
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
