import { specialPieces, wordsIn } from './wordPieces';

/** Pieces of a vocabulary: with 64 numbers each, their embedding stays under 130,000 parameters. */
export const MOST_PIECES = 2000;
/** Letters that stand in fewer places get no piece. */
const FEWEST = 20;
/** Of more different words the most frequent are learned from: so it takes seconds at most. */
const MOST_WORDS = 20_000;

/**
 * Learns word pieces from texts by byte pair encoding (Sennrich et al., arXiv:1508.07909) on letters: the two pieces that stand side by side most often become one, again
 * and again; of equally frequent pairs the first in the order of their letters.
 * @returns the vocabulary, special pieces first
 */
export function learnPieces(texts: readonly string[], size = MOST_PIECES): string[] {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const { plain } of wordsIn(text)) counts.set(plain, (counts.get(plain) ?? 0) + 1);
  const letters = new Map<string, number>();
  for (const [word, count] of counts)
    for (const letter of lettersOf(word)) letters.set(letter, (letters.get(letter) ?? 0) + count);
  const fewest = Math.min(FEWEST, texts.length);
  const known = [...letters].filter(([, count]) => count >= fewest).map(([letter]) => letter);
  const pieces = [...known.sort()];
  const words = [...counts]
    .sort(([a, i], [b, j]) => j - i || (a < b ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(([word, count]) => ({ parts: lettersOf(word), count }))
    .filter(({ parts }) => parts.every((part) => known.includes(part)));
  const pairs = createPairs(words);
  while (pieces.length + specialPieces.length < size) {
    const best = pairs.mostFrequent();
    if (!best) break;
    const [first, second] = best.split(' ') as [string, string];
    const joined = first + second.slice(2);
    if (!pieces.includes(joined)) pieces.push(joined);
    for (const index of pairs.holding(best)) {
      pairs.count(index, -1);
      words[index]!.parts = joinPair(words[index]!.parts, first, second, joined);
      pairs.count(index, 1);
    }
  }
  return [...specialPieces, ...pieces];
}

const lettersOf = (word: string): string[] =>
  [...word].map((letter, i) => (i === 0 ? letter : `##${letter}`));

interface CountedWord {
  parts: string[];
  readonly count: number;
}

/** How often two pieces stand side by side, and in which words. */
function createPairs(words: readonly CountedWord[]) {
  const counts = new Map<string, number>();
  const holders = new Map<string, Set<number>>();
  const count = (index: number, sign: 1 | -1) => {
    const { parts, count: times } = words[index]!;
    for (let i = 1; i < parts.length; i++) {
      const pair = `${parts[i - 1]} ${parts[i]}`;
      counts.set(pair, (counts.get(pair) ?? 0) + sign * times);
      const own = holders.get(pair) ?? new Set();
      if (sign > 0) own.add(index);
      else own.delete(index);
      holders.set(pair, own);
    }
  };
  for (const index of words.keys()) count(index, 1);
  return {
    count,
    holding: (pair: string): readonly number[] => [...(holders.get(pair) ?? [])],
    /** null where no pair occurs twice. */
    mostFrequent(): string | null {
      let [best, most]: [string | null, number] = [null, 1];
      for (const [pair, times] of counts) {
        if (times > most || (times === most && best !== null && pair < best)) [best, most] = [pair, times];
      }
      return best;
    },
  };
}

function joinPair(parts: readonly string[], first: string, second: string, joined: string): string[] {
  const result: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] === first && parts[i + 1] === second) {
      result.push(joined);
      i++;
    } else result.push(parts[i]!);
  }
  return result;
}
