/** A sample's sensitivities as a picture: one value per pixel, on a scale from 0 to the largest. */

import type { RemovalRequest, SampleIndex, WordPlaces } from '../../worker/protocol';

/** All that a sample's sensitivities depend on. */
export interface SensitivityKey
  extends Pick<RemovalRequest, 'perturbations' | 'perturbationDeviation' | 'seed'> {
  readonly sample: SampleIndex;
  readonly dataset: string;
  readonly digest: string;
}

/** The sensitivities of one sample. */
export interface Sensitivity {
  readonly key: SensitivityKey;
  /** xi(pixel, loss), height x width x channels; NaN where the loss did not vary. */
  readonly values: Float64Array;
  /** Of a text, whose values are one for each word piece: the norm of the coefficients of all numbers that it is embedded as. */
  readonly words?: WordPlaces | null;
}

export interface PixelMap {
  readonly height: number;
  readonly width: number;
  /** One value per pixel, row by row: the largest of its channels. */
  readonly values: readonly number[];
  readonly top: { readonly row: number; readonly column: number; readonly value: number };
}

/**
 * The map of a sample, or null where the loss did not vary, so that nothing depends on it.
 * @param sensitivity xi(pixel, loss), height x width x channels
 * @throws RangeError when the length is not that of the shape
 */
export function pixelMap(
  sensitivity: Float64Array,
  [height, width, channels]: readonly [height: number, width: number, channels: number],
): PixelMap | null {
  if (sensitivity.length !== height * width * channels) {
    throw new RangeError(
      `pixelMap needs ${height} x ${width} x ${channels} sensitivities, got ${sensitivity.length}`,
    );
  }
  if (sensitivity.some(Number.isNaN)) return null;
  const values = Array.from({ length: height * width }, (_, pixel) =>
    Math.max(...sensitivity.subarray(pixel * channels, (pixel + 1) * channels)),
  );
  const value = Math.max(...values);
  const place = values.indexOf(value);
  return { height, width, values, top: { row: Math.floor(place / width), column: place % width, value } };
}

/** How full a pixel's colour is, 0 to 1: nothing up to 0, full at the largest value. */
export function heatOf(value: number, largest: number): number {
  return largest > 0 ? Math.min(1, Math.max(0, value / largest)) : 0;
}

/** So many colours are more than an eye tells apart. */
const heatSteps = 40;

/** How full the colour of a level is, 0 to 1. */
export const heatShare = (level: number): number => level / heatSteps;

/** The pixels of a map by how full they are, in so few steps that a drawing needs no part per pixel. */
export function heatLevels({ values, top }: PixelMap): { level: number; pixels: number[] }[] {
  const levels = new Map<number, number[]>();
  for (const [pixel, value] of values.entries()) {
    const level = Math.round(heatSteps * heatOf(value, top.value));
    const pixels = levels.get(level);
    if (pixels) pixels.push(pixel);
    else levels.set(level, [pixel]);
  }
  return [...levels].map(([level, pixels]) => ({ level, pixels }));
}

/** How many deviations above 0 stand out, and the share of a normal distribution beyond them. */
const standOutDeviations = 3;
const shareBeyond = 0.00135;

/** How a map compares with chance. */
export interface StandOut {
  /** The standard deviation of xi for a pixel that tells nothing about the loss. */
  readonly deviation: number;
  /** Three deviations. */
  readonly threshold: number;
  /** Values above the threshold, and how many of them to expect if no pixel told anything. */
  readonly count: number;
  readonly expected: number;
}

/** A count of pixels that chance alone reaches more often than this is no finding. */
const rareChance = 0.05;

/** Whether so many pixels stand out no more than chance explains: of a Poisson distribution of the expected count, so many or more are not rare. */
export function isChance({ count, expected }: Pick<StandOut, 'count' | 'expected'>): boolean {
  let term = Math.exp(-expected);
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += term;
    term *= expected / (k + 1);
  }
  return 1 - below > rareChance;
}

/** How many of a sample's sensitivities stand out from chance. */
export function standOut(sensitivity: Float64Array, perturbations: number): StandOut {
  const deviation = chanceDeviation(perturbations);
  const threshold = standOutDeviations * deviation;
  return {
    deviation,
    threshold,
    count: sensitivity.filter((value) => value > threshold).length,
    expected: shareBeyond * sensitivity.length,
  };
}

/**
 * The standard deviation of xi for a pixel that tells nothing about the loss: sqrt(2/5 / m) for m copies (Chatterjee, "A new
 * coefficient of correlation", Theorem 2.1, where the loss takes no value twice).
 */
export function chanceDeviation(perturbations: number): number {
  return Math.sqrt(2 / (5 * perturbations));
}
