/**
 * The quantile of sorted values x_0 <= ... <= x_(n-1) at a share q, on straight lines between them (type 7 of R. J. Hyndman and Y. Fan, "Sample quantiles in
 * statistical packages", 1996): with h = (n - 1) q,  x_floor(h) + (h - floor(h)) (x_floor(h)+1 - x_floor(h)).
 */

/** NaN of no values. @param sorted rising @param share 0 to 1 */
export function valueAt(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
