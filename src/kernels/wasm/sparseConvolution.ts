/**
 * The gradients of a convolution whose upstream gradient is mostly zero: what comes through a max pooling of 2 x 2 and a ReLU has one value in four at most. Each
 * value that is not zero adds a patch,
 *
 *   dw[a,b,c,o] += dy[n,i,j,o] x[n,i+a,j+b,c]       for each (i,j), then each n
 *   dx[n,i+a,j+b,c] += dy[n,i,j,o] w[a,b,c,o]       for each n, then each (i,j), then each o
 *
 * four products at once. These are the orders in which XNNPACK adds up the forward convolutions that wasmConvolution.ts makes of the same gradients, and a sum that
 * began at zero does not change by a product with zero: the bits are the same, as long as all is finite.
 */

import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  branchIf,
  bytes,
  type Code,
  type FunctionText,
  f32,
  f32x4,
  i32,
  i32x4,
  loop,
  type Names,
  v128,
  when,
} from '../../math/webAssembly/assembler';
import { areFinite } from './finite';
import { LANES, openLoop, VECTOR_BYTES } from './ownLoops';
import { release, viewValues } from './wasmCall';

type Info = tf.backend_util.Conv2DInfo;

/** A value's place among the channels of its pixel is a bit of 32. */
const MOST_OUTPUTS = 32;
/** A patch is written out, vector by vector. */
const MOST_VECTORS = 128;
/** Values that are looked at to tell how many are zero, and the share of others up to which it is worth it. */
const LOOKED_AT = 8192;
const MOST_SHARE = 1 / 3;

/** Sizes in bytes, and in vectors of four values. */
interface Layout {
  readonly outputs: number;
  readonly outRows: number;
  readonly outColumns: number;
  readonly pixel: number;
  readonly row: number;
  readonly image: number;
  /** Vectors in a row of the patch, the last one perhaps not full. */
  readonly rowVectors: number;
  readonly patchRows: number;
}

function layoutOf(info: Info): Layout {
  const pixel = 4 * info.inChannels;
  return {
    outputs: info.outChannels,
    outRows: info.outHeight,
    outColumns: info.outWidth,
    pixel,
    row: pixel * info.inWidth,
    image: pixel * info.inWidth * info.inHeight,
    rowVectors: Math.ceil((info.filterWidth * info.inChannels) / LANES),
    patchRows: info.filterHeight,
  };
}

const vectorsOf = ({ patchRows, rowVectors }: Layout) => patchRows * rowVectors;

/** Whether the loops know such a convolution. */
function isKnown(info: Info): boolean {
  const { top, bottom, left, right } = info.padInfo;
  return (
    [info.strideHeight, info.strideWidth, info.dilationHeight, info.dilationWidth].every((k) => k === 1) &&
    top + bottom + left + right === 0 &&
    info.outChannels <= MOST_OUTPUTS &&
    vectorsOf(layoutOf(info)) <= MOST_VECTORS
  );
}

/** Whether few of the values are not zero, by a look at some. */
function isSparse(values: Float32Array): boolean {
  const step = Math.max(1, Math.floor(values.length / LOOKED_AT)) | 1;
  let [looked, others] = [0, 0];
  for (let i = 0; i < values.length; i += step) {
    looked += 1;
    others += Number(values[i] !== 0);
  }
  return others <= MOST_SHARE * looked;
}

const number = i32.constant;

/**
 * Does something for each value of a pixel of dy that is not zero, in the order of the channels.
 * @param work what is done with `value`, four times the same; `place` is the channel
 */
function forEachValue({ get, set }: Names, { outputs }: Layout, work: Code): Code {
  const zero = f32x4.splat(f32.constant(0));
  const groups = Array.from({ length: Math.ceil(outputs / LANES) }, (_, k) =>
    i32.shiftLeft(
      i32x4.bitmask(f32x4.notEqual(v128.loadAfter(VECTOR_BYTES * k, get('pixel')), zero)),
      number(LANES * k),
    ),
  );
  const all = groups.reduce((a, b) => i32.or(a, b));
  const valid = outputs % LANES === 0 ? all : i32.and(all, number(2 ** outputs - 1));
  return [
    set('left', valid),
    when(
      get('left'),
      loop(
        set('place', i32.trailingZeros(get('left'))),
        set('value', v128.loadSplat(i32.add(get('pixel'), i32.shiftLeft(get('place'), number(2))))),
        work,
        set('left', i32.and(get('left'), i32.sub(get('left'), number(1)))),
        branchIf(0, get('left')),
      ),
    ),
  ];
}

