import type { Random } from '../../math/random/random';
import type { Dataset } from '../dataset';
import { withDigest } from '../digest';
import { develop } from './develop';
import { digitsFacts } from './digitsFacts';
import { createElasticDistortion } from './elasticDistortion';
import {
  type ImageMaker,
  type MadeOptions,
  type MadeParts,
  makeParts,
  makePartsInTurn,
  type Pause,
} from './madeImages';
import { placeOnPage } from './placeOnPage';
import { type PenStroke, rasterise } from './rasterise';
import { type Polyline, smoothStroke } from './smoothStroke';
import { type ControlPoint, type Skeleton, STROKE_SKELETONS } from './strokeSkeletons';
import { drawWritingStyle, type WritingStyle } from './writingStyle';

/**
 * The built-in data: handwritten-like digits, so that the lab works with no file and no network. Each image is
 * drawn from a stroke skeleton: control points shifted, smoothed, bent, leaned, placed, inked, blurred, grained.
 * Every image depends on (seed, split, index) alone: asking for fewer images gives the beginning of the same set.
 */

const SIDE = 28;
const CLASSES = STROKE_SKELETONS.length;

/**
 * Makes the built-in data set: 28 x 28 grey images of the digits 0 to 9, white on black, classes balanced (equal
 * to within one in every run of ten images) and in shuffled order.
 * @throws RangeError when a count is not a positive whole number, or the seed is not one
 */
export function makeDigits(options: MadeOptions): Dataset {
  return datasetOf(options.seed, makeParts(digitMaker, options));
}

/** The same with pauses between. @throws what the pause throws */
export async function makeDigitsInTurn(options: MadeOptions, pause: Pause): Promise<Dataset> {
  return datasetOf(options.seed, await makePartsInTurn(digitMaker, options, pause));
}

const digitMaker: ImageMaker = {
  name: 'digits',
  classes: CLASSES,
  imageBytes: SIDE * SIDE,
  draw: drawDigit,
};

function datasetOf(seed: number, parts: MadeParts): Dataset {
  return withDigest({ ...digitsFacts(seed), ...parts });
}

function drawDigit(random: Random, digit: number, pixels: Uint8Array): void {
  const style = drawWritingStyle(random);
  const { strokes } = pickSkeleton(random, STROKE_SKELETONS[digit]!);
  const lines = strokes.map((stroke) => smoothStroke(shiftPoints(random, stroke, style.pointSpread)));
  const bend = createElasticDistortion(random, style.elasticStrength);
  for (const line of lines) bend(line);
  placeOnPage(lines, style, SIDE);
  const ink = new Float32Array(SIDE * SIDE);
  rasterise(
    ink,
    SIDE,
    lines.map((line) => holdPen(line, style)),
    style.edge,
  );
  develop(ink, SIDE, style, random, pixels);
}

function pickSkeleton(random: Random, skeletons: readonly Skeleton[]): Skeleton {
  let left = random.uniform();
  for (const skeleton of skeletons) {
    left -= skeleton.share;
    if (left < 0) return skeleton;
  }
  return skeletons[0]!; // Only where rounding leaves the shares a hair below 1.
}

function shiftPoints(random: Random, stroke: readonly ControlPoint[], spread: number): ControlPoint[] {
  return stroke.map(({ x, y, isCorner }) => ({
    x: x + spread * random.normal(),
    y: y + spread * random.normal(),
    isCorner,
  }));
}

/** The pen's radius along the stroke; the stroke begins late and ends early by the style's missed shares. */
function holdPen(line: Polyline, style: WritingStyle): PenStroke {
  const points = line.length / 2;
  const first = Math.floor(style.missedStart * points);
  const last = points - Math.floor(style.missedEnd * points);
  const radii = Float64Array.from({ length: last - first }, (_, i) => {
    const along = i / (last - first - 1) - 0.5;
    return style.penRadius * Math.max(0.4, 1 + style.pressureChange * 2 * along);
  });
  return { line: line.subarray(2 * first, 2 * last), radii };
}
