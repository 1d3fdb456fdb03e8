/** Points of the scatter: where they stand on a canvas, and which lie within a lasso or nearest to a place. Plain geometry. */

import type { SampleIndex } from '../../worker/protocol';

/** Samples at their places in pixels. */
export interface Points {
  readonly samples: ArrayLike<SampleIndex>;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** A place on the canvas, in pixels. */
export type Spot = readonly [x: number, y: number];

/**
 * Places in a box of pixels, on one scale along both axes, the larger side filling it; up is up.
 * @param places x and y by turns
 * @param margin pixels that stay free on each side
 */
export function fitPoints(
  samples: ArrayLike<SampleIndex>,
  places: Float32Array,
  [width, height]: Spot,
  margin: number,
): Points {
  const count = samples.length;
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const bounds = [Infinity, -Infinity, Infinity, -Infinity] as [number, number, number, number];
  for (let i = 0; i < count; i++) {
    bounds[0] = Math.min(bounds[0], places[2 * i]!);
    bounds[1] = Math.max(bounds[1], places[2 * i]!);
    bounds[2] = Math.min(bounds[2], places[2 * i + 1]!);
    bounds[3] = Math.max(bounds[3], places[2 * i + 1]!);
  }
  const [left, right, bottom, top] = bounds;
  const scaleOf = (room: number, extent: number) =>
    extent > 0 ? Math.max(0, room - 2 * margin) / extent : Number.POSITIVE_INFINITY;
  const scale = Math.min(scaleOf(width, right - left), scaleOf(height, top - bottom));
  const used = Number.isFinite(scale) ? scale : 0;
  for (let i = 0; i < count; i++) {
    x[i] = width / 2 + (places[2 * i]! - (left + right) / 2) * used;
    y[i] = height / 2 - (places[2 * i + 1]! - (bottom + top) / 2) * used;
  }
  return { samples, x, y };
}

/** The samples within a closed polygon, by the parity of the edges that a ray to the right crosses. */
export function insideLasso({ samples, x, y }: Points, polygon: readonly Spot[]): SampleIndex[] {
  if (polygon.length < 3) return [];
  const xs = polygon.map(([px]) => px);
  const ys = polygon.map(([, py]) => py);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const inside: SampleIndex[] = [];
  for (let i = 0; i < samples.length; i++) {
    const px = x[i]!;
    const py = y[i]!;
    if (px < left || px > right || py < top || py > bottom) continue;
    let odd = false;
    for (let k = 0, before = xs.length - 1; k < xs.length; before = k++) {
      const crosses = ys[k]! > py !== ys[before]! > py;
      if (crosses && px < xs[k]! + ((py - ys[k]!) / (ys[before]! - ys[k]!)) * (xs[before]! - xs[k]!))
        odd = !odd;
    }
    if (odd) inside.push(samples[i]!);
  }
  return inside;
}

/** The sample nearest to a spot, at most `reach` pixels away; null: none is so near. @param isShown those that can be hit */
export function nearestPoint(
  { samples, x, y }: Points,
  [px, py]: Spot,
  reach: number,
  isShown: (sample: SampleIndex) => boolean = () => true,
): SampleIndex | null {
  let nearest: SampleIndex | null = null;
  let least = reach * reach;
  for (let i = 0; i < samples.length; i++) {
    const distance = (x[i]! - px) ** 2 + (y[i]! - py) ** 2;
    if (distance > least || !isShown(samples[i]!)) continue;
    least = distance;
    nearest = samples[i]!;
  }
  return nearest;
}

/** How much farther to the side of a way counts than along it. */
const aside = 2;

/**
 * The point that an arrow key leads to: the nearest one that lies more along the way than beside it, where what lies beside counts twice.
 * @param from the sample that is left; one without a place, or that is not shown, leads to the first point that is shown
 * @param way a unit step on the canvas
 * @returns null where there is none on that side
 */
export function nextPoint(
  { samples, x, y }: Points,
  from: SampleIndex,
  [right, down]: Spot,
  isShown: (sample: SampleIndex) => boolean,
): SampleIndex | null {
  const place = isShown(from) ? Array.prototype.indexOf.call(samples, from) : -1;
  let best = Infinity;
  let found: SampleIndex | null = null;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]!;
    if (i === place || !isShown(sample)) continue;
    if (place < 0) return sample;
    const across = x[i]! - x[place]!;
    const along = y[i]! - y[place]!;
    const on = across * right + along * down;
    const beside = Math.abs(across * down + along * right);
    if (on <= 0 || beside > on || on + aside * beside >= best) continue;
    best = on + aside * beside;
    found = sample;
  }
  return found;
}
