import type { Message } from '../words/catalogue';
import type { RowId } from '../words/rowWords';
import { message } from '../words/say';

/** A number that a person sets: its range, and under which name the catalogue says what it does. */
export interface NumericParameter {
  readonly words: RowId<'engine.numbers'>;
  readonly fallback: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
  readonly whole: boolean;
}

/** What is wrong with a number. */
export type Complaint = Message<'engine.refused.range' | 'engine.refused.notWhole'>;

/** Says what is wrong with a value, or null when it is fine. */
export function checkNumber(
  { words: number, minimum, maximum, whole }: NumericParameter,
  value: number,
): Complaint | null {
  if (!Number.isFinite(value) || value < minimum || value > maximum) {
    return message('engine.refused.range', { number, minimum, maximum, value });
  }
  if (whole && !Number.isInteger(value)) return message('engine.refused.notWhole', { number, value });
  return null;
}
