/**
 * Sine, cosine, exponential and logarithm with the same bits in every browser: additions, multiplications and divisions of IEEE 754 are the same everywhere,
 * and the functions of Math are not. By argument reduction and the polynomials of fdlibm 5.3 (k_sin.c, k_cos.c, e_exp.c, e_log.c), below one unit in the
 * last place:
 *
 *   x = n pi/2 + r     sin x = +-sin r or +-cos r
 *   x = k ln 2 + r     e^x = 2^k e^r
 *   x = 2^k (1 + f)    ln x = k ln 2 + ln(1 + f)
 *
 * fdlibm: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun Microsystems, Inc. business. Permission to use, copy,
 * modify, and distribute this software is freely granted, provided that this notice is preserved.
 */

/** x^2: powers (**) are functions of the browser too. */
export function square(x: number): number {
  return x * x;
}

/** pi/2 in three parts, the first two of 33 bits: their products with a whole number below 2^20 are exact. */
const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21] as const;
const LARGEST_ANGLE = 2 ** 20;

/** ln 2 in two parts, the first of 32 bits. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** sin x for |x| below 2^20. @throws RangeError for others */
export function sine(x: number): number {
  const { quadrant, high, low } = reduce(x, 'sine');
  const size = quadrant & 1 ? smallCosine(high, low) : smallSine(high, low);
  return quadrant & 2 ? -size : size;
}

/** cos x for |x| below 2^20. @throws RangeError for others */
export function cosine(x: number): number {
  const { quadrant, high, low } = reduce(x, 'cosine');
  const size = quadrant & 1 ? smallSine(high, low) : smallCosine(high, low);
  return ((quadrant + 1) & 2) !== 0 ? -size : size;
}

/** x = n pi/2 + high + low, with the sum at most pi/4 in size; `quadrant` is n, and its last two bits count. */
function reduce(x: number, name: string): { quadrant: number; high: number; low: number } {
  if (!(Math.abs(x) < LARGEST_ANGLE)) {
    throw new RangeError(`${name} needs an angle below ${LARGEST_ANGLE} in size, got ${x}`);
  }
  const quadrant = Math.round(x / (Math.PI / 2));
  const coarse = x - quadrant * HALF_PI[0];
  const second = quadrant * HALF_PI[1];
  const rest = coarse - second;
  const part = quadrant * HALF_PI[2] - (coarse - rest - second);
  const high = rest - part;
  return { quadrant, high, low: rest - high - part };
}

/** sin(x + y) for |x| up to pi/4 and a tail y: x - x^3/6 + ... */
function smallSine(x: number, y: number): number {
  const z = x * x;
  const v = z * x;
  const r =
    0.00833333333332249 +
    z *
      (-1.984126982985795e-4 +
        z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * y - v * r) - y - v * -0.16666666666666632);
}

/** cos(x + y) for |x| up to pi/4 and a tail y: 1 - x^2/2 + ... */
function smallCosine(x: number, y: number): number {
  const z = x * x;
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (2.480158728947673e-5 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * y));
}

/** e^x for |x| up to 700. @throws RangeError for others */
export function exponential(x: number): number {
  if (!(Math.abs(x) <= 700)) throw new RangeError(`exponential needs a number up to 700 in size, got ${x}`);
  const power = Math.round(x / Math.LN2);
  const high = x - power * LN2_HIGH;
  const low = power * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  return (1 - (low - (r * c) / (2 - c) - high)) * powerOfTwo(power);
}

/** 2^k for a whole k from -1022 to 1023. */
function powerOfTwo(k: number): number {
  number[0] = 1;
  halves[HEAD] = (k + 1023) << 20;
  return number[0];
}

/** A number, and the halves of its bits. */
const number = new Float64Array(1);
const halves = new Int32Array(number.buffer);
number[0] = 1;
/** Which half has the exponent. */
const HEAD = halves[1] === 0 ? 0 : 1;

/** ln x for a positive normal number: the very bits that Math.log has in V8. @throws RangeError for others */
export function logarithm(x: number): number {
  if (!(x >= 2 ** -1022 && x < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`logarithm needs a positive normal number, got ${x}`);
  }
  number[0] = x;
  const head = halves[HEAD]!;
  const mantissa = head & 0xfffff;
  // Above sqrt(2) the mantissa is halved, so that 1 + f lies between sqrt(1/2) and sqrt(2).
  const halved = (mantissa + 0x95f64) & 0x100000;
  const k = (head >> 20) - 1023 + (halved >> 20);
  halves[HEAD] = mantissa | (halved ^ 0x3ff00000);
  const f = number[0] - 1;
  // |f| < 2^-20.
  if ((0xfffff & (2 + mantissa)) < 3) {
    const higher = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - higher : k * LN2_HIGH - (higher - k * LN2_LOW - f);
  }
  const s = f / (2 + f);
  const rest = logarithmRest(s);
  if (((mantissa - 0x6147a) | (0x6b851 - mantissa)) > 0) {
    const half = 0.5 * f * f;
    return k === 0
      ? f - (half - s * (half + rest))
      : k * LN2_HIGH - (half - (s * (half + rest) + k * LN2_LOW) - f);
  }
  return k === 0 ? f - s * (f - rest) : k * LN2_HIGH - (s * (f - rest) - k * LN2_LOW - f);
}

/** Of ln(1 + f) = 2s + s R with s = f / (2 + f): R. */
function logarithmRest(s: number): number {
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return odd + even;
}