/** Where each vector of a patch lies: in an image, and by itself. */
function patchOf({ patchRows, rowVectors, row }: Layout): { inImage: number; alone: number }[] {
  return Array.from({ length: patchRows * rowVectors }, (_, k) => ({
    inImage: Math.floor(k / rowVectors) * row + (k % rowVectors) * VECTOR_BYTES,
    alone: k * VECTOR_BYTES,
  }));
}

/** Does something for each position of the output: `corner` is the first byte of its patch, from `corner` on. */
function forEachPosition({ get, set, increase }: Names, layout: Layout, work: Code): Code {
  const { outRows, outColumns, pixel, row } = layout;
  return [
    set('rowsLeft', number(outRows)),
    loop(
      set('columnsLeft', number(outColumns)),
      loop(
        work,
        increase('corner', number(pixel)),
        set('columnsLeft', i32.sub(get('columnsLeft'), number(1))),
        branchIf(0, get('columnsLeft')),
      ),
      increase('corner', number(row - outColumns * pixel)),
      set('rowsLeft', i32.sub(get('rowsLeft'), number(1))),
      branchIf(0, get('rowsLeft')),
    ),
  ];
}

const common = {
  rowsLeft: 'i32',
  columnsLeft: 'i32',
  pixel: 'i32',
  left: 'i32',
  place: 'i32',
  value: 'v128',
} as const;

/** Adds x's patches to `sums`, [outputs, patch], which is zero before. */
const addPatches = (layout: Layout): FunctionText => ({
  parameters: { corner: 'i32', dy: 'i32', sums: 'i32', batch: 'i32' },
  locals: { ...common, imagesLeft: 'i32', patch: 'i32', sum: 'i32' },
  body: (names) => {
    const { get, set, increase } = names;
    const { outputs, outRows, outColumns, image } = layout;
    const addOne = [
      set('sum', i32.add(get('sums'), i32.mul(get('place'), number(VECTOR_BYTES * vectorsOf(layout))))),
      patchOf(layout).map(({ inImage, alone }) =>
        v128.storeAfter(
          alone,
          get('sum'),
          f32x4.add(
            v128.loadAfter(alone, get('sum')),
            f32x4.mul(v128.loadAfter(inImage, get('patch')), get('value')),
          ),
        ),
      ),
    ];
    return forEachPosition(names, layout, [
      set('patch', get('corner')),
      set('pixel', get('dy')),
      set('imagesLeft', get('batch')),
      loop(
        forEachValue(names, layout, addOne),
        increase('patch', number(image)),
        increase('pixel', number(4 * outputs * outRows * outColumns)),
        set('imagesLeft', i32.sub(get('imagesLeft'), number(1))),
        branchIf(0, get('imagesLeft')),
      ),
      increase('dy', number(4 * outputs)),
    ]);
  },
});

/** Adds patches of weights, [outputs, patch], to one image's room after another, and copies it to dx. A patch's last vector goes over its row, by zeros. */
const spreadPatches = (layout: Layout): FunctionText => ({
  parameters: { pixel: 'i32', weights: 'i32', room: 'i32', dx: 'i32', batch: 'i32' },
  locals: { ...common, corner: 'i32', weight: 'i32' },
  body: (names) => {
    const { get, set, increase } = names;
    const { outputs, image } = layout;
    const addOne = [
      set('weight', i32.add(get('weights'), i32.mul(get('place'), number(VECTOR_BYTES * vectorsOf(layout))))),
      patchOf(layout).map(({ inImage, alone }) =>
        v128.storeAfter(
          inImage,
          get('corner'),
          f32x4.add(
            v128.loadAfter(inImage, get('corner')),
            f32x4.mul(v128.loadAfter(alone, get('weight')), get('value')),
          ),
        ),
      ),
    ];
    return loop(
      bytes.fill(get('room'), number(0), number(image)),
      set('corner', get('room')),
      forEachPosition(names, layout, [
        forEachValue(names, layout, addOne),
        increase('pixel', number(4 * outputs)),
      ]),
      bytes.copy(get('dx'), get('room'), number(image)),
      increase('dx', number(image)),
      set('batch', i32.sub(get('batch'), number(1))),
      branchIf(0, get('batch')),
    );
  },
});

