import type { Levels } from '../../dataset';
import type { NumberKind } from './numberArray';

/**
 * Which numbers are black and which are white. Arrays keep pixels in many ways, and seldom say which:
 *
 *   whole: 0 or 1; few levels (0 to 3, 7, 15 or 16); 0 to 255; 10, 12, 14 or 16 bits; -1 or 1; signed bytes
 *   floating: 0 to 1, 0 to 255, -1 to 1, -0.5 to 0.5, each with a little outside that resampling leaves; else standardised
 *
 * A pixel is then round(255 (x - black) / (white - black)), cut to 0 and 255.
 */

/** The numbers that were found in the arrays of one set. */
export interface NumberRange {
  readonly kind: NumberKind;
  readonly lowest: number;
  readonly highest: number;
  readonly areWhole: boolean;
}

/** Ranges of whole numbers that mean something: few levels, bytes, and 10 to 16 bits. */
const WHOLE_TOPS = [1, 3, 7, 15, 16, 255, 1023, 4095, 16_383, 65_535];
/** Ranges of floating numbers, with how far resampling may reach beyond on each side. */
const FLOAT_RANGES = [
  { black: 0, white: 1, slack: 0.25 },
  { black: -0.5, white: 0.5, slack: 0.1 },
  { black: -1, white: 1, slack: 0.1 },
] as const;
/** Above this, floating numbers are levels of 255, of which resampling may reach beyond by so much. */
const BYTE_LEVELS = { from: 25, slack: 25 };

/** Black and white of numbers of this range. */
export function chooseLevels(range: NumberRange): Levels {
  const { lowest, highest } = range;
  const [black, white] = blackAndWhite(range);
  return { lowest, highest, black, white };
}

function blackAndWhite({ kind, lowest, highest, areWhole }: NumberRange): readonly [number, number] {
  if (kind === 'boolean') return [0, 1];
  // Nothing but zeros: any white does.
  if (lowest === 0 && highest === 0) return [0, 255];
  if (areWhole && lowest >= 0) return [0, WHOLE_TOPS.find((top) => highest <= top) ?? highest];
  if (areWhole && lowest >= -1 && highest <= 1) return [-1, 1];
  if (kind === 'whole') return lowest >= -128 && highest <= 127 ? [-128, 127] : [lowest, highest];
  const known = FLOAT_RANGES.find(
    ({ black, white, slack }) => lowest >= black - slack && highest <= white + slack,
  );
  if (known) return [known.black, known.white];
  const { from, slack } = BYTE_LEVELS;
  if (highest > from && lowest >= -slack && highest <= 255 + slack) return [0, 255];
  if (lowest >= 0)
    return [0, highest > from ? (WHOLE_TOPS.find((top) => highest <= top) ?? highest) : highest];
  return [lowest, highest];
}

/** The pixel of a number. */
export function levelOf(value: number, { black, white }: Levels): number {
  const level = Math.round((255 * (value - black)) / (white - black));
  return Math.max(0, Math.min(255, level));
}
