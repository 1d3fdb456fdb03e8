import code from '../../../shaders/network/maxPool.wgsl?raw';
import gradientCode from '../../../shaders/network/maxPoolGradient.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { recordDispatch, workgroupsFor } from '../../gpu/kernel';
import { SHAPED_WORKGROUP, type ShapedKernel, shapedKernelNow } from '../../gpu/shapedKernel';
import type { PoolShape } from '../../math/network/maxPool';
import { tileWidth } from './convolutionShape';

/** Entries of the input that one invocation reads at most, where it reads more than one window. */
const MOST_READ = 24;

/** How many windows of a row one invocation takes: to find its place costs it more than a window of four. */
function windowsAtOnce(across: number, { windowHeight, windowWidth }: PoolShape): number {
  return tileWidth(across, Math.max(1, Math.floor(MOST_READ / (windowHeight * windowWidth))));
}

/** Windows that cover the whole input side by side. */
function coveringWindows({ inputHeight, inputWidth, windowHeight, windowWidth }: PoolShape) {
  return { down: Math.ceil(inputHeight / windowHeight), across: Math.ceil(inputWidth / windowWidth) };
}

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
    WINDOWS: windowsAtOnce(shape.outputWidth, shape),
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
  const constants = {
    ...windowConstants(shape),
    WINDOWS: windowsAtOnce(coveringWindows(shape).across, shape),
  };
  return { name: 'maxPoolGradient', code: gradientCode, constants };
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
  const kernel = shapeMaxPool(shape);
  const tiles = shape.outputHeight * Math.ceil(shape.outputWidth / kernel.constants.WINDOWS!);
  recordDispatch(
    gpu,
    encoder,
    shapedKernelNow(gpu, kernel),
    [scope.uniform('maxPool params', Uint32Array.from([images, 0, 0, 0])), input, output],
    workgroupsFor(gpu, images * tiles * shape.channels, SHAPED_WORKGROUP),
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
  const kernel = shapeMaxPoolGradient(shape);
  const { down, across } = coveringWindows(shape);
  const tiles = down * Math.ceil(across / kernel.constants.WINDOWS!);
  recordDispatch(
    gpu,
    encoder,
    shapedKernelNow(gpu, kernel),
    [
      scope.uniform('maxPoolGradient params', Uint32Array.from([images, 0, 0, 0])),
      input,
      outputGradient,
      gradient,
    ],
    workgroupsFor(gpu, images * tiles * shape.channels, SHAPED_WORKGROUP),
  );
}
