import type { ControlPoint } from './strokeSkeletons';

/**
 * A stroke as the pen draws it: the uniform Catmull-Rom spline through the control points, cut at corners.
 * Between p1 and p2 with neighbours p0 and p3, for t in [0, 1]:
 *
 *   p(t) = p1 + t/2 (p2 - p0) + t^2/2 (2 p0 - 5 p1 + 4 p2 - p3) + t^3/2 (3 (p1 - p2) + p3 - p0)
 *
 * Source: E. Catmull, R. Rom, "A class of local interpolating splines", 1974. At an end or a corner the missing
 * neighbour is the point itself.
 */

/** Points of a polyline, x and y in turn. */
export type Polyline = Float64Array;

/** How finely each piece between two control points is cut: enough that no kink shows at 28 pixels. */
const STEPS_PER_PIECE = 6;

/**
 * The smooth curve through the control points as a polyline of (controls - 1) x 6 + 1 points.
 * @throws RangeError for fewer than two control points
 */
export function smoothStroke(controls: readonly ControlPoint[]): Polyline {
  if (controls.length < 2)
    throw new RangeError(`smoothStroke needs 2 or more controls, got ${controls.length}`);
  const pieces = controls.length - 1;
  const line = new Float64Array(2 * (pieces * STEPS_PER_PIECE + 1));
  for (let piece = 0; piece < pieces; piece++) {
    const p1 = controls[piece]!;
    const p2 = controls[piece + 1]!;
    const p0 = piece === 0 || p1.isCorner ? p1 : controls[piece - 1]!;
    const p3 = piece === pieces - 1 || p2.isCorner ? p2 : controls[piece + 2]!;
    for (let step = 0; step < STEPS_PER_PIECE; step++) {
      const at = 2 * (piece * STEPS_PER_PIECE + step);
      line[at] = catmullRom(p0.x, p1.x, p2.x, p3.x, step / STEPS_PER_PIECE);
      line[at + 1] = catmullRom(p0.y, p1.y, p2.y, p3.y, step / STEPS_PER_PIECE);
    }
  }
  const last = controls[pieces]!;
  line[line.length - 2] = last.x;
  line[line.length - 1] = last.y;
  return line;
}

function catmullRom(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const slope = p2 - p0;
  const square = 2 * p0 - 5 * p1 + 4 * p2 - p3;
  const cube = 3 * (p1 - p2) + p3 - p0;
  return p1 + (t / 2) * (slope + t * (square + t * cube));
}
