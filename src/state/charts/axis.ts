/** The axis of a chart: round ticks, and as many digits on each as the step between them has. */

import { fixed } from '../../words/say';

export interface Axis {
  readonly domain: readonly [low: number, high: number];
  /** Multiples of `step` within the domain, ascending. */
  readonly ticks: readonly number[];
  readonly step: number;
}

/** At most so many steps between the ends of the data; the domain of numbers then grows to the next tick on either side. */
const mostNumberSteps = 3;
/** At most so many steps in the domain of shares, which does not grow: at least two ticks then lie inside it. */
const mostShareSteps = 5;
/** At most so many steps between the powers of ten of a logarithmic axis. */
const mostPowers = 4;
/**
 * A line that varies by less than this share of its size is drawn as flat: its ticks would need more digits than there is room for, and rounding would look like a
 * change.
 */
const flatShare = 1e-2;

/** The round step (1, 2 or 5 times a power of ten) that is the least at or above `rough`. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9))!;
}

function ends(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

/** Multiples of the step from `first` to `last` steps. Divides by whole numbers where it can, so that 3 * 0.1 is 0.3. */
function multiples(first: number, last: number, step: number): number[] {
  const inverse = Math.round(1 / step);
  return Array.from({ length: last - first + 1 }, (_, i) =>
    step < 1 ? (first + i) / inverse : (first + i) * step,
  );
}

/** An axis for numbers of any size; its domain ends at ticks. `values` must be finite. */
export function numberAxis(values: readonly number[]): Axis {
  const [low, high] = ends(values);
  const size = Math.max(Math.abs(low), Math.abs(high));
  const step = roundStep(Math.max(high - low, flatShare * size || 1) / mostNumberSteps);
  const first = Math.floor(low / step);
  const ticks = multiples(first, Math.max(Math.ceil(high / step), first + 1), step);
  return { domain: [ticks[0]!, ticks.at(-1)!], ticks, step };
}

/** An axis for shares from 0 to 1: a little room around the data, and never past all or nothing. */
export function shareAxis(values: readonly number[]): Axis {
  const [low, high] = ends(values);
  const room = Math.max(0.1 * (high - low), 0.005);
  const domain = [Math.max(0, low - room), Math.min(1, high + room)] as const;
  const step = roundStep((domain[1] - domain[0]) / mostShareSteps);
  const ticks = multiples(Math.ceil(domain[0] / step), Math.floor(domain[1] / step), step);
  return { domain, ticks, step };
}

/** A logarithmic axis for the numbers above 0: it ends at powers of ten, which are its ticks; of many it has some. */
export function logAxis(values: readonly number[]): Axis {
  const above = values.filter((value) => value > 0);
  const [low, high] = above.length === 0 ? [1, 10] : ends(above);
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(high) - 1e-9));
  const stride = Math.ceil((last - first) / mostPowers);
  const powers = Array.from(
    { length: Math.floor((last - first) / stride) + 1 },
    (_, i) => first + i * stride,
  );
  return { domain: [10 ** first, 10 ** last], ticks: powers.map((power) => 10 ** power), step: 10 ** first };
}

/** Decimals that a multiple of the step needs. */
const decimalsOf = (step: number) => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));

/** A tick as text: digits down to the step; powers of ten from 1e5 on, and where the step is below 1e-6. */
export function tickText(value: number, step: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e5 && step >= 1e-6) return fixed(value, decimalsOf(step));
  const digits = Math.max(0, Math.floor(Math.log10(size) + 1e-9) - Math.floor(Math.log10(step) + 1e-9));
  const [mantissa, exponent] = value.toExponential(digits).split('e');
  return `${fixed(Number(mantissa), digits)}e${fixed(Number(exponent), 0)}`;
}
