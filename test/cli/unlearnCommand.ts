/** Runs of `lethe unlearn` for the tests: a tiny model, in this process or in one of its own. */

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { commands } from '../../src/cli/commands';
import { main } from '../../src/cli/main';
import { noStop } from '../../src/cli/stop';
import type { RemovalReport } from '../../src/engine/report';
import type { RetrainingComparison } from '../../src/engine/yardstick/comparison';

const root = join(import.meta.dirname, '../..');
const data = ['--data', 'digits', '--limit', '300'];

/** Runs a command and takes what it prints. */
export async function quietly<T>(work: () => Promise<T>) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
  const write = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const lines = ({ mock }: typeof log) => mock.calls.map(([line]) => `${line}\n`).join('');
  try {
    const result = await work();
    const err = write.mock.calls.map(([text]) => String(text)).join('') + lines(complain);
    return { result, log: lines(log), err };
  } finally {
    for (const spy of [log, complain, write]) spy.mockRestore();
  }
}

/** `lethe` with these words in this process. @returns its exit code and what it printed */
export async function runLethe(words: readonly string[]) {
  const { result, log, err } = await quietly(() => main(words));
  return { code: result, out: log.trimEnd(), err: err.trimEnd() };
}

/** Trains logistic regression on 300 digits for one epoch. @returns the folder of the checkpoint */
export async function trainTiny(folder: string): Promise<string> {
  await quietly(() =>
    commands.train!.start(
      [...data, '--model', 'mnist-logistic', '--epochs', '1', '--batch-size', '32', '--out', folder],
      noStop,
    ),
  );
  return join(folder, 'digits--mnist-logistic');
}

/** The words of a run on the tiny model, with a damping that suits so few images; later words go before. */
export function unlearnWords(checkpoint: string, out: string, ...words: string[]): string[] {
  const own = ['--checkpoint', checkpoint, '--perturbations', '20', '--damping', '2', '--out', out];
  return [...data, ...own, ...words];
}

/** `lethe unlearn` in this process. @returns what it printed */
export async function unlearnHere(words: string[]): Promise<string> {
  return (await quietly(() => commands.unlearn!.start(words, noStop))).log;
}

/** `lethe unlearn` in a process of its own. */
export function startUnlearn(words: string[]): ChildProcess {
  return spawn(process.execPath, ['dist/package/lethe.js', 'unlearn', ...words], {
    cwd: root,
    stdio: 'ignore',
  });
}

/** The lines that are whole: a process may be writing the last one. */
function readLines<T>(out: string, name: string): T[] {
  const lines = readFileSync(join(out, name), 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as T);
}

export const readReports = (out: string) => readLines<RemovalReport>(out, 'removals.jsonl');
export const readComparisons = (out: string) => readLines<RetrainingComparison>(out, 'comparisons.jsonl');

/** What must be equal in two runs of the same removals: all but the times, and the hash of the line with them. */
export function repeatable(reports: readonly RemovalReport[]): object[] {
  return reports.map((report) => {
    const { durationsMs: _, gpuMs: __, chain: ___, ...rest } = report as RemovalReport & { chain?: string };
    return rest;
  });
}

/** A CSV as its rows, each with its cells by column. */
export function readTable(csv: string): Record<string, string>[] {
  const [header = [], ...rows] = parseCsv(csv);
  return rows.map((cells) => Object.fromEntries(header.map((column, i) => [column, cells[i]!])));
}

/** RFC 4180, by the letter. */
export function parseCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
