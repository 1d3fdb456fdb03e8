import { cosine, sine } from '../../../math/elementary';
import { type Polyline, smoothStroke } from '../smoothStroke';
import type { ControlPoint } from '../strokeSkeletons';

/**
 * The edge of a filled part: a closed curve through control points, smooth except at its corners. Coordinates are
 * shares of the drawing's own box: x from 0 (left) to 1, y from 0 (top) to 1.
 */
export type Outline = readonly ControlPoint[];

/** Reads '4,68! 96,68 50,92': hundredths of the box, x and y of each point, ! at a corner. */
export function outline(text: string): Outline {
  return text.split(' ').map((point) => {
    const [x, y] = point.split(',').map((part) => Number.parseFloat(part) / 100);
    return { x: x!, y: y!, isCorner: point.endsWith('!') };
  });
}

/** Eight points on an ellipse, enough for the curve through them to be one; in hundredths of the box. */
export function ellipse(centreX: number, centreY: number, radiusX: number, radiusY = radiusX): Outline {
  return Array.from({ length: 8 }, (_, i) => ({
    x: (centreX + radiusX * cosine((i * Math.PI) / 4)) / 100,
    y: (centreY + radiusY * sine((i * Math.PI) / 4)) / 100,
    isCorner: false,
  }));
}

/** The outline seen in a mirror that stands upright in the middle of the box. */
export function mirrored(points: Outline): Outline {
  return points.map(({ x, y, isCorner }) => ({ x: 1 - x, y, isCorner }));
}

/** The outline turned by a share of a full turn, clockwise, about a point in hundredths of the box. */
export function turned(points: Outline, turns: number, centreX: number, centreY: number): Outline {
  const [cos, sin] = [cosine(2 * Math.PI * turns), sine(2 * Math.PI * turns)];
  return points.map(({ x, y, isCorner }) => {
    const [fromX, fromY] = [x - centreX / 100, y - centreY / 100];
    return {
      x: centreX / 100 + cos * fromX - sin * fromY,
      y: centreY / 100 + sin * fromX + cos * fromY,
      isCorner,
    };
  });
}

/** The closed curve as a polygon: the last point joins the first. A new array, free to be moved. */
export function tracePolygon(points: Outline): Polyline {
  // A stroke that runs on past its beginning at both ends is smooth where it closes; the overlap is cut off.
  const stroke = smoothStroke([points.at(-1)!, ...points, points[0]!, points[1]!]);
  const piece = (stroke.length - 2) / (points.length + 2);
  return stroke.slice(piece, stroke.length - 2 - piece);
}
