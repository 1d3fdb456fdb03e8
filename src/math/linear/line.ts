/**
 * The line y = a + b x with the least squares through points, and the standard error of its slope:
 *   b = sum (x - mx)(y - my) / S,  a = my - b mx,  S = sum (x - mx)^2,  se(b) = sqrt(sum (y - a - b x)^2 / ((n - 2) S))
 */

/** The least-squares line through points, with the standard error of its slope. @throws RangeError for fewer than three points */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): {
  readonly slope: number;
  readonly intercept: number;
  readonly slopeError: number;
} {
  const { length } = points;
  if (length < 3) throw new RangeError(`a line with an error needs three points, got ${length}`);
  const mean = (read: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + read(point), 0) / length;
  const [meanX, meanY] = [mean(([x]) => x), mean(([, y]) => y)];
  const squares = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / squares;
  const intercept = meanY - slope * meanX;
  const left = points.reduce((sum, [x, y]) => sum + (y - intercept - slope * x) ** 2, 0);
  return { slope, intercept, slopeError: Math.sqrt(left / (length - 2) / squares) };
}
