/** Files of one entry a line, chained by a hash over each whole line (src/lab/schema/chain.ts), which are only ever added to. */

import { type Chain, startChain } from '../../lab/schema/chain';
import { parseJson } from '../../lab/schema/runFolder';
import { SaidError } from '../../words/saidError';
import { say } from '../../words/say';
import { appendThrough, cutFile, readOptional } from '../folder/files';

/** What a file of lines holds, up to the first line that is damaged. */
export interface FoundLines<T> {
  readonly entries: readonly T[];
  /** The lines as they lie there. */
  readonly texts: readonly string[];
  /** The chain after the last of them; null: it is to be made. */
  readonly chain: Chain | null;
  /** What is wrong with the line after them; null: there is none, or it was cut off while it was written. */
  readonly problem: string | null;
}

export const noLines: FoundLines<never> = { entries: [], texts: [], chain: null, problem: null };

/**
 * Reads a file of lines; none where there is no file.
 * @param card what the lines belong to, as it lies in its file
 */
export async function readLines<T>(
  path: string,
  card: unknown,
  read: (line: unknown, file: string) => T,
): Promise<FoundLines<T>> {
  const text = (await readOptional(path))?.toString() ?? '';
  const chain = startChain(card);
  const entries: T[] = [];
  const texts: string[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    const place = say('cli.linePlace', { line: entries.length + 1 });
    try {
      const value = parseJson(line, place);
      chain.check(value, place);
      entries.push(read(value, place));
      texts.push(line);
    } catch (error) {
      if (!(error instanceof SaidError)) throw error;
      return { entries, texts, chain: null, problem: error.message };
    }
  }
  return { entries, texts, chain, problem: null };
}

/** Adds entries to a file of lines. */
export interface LineWriter {
  add(entry: object): Promise<void>;
}

/** Drops what a file has after its first `count` lines, and goes on from there; the first line makes the file. */
export async function openLines(
  path: string,
  card: unknown,
  found: FoundLines<unknown>,
  count: number,
): Promise<LineWriter> {
  const kept = found.texts.slice(0, count);
  const length = kept.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  await cutFile(path, length);
  const isWhole = count === found.texts.length && found.chain !== null;
  const chain = isWhole ? found.chain : followChain(card, kept, path);
  return {
    add: (entry) => appendThrough(path, `${chain.add(entry)}\n`),
  };
}

function followChain(card: unknown, texts: readonly string[], path: string): Chain {
  const chain = startChain(card);
  for (const text of texts) chain.check(JSON.parse(text), path);
  return chain;
}
