import { exponential, square } from '../../../math/elementary';
import type { Random } from '../../../math/random/random';
import type { Light } from './canvas';

/**
 * How one picture is taken: where the thing is and how it lies, what hides part of it, how busy the background is,
 * and the camera. These spreads decide how hard the data set is; they are set so that a linear model gets fewer
 * than half of the pictures right and a small convolutional network nine in ten.
 */
export interface SceneStyle {
  /** Side of the drawing's box, in pixels. */
  readonly sizePixels: number;
  readonly shiftX: number;
  readonly shiftY: number;
  /** Radians, clockwise. */
  readonly tilt: number;
  readonly isMirrored: boolean;
  /** Width over height of the drawing's box. */
  readonly aspect: number;
  /** Root mean square bending of the outlines, in boxes. */
  readonly bend: number;
  readonly light: Light;
  /** How dark the shadow on the background is, from 0 to 1. */
  readonly shadow: number;
  /** Pieces of other things lying about behind the thing. */
  readonly clutter: number;
  /** Pieces lying on its edge, in front of it. */
  readonly occluders: number;
  readonly camera: CameraStyle;
}

export interface CameraStyle {
  /** Share of each pixel's light that is spread over its four neighbours. */
  readonly blur: number;
  readonly brightness: number;
  /** Relative strength of red, green and blue: the colour of the light. */
  readonly tint: readonly [number, number, number];
  /** Largest change of a byte by noise, of 1. */
  readonly noise: number;
}

/** Draws a style: the same generator state gives the same style. */
export function drawSceneStyle(random: Random): SceneStyle {
  return {
    sizePixels: 24.5 * exponential(0.09 * clampedNormal(random)),
    shiftX: 1.6 * clampedNormal(random),
    shiftY: 1.4 * clampedNormal(random),
    tilt: 0.2 * clampedNormal(random),
    isMirrored: random.uniform() < 0.5,
    aspect: exponential(0.1 * clampedNormal(random)),
    bend: 0.012 + 0.012 * random.uniform(),
    light: { direction: 2 * Math.PI * random.uniform(), strength: 0.05 + 0.3 * random.uniform() },
    shadow: 0.5 * random.uniform(),
    clutter: 2 + random.integer(4),
    occluders: random.uniform() < 0.45 ? 1 : 0,
    camera: {
      blur: 0.3 * random.uniform(),
      brightness: exponential(0.12 * clampedNormal(random)),
      tint: [tintOf(random), tintOf(random), tintOf(random)],
      noise: 0.01 + 0.06 * square(random.uniform()),
    },
  };
}

function tintOf(random: Random): number {
  return 1 + 0.05 * clampedNormal(random);
}

/** No picture lies further out than two standard deviations: the thing stays on the page. */
function clampedNormal(random: Random): number {
  return Math.min(2, Math.max(-2, random.normal()));
}
