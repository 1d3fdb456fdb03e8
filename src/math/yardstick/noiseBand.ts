/**
 * The spread of a number over models that differ by their seeds alone, and what it says of the difference of two of them. For R values with the standard
 * deviation s (R - 1 in its denominator) two further models differ by at most
 *   t s sqrt(2),  t the 0.975 quantile of Student's distribution with R - 1 degrees of freedom
 * in 95 of 100 cases, where the values are normal: their difference has the variance 2 sigma^2, and s estimates sigma.
 */

/** Sample mean and standard deviation. @throws RangeError for fewer than two values */
export function spreadOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const count = values.length;
  if (count < 2) throw new RangeError(`a spread needs at least two values, got ${count}`);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (count - 1)) };
}

/** Half the width of the 95% band of a difference: t s sqrt(2). */
export function bandOf(values: readonly number[]): number {
  return studentQuantile(0.975, values.length - 1) * spreadOf(values).deviation * Math.SQRT2;
}

/** The mean of values with its 95% interval, mean ± t s / sqrt(n). @throws RangeError for fewer than two values */
export function meanInterval(values: readonly number[]): {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
} {
  const { mean, deviation } = spreadOf(values);
  const half = (studentQuantile(0.975, values.length - 1) * deviation) / Math.sqrt(values.length);
  return { mean, low: mean - half, high: mean + half };
}

/**
 * The quantile of Student's distribution with whole degrees of freedom, to 1e-9: the distribution function by its finite sum (M. Abramowitz and I. Stegun,
 * Handbook of Mathematical Functions, 26.7.3 and 26.7.4), halved in from both sides.
 * @param share in (0.5, 1)
 */
export function studentQuantile(share: number, degrees: number): number {
  if (!(share > 0.5 && share < 1) || !Number.isInteger(degrees) || degrees < 1) {
    throw new RangeError(
      `a quantile needs a share in (0.5, 1) and degrees >= 1, got ${share} and ${degrees}`,
    );
  }
  const within = 2 * share - 1;
  let [low, high] = [0, 1];
  while (centralShare(high, degrees) < within) high *= 2;
  while (high - low > 1e-10 * high) {
    const middle = (low + high) / 2;
    if (centralShare(middle, degrees) < within) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(|T| <= t) */
function centralShare(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const square = Math.cos(angle) ** 2;
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? Math.cos(angle) : 1;
  let sum = 0;
  for (let k = isOdd ? 3 : 2; k <= degrees; k += 2) {
    sum += term;
    term *= (square * (k - 1)) / k;
  }
  return isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}