const nameOf = (name: string, layout: Layout) => `${name} ${Object.values(layout).join(' ')}`;

/**
 * dw of a convolution, [height, width, channels, outputs].
 * @returns null where it is not worth it, the loops do not know such a convolution, or not everything is finite
 */
export function sparseFilterGradient(
  backend: BackendWasm,
  info: Info,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
): tf.TensorInfo | null {
  if (!isKnown(info) || !isSparse(viewValues(backend, dy))) return null;
  const layout = layoutOf(info);
  const add = openLoop(backend, nameOf('addPatches', layout), () => addPatches(layout));
  if (!add || !areFinite(backend, viewValues(backend, x))) return null;
  const sums = backend.makeOutput([info.outChannels, LANES * vectorsOf(layout)], 'float32');
  const gradient = backend.makeOutput(info.filterShape, 'float32');
  const [images, upstream] = [viewValues(backend, x), viewValues(backend, dy)];
  // The last vector of a patch may go over the last image.
  const isWithin = images.byteOffset + images.byteLength + VECTOR_BYTES <= images.buffer.byteLength;
  const patches = viewValues(backend, sums).fill(0);
  if (isWithin) add(images.byteOffset, upstream.byteOffset, patches.byteOffset, info.batchSize);
  const values = viewValues(backend, gradient);
  movePatches(info, (inPatch, inFilter) => {
    values[inFilter] = patches[inPatch]!;
  });
  release(backend, sums);
  if (isWithin && areFinite(backend, values)) return gradient;
  release(backend, gradient);
  return null;
}

/**
 * dx of a convolution, [n, height, width, channels].
 * @returns null as above
 */
export function sparseInputGradient(
  backend: BackendWasm,
  info: Info,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
): tf.TensorInfo | null {
  if (!isKnown(info) || !isSparse(viewValues(backend, dy))) return null;
  const layout = layoutOf(info);
  const spread = openLoop(backend, nameOf('spreadPatches', layout), () => spreadPatches(layout));
  if (!spread || !areFinite(backend, viewValues(backend, filter))) return null;
  const weights = backend.makeOutput([info.outChannels, LANES * vectorsOf(layout)], 'float32');
  const room = backend.makeOutput([layout.image / 4 + LANES], 'float32');
  const gradient = backend.makeOutput(info.inShape, 'float32');
  const [upstream, dx] = [viewValues(backend, dy), viewValues(backend, gradient)];
  const [patches, filters] = [viewValues(backend, weights).fill(0), viewValues(backend, filter)];
  movePatches(info, (inPatch, inFilter) => {
    patches[inPatch] = filters[inFilter]!;
  });
  const { byteOffset } = viewValues(backend, room);
  spread(upstream.byteOffset, patches.byteOffset, byteOffset, dx.byteOffset, info.batchSize);
  release(backend, weights, room);
  if (areFinite(backend, dx)) return gradient;
  release(backend, gradient);
  return null;
}

/** Visits the places of a weight among patches, [outputs, patch], and among filters, [height, width, channels, outputs]. */
function movePatches(info: Info, visit: (inPatch: number, inFilter: number) => void): void {
  const { rowVectors, patchRows, outputs } = layoutOf(info);
  const width = info.filterWidth * info.inChannels;
  let inFilter = 0;
  for (let a = 0; a < patchRows; a++) {
    for (let entry = 0; entry < width; entry++) {
      for (let o = 0; o < outputs; o++) {
        visit((o * patchRows + a) * rowVectors * LANES + entry, inFilter++);
      }
    }
  }
}
