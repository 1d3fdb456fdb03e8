/**
 * Texts as a network takes them: numbers of word pieces, by the vocabulary of the data (WordPiece, Wu et al., arXiv:1609.08144). A text becomes lower case without
 * accents and falls into words: runs of letters and digits, and every other sign but spaces alone. Of a word the longest piece that is in the vocabulary is taken from
 * its beginning, then of the rest, whose pieces begin with "##" there; a word that cannot be put together is one unknown piece.
 */

/** The pieces of every vocabulary that stand for no letters, in this order. */
export const specialPieces = ['[PAD]', '[UNK]', '[CLS]'] as const;
/** Behind the end of a text that is shorter. */
export const PADDING = 0;
export const UNKNOWN = 1;
/** Before every text; what stands at its place in the end is said of the text as a whole. */
export const CLS = 2;
/** Pieces of a text that a network takes, CLS among them; of a longer text the first. */
export const PIECES_PER_TEXT = 48;
/** Longer words are no words. */
const LONGEST_WORD = 40;

/** A word, and where it stands in its text. */
export interface Word {
  /** In lower case without accents. */
  readonly plain: string;
  readonly from: number;
  readonly to: number;
}

/** The words of a text, in order. */
export function wordsIn(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu)].map(({ 0: word, index }) => ({
    plain: word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),
    from: index,
    to: index + word.length,
  }));
}

/** The pieces of a text. */
export interface PiecesOfText {
  /** Numbers of the pieces, PIECES_PER_TEXT of them. */
  readonly numbers: Uint16Array;
  /** The word that each piece is of, as far as there are words; null of CLS. */
  readonly words: readonly (Word | null)[];
}

/** Puts texts into the pieces of a vocabulary. */
export function createWordPieces(pieces: readonly string[]): (text: string) => PiecesOfText {
  const numberOf = new Map(pieces.map((piece, number) => [piece, number]));
  for (const [number, piece] of specialPieces.entries()) {
    if (pieces[number] !== piece)
      throw new RangeError(`piece ${number} must be ${piece}, and is ${pieces[number]}`);
  }
  const known = new Map<string, readonly number[]>();
  const split = (plain: string): readonly number[] => {
    const found = known.get(plain) ?? splitWord(plain, numberOf);
    known.set(plain, found);
    return found;
  };
  return (text) => {
    const numbers = new Uint16Array(PIECES_PER_TEXT);
    const words: (Word | null)[] = [null];
    numbers[0] = CLS;
    for (const word of wordsIn(text)) {
      for (const number of split(word.plain)) {
        if (words.length === PIECES_PER_TEXT) return { numbers, words };
        numbers[words.length] = number;
        words.push(word);
      }
    }
    return { numbers, words };
  };
}

/** The longest pieces from the left. */
function splitWord(plain: string, numberOf: ReadonlyMap<string, number>): number[] {
  if (plain.length > LONGEST_WORD) return [UNKNOWN];
  const numbers: number[] = [];
  for (let from = 0; from < plain.length; ) {
    let to = plain.length;
    let number: number | undefined;
    for (; to > from; to--) {
      number = numberOf.get((from > 0 ? '##' : '') + plain.slice(from, to));
      if (number !== undefined) break;
    }
    if (number === undefined) return [UNKNOWN];
    numbers.push(number);
    from = to;
  }
  return numbers;
}

/** The numbers of the pieces of texts as networks take them, count x PIECES_PER_TEXT. */
export function pieceFeatures(texts: readonly string[], pieces: readonly string[]): Float32Array {
  const toPieces = createWordPieces(pieces);
  const features = new Float32Array(texts.length * PIECES_PER_TEXT);
  for (const [i, text] of texts.entries()) features.set(toPieces(text).numbers, i * PIECES_PER_TEXT);
  return features;
}
