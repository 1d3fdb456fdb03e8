import { square } from '../../../math/elementary';
import type { Polyline } from '../smoothStroke';

/** Shares below half a grey level are not worth a visit, and rounding may leave such where nothing is. */
const LEAST_SHARE = 0.002;

/**
 * How much of each pixel a polygon covers, exactly. An edge piece inside one row of pixels, of signed height d and
 * between x = a and x = b >= a, adds to the columns left of x = k the area
 *
 *   d G(k),  G(k) = 0 for k <= a,  (k - a)^2 / (2 (b - a)) for a < k < b,  k - (a + b) / 2 for k >= b
 *
 * so that second differences of G, stored per pixel and summed along the row, give every pixel its area. It is the
 * accumulation buffer of font rasterisers (libart, R. Levien).
 */
export class Coverage {
  /** First differences along each row, with two columns to spare on the right. */
  readonly #steps: Float32Array;
  readonly #stride: number;
  /** The rows [top, bottom) that edges passed since the last wipe. */
  #top: number;
  #bottom = 0;

  constructor(readonly side: number) {
    this.#stride = side + 2;
    this.#top = side;
    this.#steps = new Float32Array(side * this.#stride);
  }

  /** Adds the polygon's area, whichever way round it runs; `weight` -1 cuts it out. */
  add(polygon: Polyline, weight: 1 | -1): void {
    const sign = signedArea(polygon) < 0 ? -weight : weight;
    let [fromX, fromY] = [polygon[polygon.length - 2]!, polygon[polygon.length - 1]!];
    for (let i = 0; i < polygon.length; i += 2) {
      const [toX, toY] = [polygon[i]!, polygon[i + 1]!];
      if (fromY < toY) this.#addEdge(fromX, fromY, toX, toY, -sign);
      else if (fromY > toY) this.#addEdge(toX, toY, fromX, fromY, sign);
      [fromX, fromY] = [toX, toY];
    }
  }

  /** Calls `visit` for each pixel that is covered, with the share from 0 to 1, and wipes the coverage. */
  drain(visit: (row: number, column: number, share: number) => void): void {
    for (let row = this.#top; row < this.#bottom; row++) {
      let sum = 0;
      const start = row * this.#stride;
      for (let column = 0; column < this.side; column++) {
        sum += this.#steps[start + column]!;
        if (sum > LEAST_SHARE) visit(row, column, Math.min(1, sum));
      }
      this.#steps.fill(0, start, start + this.#stride);
    }
    this.#top = this.side;
    this.#bottom = 0;
  }

  #addEdge(topX: number, topY: number, bottomX: number, bottomY: number, sign: number): void {
    if (topY >= this.side || bottomY <= 0) return;
    this.#top = Math.min(this.#top, Math.max(0, Math.floor(topY)));
    this.#bottom = Math.max(this.#bottom, Math.min(this.side, Math.ceil(bottomY)));
    const slope = (bottomX - topX) / (bottomY - topY);
    const last = Math.min(bottomY, this.side);
    for (let y = Math.max(0, topY); y < last; ) {
      const row = Math.floor(y);
      const next = Math.min(row + 1, last);
      const startX = this.#clampX(topX + slope * (y - topY));
      const endX = this.#clampX(topX + slope * (next - topY));
      this.#addPiece(row, Math.min(startX, endX), Math.max(startX, endX), sign * (next - y));
      y = next;
    }
  }

  #addPiece(row: number, a: number, b: number, height: number): void {
    let [before, here] = [0, 0];
    for (let column = Math.floor(a); column <= Math.floor(b) + 1; column++) {
      const k = column + 1;
      const after = k <= a ? 0 : k < b ? square(k - a) / (2 * (b - a)) : k - (a + b) / 2;
      this.#steps[row * this.#stride + column]! += height * (after - 2 * here + before);
      [before, here] = [here, after];
    }
  }

  #clampX(x: number): number {
    return Math.min(this.side, Math.max(0, x));
  }
}

function signedArea(polygon: Polyline): number {
  let sum = 0;
  let [fromX, fromY] = [polygon[polygon.length - 2]!, polygon[polygon.length - 1]!];
  for (let i = 0; i < polygon.length; i += 2) {
    sum += fromX * polygon[i + 1]! - polygon[i]! * fromY;
    [fromX, fromY] = [polygon[i]!, polygon[i + 1]!];
  }
  return sum / 2;
}
