import { cosine, sine } from '../../../math/elementary';
import type { Polyline } from '../smoothStroke';
import { Coverage } from './coverage';
import type { Paint } from './paint';

/** How the light falls on a part: brighter towards it, darker away from it. */
export interface Light {
  /** Radians: where on the page the light comes from. */
  readonly direction: number;
  /** Relative change of brightness from the middle of a thing to its edge. */
  readonly strength: number;
}

/** Something lit as a whole: its middle and half its size, in pixels. */
export interface Body {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A square picture being painted: side x side x 3 numbers, 0 black to 1 full, that may run over until exposed. */
export class Canvas {
  readonly pixels: Float32Array;
  readonly #coverage: Coverage;

  constructor(readonly side: number) {
    this.pixels = new Float32Array(side * side * 3);
    this.#coverage = new Coverage(side);
  }

  /** Paints the polygon, less its holes (polygons in pixels), as part of a lit body. */
  fill(polygon: Polyline, holes: readonly Polyline[], paint: Paint, light: Light, body: Body): void {
    const brightness = litBody(light, body);
    this.#coverage.add(polygon, 1);
    for (const hole of holes) this.#coverage.add(hole, -1);
    this.#coverage.drain((row, column, share) => {
      const [x, y] = [column + 0.5, row + 0.5];
      this.#blend(row, column, paint, paint.texture(x, y), brightness(x, y), share);
    });
  }

  /** Darkens what lies under the polygons, less their holes. */
  shade(polygons: readonly Polyline[], holes: readonly Polyline[], share: number): void {
    for (const polygon of polygons) this.#coverage.add(polygon, 1);
    for (const hole of holes) this.#coverage.add(hole, -1);
    this.#coverage.drain((row, column, covered) => {
      const at = 3 * (row * this.side + column);
      for (let channel = 0; channel < 3; channel++) this.pixels[at + channel]! *= 1 - share * covered;
    });
  }

  /** Paints the whole page. */
  cover(paint: Paint, light: Light): void {
    const brightness = litBody(light, { x: this.side / 2, y: this.side / 2, radius: this.side / 2 });
    for (let row = 0; row < this.side; row++) {
      for (let column = 0; column < this.side; column++) {
        const [x, y] = [column + 0.5, row + 0.5];
        this.#blend(row, column, paint, paint.texture(x, y), brightness(x, y), 1);
      }
    }
  }

  #blend(row: number, column: number, paint: Paint, mix: number, brightness: number, share: number): void {
    const at = 3 * (row * this.side + column);
    for (let channel = 0; channel < 3; channel++) {
      const colour = paint.colour[channel]!;
      const mixed = colour + mix * (paint.second[channel]! - colour);
      this.pixels[at + channel]! += share * (mixed * brightness - this.pixels[at + channel]!);
    }
  }
}

/** 1 in the middle of the body, 1 + strength at the edge nearest the light, 1 - strength at the far one. */
function litBody({ direction, strength }: Light, { x, y, radius }: Body) {
  const [towardsX, towardsY] = [cosine(direction) / radius, sine(direction) / radius];
  return (pointX: number, pointY: number) =>
    1 + strength * ((pointX - x) * towardsX + (pointY - y) * towardsY);
}
