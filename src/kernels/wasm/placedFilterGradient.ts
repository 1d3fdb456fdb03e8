/**
 * dw of a convolution on tfjs's WASM backend, place by place:
 *
 *   dw[a,b,c,o] = sum over i,j, then over n, of x[n, i s + a - p, j s + b - p, c] dy[n,i,j,o]
 *
 * Images and upstream gradient lie with the images of a place one after another, so that both are read in runs; eight vectors of sums stay in registers while the images of a place pass by. This is
 * the order in which XNNPACK adds up the forward convolution that wasmConvolution.ts makes of the same gradient, which has to turn the images, to pack what it takes for a filter, and to
 * compute four rows of taps where there are three. A tap that lies in the padding adds nothing: the bits are the same, as long as all is finite.
 */

import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  branchIf,
  type Code,
  type FunctionText,
  f32x4,
  i32,
  loop,
  v128,
} from '../../math/webAssembly/assembler';
import { copyBlocks } from './copyBlocks';
import { areFinite } from './finite';
import { LANES, openLoop, VALUE_BYTES, VECTOR_BYTES } from './ownLoops';
import { countLoopThreads, runJobs } from './secondThread';
import { release, viewValues } from './wasmCall';

type Info = tf.backend_util.Conv2DInfo;

/** Vectors of sums that stay in registers. */
const SUMS = 8;
/** With fewer images, moving them takes as long as it saves. */
const FEWEST_IMAGES = 8;
/** Values of a place that are read again and again, of images and upstream gradient together: 24 KiB. */
const NEAR_VALUES = 6144;
/** Places that are moved at a time, so that both sides are read and written in runs. */
const PLACES_AT_ONCE = 8;

/** Sizes that are written into the code. */
interface Layout {
  readonly batch: number;
  readonly width: number;
  readonly channels: number;
  readonly outputs: number;
  readonly filterWidth: number;
  /** Channels whose sums are added up at a time, and vectors of outputs. */
  readonly together: number;
  readonly vectors: number;
}

/** null where the loop does not know such a convolution. */
function layoutOf({ batchSize, inWidth, inChannels, outChannels, filterWidth }: Info): Layout | null {
  if (batchSize < FEWEST_IMAGES || outChannels % LANES !== 0) return null;
  const vectors = outChannels % (2 * LANES) === 0 ? 2 : 1;
  const together = [SUMS / vectors, 4, 3].find((count) => inChannels % count === 0);
  if (together === undefined) return null;
  return {
    batch: batchSize,
    width: inWidth,
    channels: inChannels,
    outputs: outChannels,
    filterWidth,
    ...{ together, vectors },
  };
}

const number = i32.constant;
const upTo = (count: number) => Array.from({ length: count }, (_, k) => k);

/** Adds the products of some images at one place to the sums of a rectangle of taps, for so many groups of channels whose sums are added up at a time. */
const addPlace = (layout: Layout): FunctionText => {
  const { batch, width, channels, outputs, filterWidth, together, vectors } = layout;
  const sums = upTo(together).flatMap((channel) =>
    upTo(vectors).map((k) => ({
      ...{ channel, k },
      name: `sum${channel * vectors + k}`,
      after: VALUE_BYTES * channel * outputs + VECTOR_BYTES * k,
    })),
  );
  const [column, tap] = [VALUE_BYTES * batch * channels, VALUE_BYTES * channels * outputs];
  return {
    parameters: {
      ...{ x: 'i32', dy: 'i32', sums: 'i32', rows: 'i32', columns: 'i32' },
      ...{ images: 'i32', groups: 'i32' },
    },
    locals: {
      ...{ columnsLeft: 'i32', channelsLeft: 'i32', outputsLeft: 'i32', left: 'i32' },
      ...{ xOfTap: 'i32', xOfChannels: 'i32', from: 'i32' },
      ...{ sumsOfTap: 'i32', sumsOfChannels: 'i32', to: 'i32', dyOfOutputs: 'i32', below: 'i32' },
      ...Object.fromEntries(sums.map(({ name }) => [name, 'v128' as const])),
      ...Object.fromEntries(upTo(vectors).map((k) => [`upstream${k}`, 'v128' as const])),
      value: 'v128',
    },
    body: ({ get, set, increase }) => {
      const again = (count: string): Code => [
        set(count, i32.sub(get(count), number(1))),
        branchIf(0, get(count)),
      ];
      const ofImages = loop(
        upTo(vectors).map((k) => set(`upstream${k}`, v128.loadAfter(VECTOR_BYTES * k, get('below')))),
        upTo(together).map((channel) => [
          set('value', v128.loadSplatAfter(VALUE_BYTES * channel, get('from'))),
          sums
            .filter((sum) => sum.channel === channel)
            .map(({ name, k }) =>
              set(name, f32x4.add(get(name), f32x4.mul(get('value'), get(`upstream${k}`)))),
            ),
        ]),
        increase('from', number(VALUE_BYTES * channels)),
        increase('below', number(VALUE_BYTES * outputs)),
        again('left'),
      );
      const ofOutputs = loop(
        sums.map(({ name, after }) => set(name, v128.loadAfter(after, get('to')))),
        set('from', get('xOfChannels')),
        set('below', get('dyOfOutputs')),
        set('left', get('images')),
        ofImages,
        sums.map(({ name, after }) => v128.storeAfter(after, get('to'), get(name))),
        increase('to', number(VECTOR_BYTES * vectors)),
        increase('dyOfOutputs', number(VECTOR_BYTES * vectors)),
        again('outputsLeft'),
      );
      const ofChannels = loop(
        set('dyOfOutputs', get('dy')),
        set('to', get('sumsOfChannels')),
        set('outputsLeft', number(outputs / (LANES * vectors))),
        ofOutputs,
        increase('xOfChannels', number(VALUE_BYTES * together)),
        increase('sumsOfChannels', number(VALUE_BYTES * together * outputs)),
        again('channelsLeft'),
      );
      const ofTaps = loop(
        set('xOfChannels', get('xOfTap')),
        set('sumsOfChannels', get('sumsOfTap')),
        set('channelsLeft', get('groups')),
        ofChannels,
        increase('xOfTap', number(column)),
        increase('sumsOfTap', number(tap)),
        again('columnsLeft'),
      );
      return loop(
        set('xOfTap', get('x')),
        set('sumsOfTap', get('sums')),
        set('columnsLeft', get('columns')),
        ofTaps,
        increase('x', number(width * column)),
        increase('sums', number(filterWidth * tap)),
        again('rows'),
      );
    },
  };
};

