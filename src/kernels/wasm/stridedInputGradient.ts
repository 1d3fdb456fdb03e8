/**
 * dx of a convolution that takes steps of s, by the places of dx apart: with y = s m + y0 only the taps a = r + s a' reach a row, r = (y0 + p) mod s,
 *
 *   dx[s m + y0, s l + x0] = sum over a', b' of dy[m + e - a', l + f - b'] w[r + s a', r' + s b'],   e = (y0 + p - r) / s
 *
 * so that each of the s s kinds of places is a convolution of its own by its own taps. Zeros between the rows and columns of dy would take s s times as many
 * products; the sums are of the same products in the same order, but for those with zeros: the bits are the same, as long as all is finite.
 */

import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { copyBlocks } from './copyBlocks';
import { callKernel, release, viewValues } from './wasmCall';

type Info = tf.backend_util.Conv2DInfo;

/** Rows (or columns) of dx that the same taps reach. */
interface Kind {
  /** y0: the first of them. */
  readonly first: number;
  /** How many there are. */
  readonly count: number;
  /** r: the first tap. */
  readonly tap: number;
  /** How many taps there are; 0: the rows are zeros. */
  readonly taps: number;
  /** Zeros around dy. */
  readonly before: number;
  readonly after: number;
}

/** The kinds of rows; null where one of them reads less than all of dy, which no padding says. */
function kindsOf(length: number, filter: number, stride: number, pad: number, read: number): Kind[] | null {
  const kinds: Kind[] = [];
  for (let first = 0; first < Math.min(stride, length); first++) {
    const tap = (first + pad) % stride;
    const taps = Math.max(0, Math.ceil((filter - tap) / stride));
    const count = Math.ceil((length - first) / stride);
    const before = taps - 1 - (first + pad - tap) / stride;
    const after = count - 1 + taps - before - read;
    if (taps > 0 && (before < 0 || after < 0)) return null;
    kinds.push({ first, count, tap, taps, before, after });
  }
  return kinds;
}

/**
 * The gradient in the input.
 * @returns null where it is to be had otherwise: for steps of 1, and paddings that are more than the taps
 */
export function stridedInputGradient(
  backend: BackendWasm,
  info: Info,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
): tf.TensorInfo | null {
  const { inHeight, inWidth, filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  if (strideHeight === 1 && strideWidth === 1) return null;
  const rows = kindsOf(inHeight, filterHeight, strideHeight, padInfo.top, info.outHeight);
  const columns = kindsOf(inWidth, filterWidth, strideWidth, padInfo.left, info.outWidth);
  if (!rows || !columns) return null;
  const gradient = backend.makeOutput(info.inShape, 'float32');
  for (const row of rows) {
    for (const column of columns) {
      if (row.taps === 0 || column.taps === 0) {
        placeBetween(backend, info, gradient, null, row, column);
        continue;
      }
      const turned = turnTaps(backend, info, filter, row, column);
      const part = callKernel(
        backend,
        'Conv2D',
        { x: dy, filter: turned },
        {
          strides: 1,
          dilations: 1,
          pad: [
            [0, 0],
            [row.before, row.after],
            [column.before, column.after],
            [0, 0],
          ],
          dataFormat: 'NHWC',
        },
      );
      placeBetween(backend, info, gradient, part, row, column);
      release(backend, turned, part);
    }
  }
  return gradient;
}

/** The taps of a kind, turned by 180 degrees and their channels swapped: [taps, taps, out, in]. */
function turnTaps(
  backend: BackendWasm,
  { filterWidth, strideHeight, strideWidth, inChannels, outChannels }: Info,
  filter: tf.TensorInfo,
  row: Kind,
  column: Kind,
): tf.TensorInfo {
  const turned = backend.makeOutput([row.taps, column.taps, outChannels, inChannels], 'float32');
  const [from, to] = [viewValues(backend, filter), viewValues(backend, turned)];
  let write = 0;
  for (let a = row.taps - 1; a >= 0; a--) {
    for (let b = column.taps - 1; b >= 0; b--) {
      const tap = (row.tap + strideHeight * a) * filterWidth + column.tap + strideWidth * b;
      for (let o = 0; o < outChannels; o++)
        for (let c = 0; c < inChannels; c++) to[write++] = from[(tap * inChannels + c) * outChannels + o]!;
    }
  }
  return turned;
}

/** Writes the places of a kind; zeros where there is no part. */
function placeBetween(
  backend: BackendWasm,
  { batchSize, inHeight, inWidth, inChannels, strideHeight, strideWidth }: Info,
  gradient: tf.TensorInfo,
  part: tf.TensorInfo | null,
  row: Kind,
  column: Kind,
): void {
  // A row of zeros is read again and again.
  const zeros = part ? null : backend.makeOutput([column.count, inChannels], 'float32');
  const from = viewValues(backend, (part ?? zeros)!);
  if (zeros) from.fill(0);
  const blocks = Array.from({ length: batchSize }, (_, n) => ({
    first: {
      from: zeros ? 0 : n * row.count * column.count * inChannels,
      to: ((n * inHeight + row.first) * inWidth + column.first) * inChannels,
    },
    runs: column.count,
    step: { from: inChannels, to: strideWidth * inChannels },
    rows: row.count,
    next: { from: zeros ? 0 : column.count * inChannels, to: strideHeight * inWidth * inChannels },
  }));
  copyBlocks(backend, from, viewValues(backend, gradient), inChannels, blocks);
  if (zeros) release(backend, zeros);
}
