/**
 * What L-FOCI's choice is judged by (docs/method.md, Selections): as many slices, or as many parameters, as it takes, chosen by something simpler. `blanket`
 * is what L-FOCI took for the same samples; of a batch by union, the union.
 */

import { norm } from '../math/linear/vector';
import { classesIn, type Label } from '../math/network/outputLoss';
import { createRandom } from '../math/random/random';
import {
  blockIndices,
  gather,
  locateSlice,
  type SliceIndex,
  type SliceLayer,
  sliceLength,
  slicesOf,
} from '../model/slices';
import type { RemovalRequest } from './request';

type DrawSettings = Pick<RemovalRequest, 'samples' | 'seed'>;

/** So many of these slices, drawn without replacement, in the order of the network: others for other samples, under one seed too. */
function draw(slices: readonly SliceIndex[], wanted: number, { seed, samples }: DrawSettings, label = '') {
  const random = createRandom(seed, `random slices ${samples.join(' ')}${label}`);
  const order = random.shuffle(Uint32Array.from(slices));
  return [...order.subarray(0, wanted)].sort((a, b) => a - b);
}

/** `random`, `one`: so many of all slices. */
export function drawSlices(
  layers: readonly SliceLayer[],
  wanted: number,
  settings: DrawSettings,
): SliceIndex[] {
  return draw(slicesOf(layers), wanted, settings);
}

/** `random-layer`: of each layer as many slices as the blanket has there. */
export function drawPerLayer(
  layers: readonly SliceLayer[],
  blanket: readonly SliceIndex[],
  settings: DrawSettings,
): SliceIndex[] {
  return layers.flatMap((layer) => {
    const wanted = blanket.filter((slice) => locateSlice(layers, slice).layer === layer).length;
    return draw(slicesOf([layer]), wanted, settings, ` of ${layer.name}`);
  });
}

/**
 * `random-label`: the slices of `random-layer`, and in the last layer first the labels' own output units, in place of as many that were drawn there. It has
 * more slices than the blanket only where the samples have more labels than the blanket has output units.
 */
export function drawWithLabels(
  layers: readonly SliceLayer[],
  blanket: readonly SliceIndex[],
  labels: readonly Label[],
  settings: DrawSettings,
): SliceIndex[] {
  const output = layers.findLast(({ kind }) => kind !== 'heads')!;
  const own = [...new Set(labels.flatMap(classesIn))]
    .sort((a, b) => a - b)
    .map((label) => output.firstSlice + label);
  const drawn = drawPerLayer(layers, blanket, settings);
  const units = new Set(slicesOf([output]));
  const others = drawn.filter((slice) => units.has(slice) && !own.includes(slice));
  const inOutput = drawn.filter((slice) => units.has(slice)).length;
  const kept = others.slice(0, Math.max(0, inOutput - own.length));
  return [...own, ...kept, ...drawn.filter((slice) => !units.has(slice))];
}

/** All slices, that with the largest gradient norm first; the lowest of equals. */
export function orderByGradient(layers: readonly SliceLayer[], gradient: Float64Array): SliceIndex[] {
  const norms = new Map(
    slicesOf(layers).map((slice) => [slice, norm(gather(gradient, blockIndices(layers, [slice])))]),
  );
  return [...norms.keys()].sort((a, b) => norms.get(b)! - norms.get(a)! || a - b);
}

/**
 * `saliency`: no more parameters than the blanket has. Slices in the order of their gradient norms, each taken where it still fits; what does not fit is
 * passed over.
 */
export function takeBySaliency(
  layers: readonly SliceLayer[],
  blanket: readonly SliceIndex[],
  gradient: Float64Array,
): SliceIndex[] {
  const lengthOf = (slice: SliceIndex) => sliceLength(locateSlice(layers, slice).layer);
  let left = blanket.reduce((sum, slice) => sum + lengthOf(slice), 0);
  return orderByGradient(layers, gradient).filter((slice) => {
    const fits = lengthOf(slice) <= left;
    if (fits) left -= lengthOf(slice);
    return fits;
  });
}
