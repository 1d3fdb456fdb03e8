import { square } from '../../../math/elementary';
import type { Random } from '../../../math/random/random';

/** Red, green and blue, each from 0 to 1, as the screen shows them. */
export type Colour = readonly [red: number, green: number, blue: number];

const TRIES = 24;

/** Any hue, from dull to bright and from dark to light. */
export function drawColour(random: Random): Colour {
  return fromHue(random.uniform(), 0.1 + 0.7 * random.uniform(), 0.2 + 0.78 * random.uniform());
}

/** A colour at least `contrast` away from each of the others, or the best of 24 where none of those is. */
export function drawContrastingColour(random: Random, others: readonly Colour[], contrast: number): Colour {
  let best = drawColour(random);
  let bestDistance = nearest(best, others);
  for (let tries = 1; tries < TRIES && bestDistance < contrast; tries++) {
    const colour = drawColour(random);
    const distance = nearest(colour, others);
    if (distance > bestDistance) [best, bestDistance] = [colour, distance];
  }
  return best;
}

/** The colour so far on the way from one to the other: 0 is the first, 1 the second. */
export function mixColours(from: Colour, to: Colour, share: number): Colour {
  const mix = (a: number, b: number) => a + share * (b - a);
  return [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])];
}

function nearest(colour: Colour, others: readonly Colour[]): number {
  return Math.min(...others.map((other) => colourDistance(colour, other)));
}

/** How bright a colour looks, from 0 to 1: the luma of ITU-R BT.601. */
export function brightness([red, green, blue]: Colour): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** From 0 to 1 (black to white); a channel counts as much as it looks bright. */
function colourDistance(a: Colour, b: Colour): number {
  return Math.sqrt(brightness([square(a[0] - b[0]), square(a[1] - b[1]), square(a[2] - b[2])]));
}

/** Of hue (turns), saturation and value: A. R. Smith, "Color gamut transform pairs", 1978. */
function fromHue(hue: number, saturation: number, value: number): Colour {
  const channel = (shift: number) => {
    const k = (shift + 6 * hue) % 6;
    return value * (1 - saturation * Math.max(0, Math.min(k, 4 - k, 1)));
  };
  return [channel(5), channel(3), channel(1)];
}
