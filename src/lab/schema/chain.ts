/**
 * A chain over lines of plain data, so that an edited number is found: each line has `chain`, the SHA-256 of the value before it and of all that the
 * line holds. It shows what was changed by hand or damaged, not who did it: whoever makes all values anew makes a sound chain.
 *
 *   const chain = startChain(card);                     // of the card that the lines belong to
 *   write(chain.add(report));                           // the line with its `chain`, as a text without line break
 *
 *   const chain = startChain(JSON.parse(cardText));     // on reading, from what the file holds, before any migration
 *   for (const text of lines) chain.check(JSON.parse(text), 'removals.jsonl, line 3');
 *   chain.isWhole                                       // false: some lines were written before there were chains; say so
 *   write(chain.add(next));                             // goes on after the lines that were checked
 *
 * Lines of before the chain count too: what comes after them is bound to them. Once a line had a value, every later one has to have its own.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { writePlain } from '../../model/schema/plain';
import { SaidError } from '../../words/saidError';
import { say } from '../../words/say';

/** A line that is not what was written. */
export class ChainError extends SaidError<'lab.chainBroken' | 'lab.chainMissing' | 'lab.tooDeep'> {
  override readonly name = 'ChainError';
}

type Members = Readonly<Record<string, unknown>>;

export interface Chain {
  /** Whether every line so far has its value; one that has none was written by a lab that knew no chains. */
  readonly isWhole: boolean;
  /** The value of the last line, or of the start. */
  readonly value: string;
  /**
   * The text of the next line, with its value.
   * @param line plain data without `chain`
   */
  add(line: object): string;
  /**
   * Takes a line that was read as the next one.
   * @param line as JSON.parse gives it
   * @param file its place, for the message
   * @throws ChainError where it is not the line that was written
   */
  check(line: unknown, file: string): void;
}

/** @param card what the lines belong to, as it is written */
export function startChain(card: unknown, file = say('lab.card')): Chain {
  let value = digestOfText(canonical(card, file));
  let count = 0;
  let chained = 0;
  const next = (text: string) => digestOfText(`${value}\n${text}`);
  return {
    get isWhole() {
      return chained === count;
    },
    get value() {
      return value;
    },
    add(line) {
      const text = canonical(line, file);
      value = next(text);
      count += 1;
      chained += 1;
      const members = writePlain(line);
      return `${members.slice(0, -1)}${members === '{}' ? '' : ','}"chain":"${value}"}`;
    },
    check(line, place) {
      const { chain, ...members } = isMembers(line) ? line : { chain: undefined };
      const found = isMembers(line) ? members : line;
      const wanted = next(canonical(found, place));
      if (chain === undefined && chained > 0) throw new ChainError('lab.chainMissing', [{ file: place }]);
      if (chain !== undefined && chain !== wanted) throw new ChainError('lab.chainBroken', [{ file: place }]);
      value = wanted;
      count += 1;
      if (chain !== undefined) chained += 1;
    },
  };
}

/** Levels of lists and objects within one another; what the lab writes has fewer than ten. */
const deepest = 100;

/**
 * One text for all ways to write the same plain data: members by their names, without white space.
 * @throws ChainError where it is nested too deep
 */
export function canonical(value: unknown, file: string): string {
  return writePlain(sorted(value, file, 0));
}

function sorted(value: unknown, file: string, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) throw new ChainError('lab.tooDeep', [{ file, deepest }]);
  if (Array.isArray(value)) return value.map((entry) => sorted(entry, file, depth + 1));
  const members = value as Members;
  return Object.fromEntries(
    Object.keys(members)
      .sort()
      .map((name) => [name, sorted(members[name], file, depth + 1)]),
  );
}

function digestOfText(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
