import { cosine, sine } from '../../../math/elementary';
import type { Random } from '../../../math/random/random';
import { type Colour, drawColour, mixColours } from './colour';

/**
 * A paint has two colours and a texture that says how much of the second one shows at each point: nothing, stripes,
 * checks, spots, or marble. Textures are the same for every class, so that they tell nothing about it either.
 */
export interface Paint {
  readonly colour: Colour;
  readonly second: Colour;
  /** Share of the second colour at a point in pixels, from 0 to 1. */
  readonly texture: Texture;
}

type Texture = (x: number, y: number) => number;

const PLAIN: Texture = () => 0;

/** A texture of two tones of the colour; `plainShare` of the paints have none. */
export function drawPaint(random: Random, colour: Colour, plainShare: number): Paint {
  const second = mixColours(colour, drawColour(random), 0.2 + 0.3 * random.uniform());
  return { colour, second, texture: random.uniform() < plainShare ? PLAIN : drawTexture(random) };
}

function drawTexture(random: Random): Texture {
  const direction = 2 * Math.PI * random.uniform();
  const frequency = (2 * Math.PI) / (3.5 + 5 * random.uniform());
  const [along, across] = [frequency * cosine(direction), frequency * sine(direction)];
  const phase = 2 * Math.PI * random.uniform();
  const u = (x: number, y: number) => along * x + across * y + phase;
  const v = (x: number, y: number) => along * y - across * x;
  const textures: readonly Texture[] = [
    (x, y) => step(sine(u(x, y))),
    (x, y) => step(4 * sine(u(x, y)) * sine(v(x, y))),
    (x, y) => step(sine(u(x, y)) + sine(v(x, y)) - 0.8),
    (x, y) => 0.5 + 0.5 * sine(u(x, y) + 2 * sine(0.6 * v(x, y))),
  ];
  return textures[random.integer(textures.length)]!;
}

/** From 0 to 1 over a ramp, so that textures have no jagged edges. */
function step(value: number): number {
  return Math.min(1, Math.max(0, 0.5 + 1.5 * value));
}
