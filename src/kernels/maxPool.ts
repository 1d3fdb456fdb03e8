import code from '../../shaders/maxPool.wgsl?raw';
import gradientCode from '../../shaders/maxPoolGradient.wgsl?raw';
import type { BufferScope } from '../gpu/buffers';
import type { Gpu } from '../gpu/device';
import { recordDispatch, workgroupsFor } from '../gpu/kernel';
import type { PoolShape } from '../math/maxPool';
import { SHAPED_WORKGROUP, type ShapedKernel, shapedKernelNow } from './shapedKernel';

function windowConstants(shape: PoolShape) {
  return {
    INPUT_HEIGHT: shape.inputHeight,
    INPUT_WIDTH: shape.inputWidth,
    CHANNELS: shape.channels,
    WINDOW_HEIGHT: shape.windowHeight,
    WINDOW_WIDTH: shape.windowWidth,
    OUTPUT_HEIGHT: shape.outputHeight,
    OUTPUT_WIDTH: shape.outputWidth,
  };
}

/** The kernel for one shape of images and windows; the number of images is free. */
export function shapeMaxPool(shape: PoolShape): ShapedKernel {
  const steps = {
    STRIDE_Y: shape.strideY,
    STRIDE_X: shape.strideX,
    PAD_TOP: shape.padTop,
    PAD_LEFT: shape.padLeft,
  };
  return { name: 'maxPool', code, constants: { ...windowConstants(shape), ...steps } };
}

/** Whether the windows stand side by side from the upper left corner on: the gradient's kernel knows no others. */
export function areWindowsSideBySide(shape: PoolShape): boolean {
  const isTiled = shape.strideY === shape.windowHeight && shape.strideX === shape.windowWidth;
  return isTiled && shape.padTop === 0 && shape.padLeft === 0;
}

/**
 * The gradient's kernel for one shape of images and windows; the number of images is free.
 * @throws RangeError when windows overlap, leave gaps or begin outside the image
 */
export function shapeMaxPoolGradient(shape: PoolShape): ShapedKernel {
  if (!areWindowsSideBySide(shape)) {
    throw new RangeError(
      `maxPoolGradient needs windows side by side, got ${shape.windowHeight} x ${shape.windowWidth} every ${shape.strideY} x ${shape.strideX} pixels, pads ${shape.padTop} and ${shape.padLeft}`,
    );
  }
  return { name: 'maxPoolGradient', code: gradientCode, constants: windowConstants(shape) };
}

/** Records output = maxPool(input). */
export function recordMaxPool(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  scope: BufferScope,
  shape: PoolShape,
  images: number,
  { input, output }: { readonly input: GPUBuffer; readonly output: GPUBuffer },
): void {
  recordDispatch(
    gpu,
    encoder,
    shapedKernelNow(gpu, shapeMaxPool(shape)),
    [scope.uniform('maxPool params', Uint32Array.from([images, 0, 0, 0])), input, output],
    workgroupsFor(gpu, images * shape.outputHeight * shape.outputWidth * shape.channels, SHAPED_WORKGROUP),
  );
}

export interface MaxPoolGradientBuffers {
  readonly input: GPUBuffer;
  readonly outputGradient: GPUBuffer;
  readonly gradient: GPUBuffer;
}

/**
 * Records the gradient of max pooling in its input.
 * @throws RangeError when windows overlap, leave gaps or begin outside the image
 */
export function recordMaxPoolGradient(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  scope: BufferScope,
  shape: PoolShape,
  images: number,
  { input, outputGradient, gradient }: MaxPoolGradientBuffers,
): void {
  const kernel = shapedKernelNow(gpu, shapeMaxPoolGradient(shape));
  const windows =
    Math.ceil(shape.inputHeight / shape.windowHeight) * Math.ceil(shape.inputWidth / shape.windowWidth);
  recordDispatch(
    gpu,
    encoder,
    kernel,
    [
      scope.uniform('maxPoolGradient params', Uint32Array.from([images, 0, 0, 0])),
      input,
      outputGradient,
      gradient,
    ],
    workgroupsFor(gpu, images * windows * shape.channels, SHAPED_WORKGROUP),
  );
}
