/** A run folder of the command line (docs/experiments.md), as its files: read and checked as far as that goes without its data and its model. */

import { baseName } from '../../data/formats/entry';
import type { NamedBytes } from '../../data/loadOptions';
import type { RemovalReport } from '../../engine/report';
import type { RetrainingComparison } from '../../engine/yardstick/comparison';
import { SaidError } from '../../words/saidError';
import { say } from '../../words/say';
import { startChain } from '../schema/chain';
import {
  isEvent,
  parseJson,
  type RunCard,
  readComparisonLine,
  readRunCard,
  readRunLine,
} from '../schema/runFolder';

export interface RunFiles {
  readonly card: RunCard;
  readonly reports: readonly RemovalReport[];
  /** How many planned removals failed, and left everything as it was. */
  readonly failed: number;
  readonly comparisons: readonly RetrainingComparison[];
  /** weights.bin; null where it is not among the files. */
  readonly weights: Float32Array | null;
  /** Whether each line is bound to the one before it by a hash, so that no number was edited. */
  readonly isChained: boolean;
}

const decoder = new TextDecoder();

/** Whether files are those of a run folder. */
export function isRunFolder(files: readonly NamedBytes[]): boolean {
  return files.some(({ name }) => baseName(name) === 'run.json');
}

/**
 * Reads the files of a run folder; others in it are left alone.
 * @throws SaidError that names file and line
 */
export function readRunFiles(files: readonly NamedBytes[]): RunFiles {
  const cards = files.filter(({ name }) => baseName(name) === 'run.json');
  if (cards.length > 1) throw new SaidError('lab.run.several', [{ count: cards.length }]);
  const [{ name, bytes }] = cards as [NamedBytes];
  const folder = name.slice(0, name.length - 'run.json'.length);
  const find = (part: string) => files.find((file) => file.name === `${folder}${part}`)?.bytes;
  const written = parseJson(decoder.decode(bytes), name);
  const card = readRunCard(written, name);
  const removals = readLines(find('removals.jsonl'), `${folder}removals.jsonl`, written, readRunLine);
  const compared = readLines(
    find('comparisons.jsonl'),
    `${folder}comparisons.jsonl`,
    written,
    readComparisonLine,
  );
  const reports = removals.lines.flatMap((line) => (isEvent(line) ? [] : [line]));
  const weights = find('weights.bin');
  return {
    card,
    reports,
    failed: removals.lines.length - reports.length,
    comparisons: compared.lines.filter(({ id }) => id <= reports.length),
    weights: weights && weights.length % 4 === 0 ? new Float32Array(weights.slice().buffer) : null,
    isChained: removals.isWhole && compared.isWhole,
  };
}

/** The lines of a file, each bound to the one before; a last line that was cut off is left out. */
function readLines<T>(
  bytes: Uint8Array | undefined,
  file: string,
  card: unknown,
  read: (line: unknown, place: string) => T,
): { readonly lines: readonly T[]; readonly isWhole: boolean } {
  const chain = startChain(card);
  const text = decoder.decode(bytes ?? new Uint8Array());
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole
    .split('\n')
    .slice(0, -1)
    .map((line, i) => {
      const place = say('lab.linePlace', { file, line: i + 1 });
      const value = parseJson(line, place);
      chain.check(value, place);
      return read(value, place);
    });
  return { lines, isWhole: chain.isWhole };
}
