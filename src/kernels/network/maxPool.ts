import code from '../../../shaders/network/maxPool.wgsl?raw';
import gradientCode from '../../../shaders/network/maxPoolGradient.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
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
export function shapeMaxPool(shape: PoolShape) {
  const windows = windowsAtOnce(shape.outputWidth, shape);
  const tiles = shape.outputHeight * Math.ceil(shape.outputWidth / windows);
  return defineKernel({
    name: 'maxPool',
    code,
    params: { images: 'u32' },
    bindings: { input: 'read', output: 'read_write' },
    workgroups: ({ images }) => ({ invocations: images * tiles * shape.channels }),
    constants: {
      ...windowConstants(shape),
      STRIDE_Y: shape.strideY,
      STRIDE_X: shape.strideX,
      PAD_TOP: shape.padTop,
      PAD_LEFT: shape.padLeft,
      WINDOWS: windows,
    },
  });
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
export function shapeMaxPoolGradient(shape: PoolShape) {
  if (!areWindowsSideBySide(shape)) {
    throw new RangeError(
      `maxPoolGradient needs windows side by side, got ${shape.windowHeight} x ${shape.windowWidth} every ${shape.strideY} x ${shape.strideX} pixels, pads ${shape.padTop} and ${shape.padLeft}`,
    );
  }
  const { down, across } = coveringWindows(shape);
  const windows = windowsAtOnce(across, shape);
  const tiles = down * Math.ceil(across / windows);
  return defineKernel({
    name: 'maxPoolGradient',
    code: gradientCode,
    params: { images: 'u32' },
    bindings: { input: 'read', outputGradient: 'read', gradient: 'read_write' },
    workgroups: ({ images }) => ({ invocations: images * tiles * shape.channels }),
    constants: { ...windowConstants(shape), WINDOWS: windows },
  });
}

/** Records output = maxPool(input). */
export function recordMaxPool(
  list: RunList,
  shape: PoolShape,
  images: number,
  buffers: { readonly input: GPUBuffer; readonly output: GPUBuffer },
): void {
  list.dispatch(shapeMaxPool(shape), { images }, buffers);
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
  list: RunList,
  shape: PoolShape,
  images: number,
  buffers: MaxPoolGradientBuffers,
): void {
  list.dispatch(shapeMaxPoolGradient(shape), { images }, { ...buffers });
}
