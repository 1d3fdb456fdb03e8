/** A text's sensitivities word by word, for its words to be coloured by. */

import { chanceDeviation, type Sensitivity } from './pixelMap';

/** A stretch of a text: a word that the network read, with how much the loss depends on it, or what lies between. */
export interface TextStretch {
  readonly text: string;
  /** Of the pieces of the word the largest; null of what lies between, and of words that are not read. */
  readonly value: number | null;
}

/** Of a text all of it, stretch by stretch, and how far it is read. */
export interface WordMap {
  readonly stretches: readonly TextStretch[];
  readonly largest: number;
  /** What chance alone gives a word that tells nothing, and three deviations more. */
  readonly chance: number;
  readonly threshold: number;
  /** Letters that are read. */
  readonly read: number;
}

/** The map of a text; null where the loss did not vary, so that nothing depends on it. */
export function wordMap(
  text: string,
  {
    values,
    words,
    key,
  }: Pick<Sensitivity, 'values' | 'words'> & { readonly key: Pick<Sensitivity['key'], 'perturbations'> },
): WordMap | null {
  const { places = [], channels = 1 } = words ?? {};
  const stretches: { text: string; value: number | null }[] = [];
  let [at, largest, from] = [0, 0, -1];
  for (const [piece, word] of places.entries()) {
    const value = values[piece]!;
    if (Number.isNaN(value)) return null;
    if (!word) continue;
    largest = Math.max(largest, value);
    const last = stretches.at(-1);
    if (word[0] === from && last) {
      last.value = Math.max(last.value!, value);
      continue;
    }
    if (word[0] > at) stretches.push({ text: text.slice(at, word[0]), value: null });
    stretches.push({ text: text.slice(word[0], word[1]), value });
    [from, at] = word;
  }
  const read = at;
  if (at < text.length) stretches.push({ text: text.slice(at), value: null });
  return { stretches, largest, read, ...byChance(channels, key.perturbations) };
}

/**
 * The norm of d coefficients that tell nothing, each with the deviation s: about s sqrt(d), with the deviation s / sqrt(2), as its square is s^2 times a chi-square of d degrees.
 */
function byChance(channels: number, perturbations: number): Pick<WordMap, 'chance' | 'threshold'> {
  const deviation = chanceDeviation(perturbations);
  const chance = deviation * Math.sqrt(channels);
  return { chance, threshold: chance + (3 * deviation) / Math.SQRT2 };
}

/** How full the ground of a word is, 0 to 1: nothing up to what chance gives, full at the largest. */
export function wordHeat(value: number, { largest, chance }: Pick<WordMap, 'largest' | 'chance'>): number {
  return largest > chance ? Math.max(0, (value - chance) / (largest - chance)) : 0;
}

/** The words of a map, those that matter most first; equal ones in the order of the text. */
export function wordsByValue({ stretches }: WordMap): { readonly text: string; readonly value: number }[] {
  return stretches
    .flatMap(({ text, value }) => (value === null ? [] : [{ text, value }]))
    .sort((a, b) => b.value - a.value);
}
