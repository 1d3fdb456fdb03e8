import { exponential, square } from '../../math/elementary';
import type { Random } from '../../math/random/random';

/**
 * The hand that writes one digit: pen, slant, size and care, drawn anew for every image. These spreads decide
 * how hard the data set is; they are set so that a linear model gets about 9 digits in 10 right.
 */
export interface WritingStyle {
  /** Standard deviation of each control point about its place, in digit heights. */
  readonly pointSpread: number;
  /** Root mean square bending of the whole digit, in digit heights. */
  readonly elasticStrength: number;
  /** Radians, clockwise. */
  readonly rotation: number;
  /** Shear: how far the top leans to the right, per digit height. */
  readonly slant: number;
  /** Width of the digit's box over its height. */
  readonly aspect: number;
  /** Longer side of the written digit, pen included, in pixels. */
  readonly sizePixels: number;
  readonly shiftX: number;
  readonly shiftY: number;
  readonly penRadius: number;
  /** Relative change of the pen's radius from the beginning of a stroke to its end. */
  readonly pressureChange: number;
  /** Width of the ramp from ink to paper, in pixels. */
  readonly edge: number;
  /** Weight of each of the four neighbours when the ink spreads into the paper. */
  readonly blur: number;
  /** Of 1, which is the brightest that the paper can show. */
  readonly inkStrength: number;
  /** Standard deviation of the ink's relative grain. */
  readonly grain: number;
  /** Share of each stroke that the pen misses at its beginning and at its end. */
  readonly missedStart: number;
  readonly missedEnd: number;
}

/** One digit in eight is written carelessly. */
const CARELESS_SHARE = 1 / 8;

/** Draws a style: the same generator state gives the same style. */
export function drawWritingStyle(random: Random): WritingStyle {
  const haste =
    random.uniform() < CARELESS_SHARE ? 1.6 + 0.8 * random.uniform() : 0.5 + 0.7 * random.uniform();
  return {
    pointSpread: 0.022 * haste,
    elasticStrength: 0.045 * haste,
    rotation: 0.12 * haste * random.normal(),
    slant: 0.14 + 0.2 * random.normal(),
    aspect: 0.68 * exponential(0.2 * random.normal()),
    sizePixels: 19.6 * exponential(0.03 * random.normal()),
    shiftX: 0.35 * random.normal(),
    shiftY: 0.35 * random.normal(),
    penRadius: 1.2 * exponential(0.25 * random.normal()),
    pressureChange: 0.2 * random.normal(),
    edge: 0.9 + 0.6 * random.uniform(),
    blur: 0.08 * random.uniform(),
    inkStrength: 1.15 - 0.4 * square(random.uniform()),
    grain: 0.02 + 0.05 * random.uniform(),
    missedStart: 0.05 * haste * random.uniform(),
    missedEnd: 0.05 * haste * random.uniform(),
  };
}
