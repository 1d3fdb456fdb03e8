/**
 * erfcx(x) = e^(x^2) (1 - erf(x)) for x >= 0 (M. Abramowitz and I. Stegun, Handbook of Mathematical Functions, 7.1.6 and 7.1.14):
 *   below 2:  e^(x^2) - 2 / sqrt(pi) sum_n 2^n x^(2n+1) / (1 3 5 ... (2n+1)),
 *   from 2 :  1 / sqrt(pi) times the continued fraction 1 / (x + (1/2) / (x + 1 / (x + (3/2) / (x + ...)))).
 */

/** Terms of the continued fraction: at 2, where it needs most, more change nothing. */
const terms = 150;

/**
 * Good to 13 digits, and without underflow however large x is.
 * @throws RangeError when x is negative or no number
 */
export function scaledErfc(x: number): number {
  if (!(x >= 0)) throw new RangeError(`scaledErfc needs x from 0, got ${x}`);
  if (x < 2) return Math.exp(x * x) - (2 / Math.sqrt(Math.PI)) * oddSeries(x);
  let rest = x;
  for (let k = terms; k >= 1; k--) rest = x + k / 2 / rest;
  return 1 / (Math.sqrt(Math.PI) * rest);
}

/** sum_n 2^n x^(2n+1) / (2n+1)!!: all terms are positive. */
function oddSeries(x: number): number {
  let term = x;
  let sum = 0;
  for (let n = 0; sum + term !== sum; n++) {
    sum += term;
    term *= (2 * x * x) / (2 * n + 3);
  }
  return sum;
}
