import type { Polyline } from './smoothStroke';

/**
 * Ink of a round pen drawn along polylines. With d the distance of a pixel's centre to a segment and r the pen's
 * radius there (all in pixels), the pixel gets
 *
 *   clamp(1/2 + (r - d) / edge, 0, 1)
 *
 * of ink: full inside, none outside, a ramp `edge` pixels wide between. Where strokes cross, the larger value holds.
 */

/** A polyline with the pen's radius at each of its points. */
export interface PenStroke {
  readonly line: Polyline;
  readonly radii: Float64Array;
}

/**
 * Adds the strokes to `ink`, width x height values in [0, 1], row by row; the centre of the top left pixel
 * is (0.5, 0.5). What falls off the page is lost.
 */
export function rasterise(
  ink: Float32Array,
  width: number,
  strokes: readonly PenStroke[],
  edge: number,
): void {
  for (const { line, radii } of strokes) {
    for (let point = 0; point + 1 < radii.length; point++) {
      rasteriseSegment(ink, width, line, radii, point, edge);
    }
  }
}

function rasteriseSegment(
  ink: Float32Array,
  width: number,
  line: Polyline,
  radii: Float64Array,
  point: number,
  edge: number,
): void {
  const [startX, startY] = [line[2 * point]!, line[2 * point + 1]!];
  const [alongX, alongY] = [line[2 * point + 2]! - startX, line[2 * point + 3]! - startY];
  const startRadius = radii[point]!;
  const radiusChange = radii[point + 1]! - startRadius;
  const inverseSquare = 1 / Math.max(alongX * alongX + alongY * alongY, 1e-12);
  const reach = Math.max(startRadius, startRadius + radiusChange) + edge / 2;

  const left = Math.max(0, Math.floor(Math.min(startX, startX + alongX) - reach));
  const right = Math.min(width - 1, Math.floor(Math.max(startX, startX + alongX) + reach));
  const top = Math.max(0, Math.floor(Math.min(startY, startY + alongY) - reach));
  const bottom = Math.min(ink.length / width - 1, Math.floor(Math.max(startY, startY + alongY) + reach));
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const dx = column + 0.5 - startX;
      const dy = row + 0.5 - startY;
      const t = Math.min(1, Math.max(0, (dx * alongX + dy * alongY) * inverseSquare));
      const offX = dx - t * alongX;
      const offY = dy - t * alongY;
      const distance = Math.sqrt(offX * offX + offY * offY);
      const amount = 0.5 + (startRadius + t * radiusChange - distance) / edge;
      const at = row * width + column;
      if (amount > ink[at]!) ink[at] = Math.min(1, amount);
    }
  }
}
