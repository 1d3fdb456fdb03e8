/** Rule 2 of docs/decisions/0001-one-arithmetic-for-foci.md: what one column adds to a squared distance. */

/** 2^-126, the smallest normal float32: a smaller square counts as 0, as hardware without subnormals has it. */
const SMALLEST_NORMAL = 2 ** -126;

/**
 * f32(d * d), or 0 where that is subnormal.
 * @param difference d = f32(a - b)
 */
export function squaredDistanceGrowth(difference: number): number {
  const square = Math.fround(difference * difference);
  return square < SMALLEST_NORMAL ? 0 : square;
}
