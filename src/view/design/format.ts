/** Numbers as people read them. The exact number always stands behind the text, in the element's value. */

const minus = '\u2212';

function withMinus(text: string): string {
  return text.replaceAll('-', minus);
}

/** From here on four digits are no longer all that stand before the point. */
const tooLong = 9999.5;

/** Four significant digits; powers of ten where the number is far from one. */
function number(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= tooLong || size < 1e-3) {
    const [mantissa, exponent] = value.toExponential(2).split('e');
    return withMinus(`${mantissa}e${Number(exponent)}`);
  }
  return withMinus(value.toPrecision(4));
}

/** With its sign, unless the text says zero. */
function signed(text: string): string {
  if (Number(text) === 0) return text.replace('-', '');
  return withMinus(text.startsWith('-') ? text : `+${text}`);
}

/** Two significant digits, for differences. */
function coarse(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e4)) return String(Number(value.toPrecision(2)));
  const [mantissa, exponent] = value.toExponential(1).split('e');
  return `${mantissa}e${Number(exponent)}`;
}

function duration(value: number): string {
  if (value < 999.5) return `${Math.round(value)} ms`;
  if (value < 9995) return `${(value / 1000).toFixed(2)} s`;
  if (value < 59_950) return `${(value / 1000).toFixed(1)} s`;
  return minutes(Math.round(value / 1000));
}

/** Time that is left, as roughly as it is known. */
function remaining(value: number): string {
  const seconds = Math.ceil(value / 1000);
  return seconds < 60 ? `${seconds} s` : minutes(seconds);
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Every way in which the page writes a number. */
export const formats = {
  whole: (value: number) => withMinus(value.toLocaleString('en')),
  number,
  difference: (value: number) => signed(coarse(value)),
  /** Epochs, to a hundredth: 0, 0.06, 3. */
  epochs: (value: number) => String(Number(value.toFixed(2))),
  /** A share from 0 to 1 as per cent. */
  share: (value: number) => `${(value * 100).toFixed(2)}\u2009%`,
  /** A probability as per cent, shorter. */
  chance: (value: number) => `${(value * 100).toFixed(1)}\u2009%`,
  /** A share as per cent, to the whole. */
  percent: (value: number) => `${Math.round(value * 100)}\u2009%`,
  /** A difference of shares, in percentage points. */
  points: (value: number) => signed((value * 100).toFixed(2)),
  t: (value: number) => withMinus(value.toFixed(3)),
  duration,
  remaining,
  /** Milliseconds without their unit, for a column that names it. */
  milliseconds: (value: number) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')),
  /** A moment, to the minute, as the person's own calendar has it. */
  date: (value: number) =>
    new Date(value).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
  /** A time of day. */
  time: (value: number) => new Date(value).toLocaleTimeString(undefined, { timeStyle: 'short' }),
  power: (exponent: number) => withMinus(`1e${exponent}`),
  degrees: (value: number) => `${withMinus(value.toFixed(1))}°`,
  megabytes: (value: number) => `${(value / 1e6).toFixed(1)}\u2009MB`,
} as const satisfies Record<string, (value: number) => string>;

export type Format = keyof typeof formats;