/**
 * dw, [height, width, channels, outputs].
 * @returns null where the loop does not know such a convolution, or not everything is finite
 */
export function placedFilterGradient(
  backend: BackendWasm,
  info: Info,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
): tf.TensorInfo | null {
  const layout = layoutOf(info);
  const name = layout && `addPlace ${Object.values(layout).join(' ')}`;
  if (!name || !openLoop(backend, name, () => addPlace(layout))) return null;
  const gradient = backend.makeOutput(info.filterShape, 'float32');
  const [images, upstream] = [imagesOfPlaces(backend, x), imagesOfPlaces(backend, dy)];
  const sums = viewValues(backend, gradient).fill(0);
  const at: Addresses = {
    x: viewValues(backend, images).byteOffset,
    dy: viewValues(backend, upstream).byteOffset,
    sums: sums.byteOffset,
  };
  const jobs = sharesOf(layout, info, countLoopThreads(backend)).map((share) =>
    callsOf(info, layout, at, share),
  );
  runJobs(backend, name, () => addPlace(layout), jobs);
  release(backend, images, upstream);
  if (areFinite(backend, sums)) return gradient;
  release(backend, gradient);
  return null;
}

/** Where things begin in the memory. */
interface Addresses {
  readonly x: number;
  readonly dy: number;
  readonly sums: number;
}

/** A part of the sums that a thread can add up by itself: some groups of channels, of some rows of taps. */
interface Share {
  readonly firstGroup: number;
  readonly groups: number;
  readonly firstRow: number;
  readonly rows: number;
}

/** Half of the channels each, or where they are one group, each row of taps by itself. */
function sharesOf({ channels, together }: Layout, { filterHeight }: Info, threads: number): Share[] {
  const groups = channels / together;
  const whole: Share = { firstGroup: 0, groups, firstRow: 0, rows: filterHeight };
  if (threads === 1) return [whole];
  if (groups === 1) return upTo(filterHeight).map((firstRow) => ({ ...whole, firstRow, rows: 1 }));
  const half = Math.ceil(groups / 2);
  return [
    { ...whole, groups: half },
    { ...whole, firstGroup: half, groups: groups - half },
  ];
}

/** The calls of addPlace for a share, place by place. */
function callsOf(info: Info, { together }: Layout, at: Addresses, share: Share): number[][] {
  const { batchSize, inChannels, outChannels, inWidth, outHeight, outWidth, filterWidth } = info;
  const near = Math.max(FEWEST_IMAGES, Math.floor(NEAR_VALUES / (inChannels + outChannels)));
  const firstChannel = share.firstGroup * together;
  const calls: number[][] = [];
  for (let i = 0; i < outHeight; i++) {
    const row = i * info.strideHeight - info.padInfo.top;
    const [highest, lowest] = tapsWithin(row, info.filterHeight, info.inHeight);
    const top = Math.max(highest, share.firstRow);
    const bottom = Math.min(lowest, share.firstRow + share.rows);
    for (let j = 0; j < outWidth; j++) {
      const column = j * info.strideWidth - info.padInfo.left;
      const [left, right] = tapsWithin(column, filterWidth, inWidth);
      if (bottom <= top || right <= left) continue;
      const place = (row + top) * inWidth + column + left;
      for (let first = 0; first < batchSize; first += near) {
        calls.push([
          at.x + VALUE_BYTES * (inChannels * (place * batchSize + first) + firstChannel),
          at.dy + VALUE_BYTES * outChannels * ((i * outWidth + j) * batchSize + first),
          at.sums + VALUE_BYTES * ((top * filterWidth + left) * inChannels + firstChannel) * outChannels,
          bottom - top,
          right - left,
          Math.min(near, batchSize - first),
          share.groups,
        ]);
      }
    }
  }
  return calls;
}

/** The taps, from one up to another, that lie within a length when the first is at `start`. */
function tapsWithin(start: number, taps: number, length: number): [from: number, to: number] {
  return [Math.max(0, -start), Math.min(taps, length - start)];
}

/** [n, h, w, c] -> [h, w, n, c]. */
export function imagesOfPlaces(backend: BackendWasm, x: tf.TensorInfo): tf.TensorInfo {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const moved = backend.makeOutput([height, width, batch, channels], 'float32');
  const places = height * width;
  const blocks = upTo(Math.ceil(places / PLACES_AT_ONCE)).map((k) => {
    const place = k * PLACES_AT_ONCE;
    return {
      first: { from: place * channels, to: place * batch * channels },
      runs: Math.min(PLACES_AT_ONCE, places - place),
      step: { from: channels, to: batch * channels },
      rows: batch,
      next: { from: places * channels, to: channels },
    };
  });
  copyBlocks(backend, viewValues(backend, x), viewValues(backend, moved), channels, blocks);
  return moved;
}
