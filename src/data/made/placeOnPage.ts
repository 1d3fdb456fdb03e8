import { cosine, sine, square } from '../../math/elementary';
import type { Polyline } from './smoothStroke';
import type { WritingStyle } from './writingStyle';

/**
 * The affine part of handwriting, and the way MNIST places a digit: lean and turn it, scale it until its longer
 * side has the style's size, and put its centre of ink near the middle of the page (Y. LeCun, L. Bottou, Y. Bengio,
 * P. Haffner, "Gradient-based learning applied to document recognition", 1998, section III).
 */
export function placeOnPage(lines: readonly Polyline[], style: WritingStyle, pageSize: number): void {
  leanAndTurn(lines, style);
  const { minX, maxX, minY, maxY } = boundingBox(lines);
  const scale = (style.sizePixels - 2 * style.penRadius) / Math.max(maxX - minX, maxY - minY);
  const centre = centreOfInk(lines);
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      line[i] = pageSize / 2 + style.shiftX + scale * (line[i]! - centre.x);
      line[i + 1] = pageSize / 2 + style.shiftY + scale * (line[i + 1]! - centre.y);
    }
  }
}

function leanAndTurn(lines: readonly Polyline[], { rotation, slant, aspect }: WritingStyle): void {
  const [cos, sin] = [cosine(rotation), sine(rotation)];
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      const y = line[i + 1]! - 0.5;
      const x = aspect * (line[i]! - 0.5) - slant * y;
      line[i] = cos * x - sin * y;
      line[i + 1] = sin * x + cos * y;
    }
  }
}

function boundingBox(lines: readonly Polyline[]) {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      minX = Math.min(minX, line[i]!);
      maxX = Math.max(maxX, line[i]!);
      minY = Math.min(minY, line[i + 1]!);
      maxY = Math.max(maxY, line[i + 1]!);
    }
  }
  return { minX, maxX, minY, maxY };
}

/** Centre of mass of the pen's path: segment middles weighted by segment lengths. */
function centreOfInk(lines: readonly Polyline[]): { x: number; y: number } {
  let [x, y, total] = [0, 0, 0];
  for (const line of lines) {
    for (let i = 0; i + 3 < line.length; i += 2) {
      const length = Math.sqrt(square(line[i + 2]! - line[i]!) + square(line[i + 3]! - line[i + 1]!));
      x += (length * (line[i]! + line[i + 2]!)) / 2;
      y += (length * (line[i + 1]! + line[i + 3]!)) / 2;
      total += length;
    }
  }
  return { x: x / total, y: y / total };
}
