/** Numbers as people read them. The exact number always stands behind the text, in the element's value. */

const minus = '\u2212';

function withMinus(text: string): string {
  return text.replace('-', minus);
}

/** Four significant digits; powers of ten where the number is far from one. */
function number(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) {
    const [mantissa, exponent] = value.toExponential(2).split('e');
    return withMinus(`${mantissa}e${Number(exponent)}`);
  }
  return withMinus(value.toPrecision(4));
}

function signed(text: string, value: number): string {
  return value > 0 ? `+${text}` : text;
}

function duration(value: number): string {
  if (value < 1000) return `${Math.round(value)} ms`;
  if (value < 60_000) return `${(value / 1000).toFixed(value < 10_000 ? 2 : 1)} s`;
  return `${Math.floor(value / 60_000)} min ${Math.round((value % 60_000) / 1000)} s`;
}

/** Every way in which the page writes a number. */
export const formats = {
  whole: (value: number) => withMinus(value.toLocaleString('en')),
  number,
  signedNumber: (value: number) => signed(number(value), value),
  /** A share from 0 to 1 as per cent. */
  share: (value: number) => `${(value * 100).toFixed(2)}\u2009%`,
  /** A difference of shares, in percentage points. */
  points: (value: number) => signed(withMinus((value * 100).toFixed(2)), value),
  t: (value: number) => withMinus(value.toFixed(3)),
  duration,
} as const satisfies Record<string, (value: number) => string>;

export type Format = keyof typeof formats;
