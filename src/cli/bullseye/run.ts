/** Table 1 of the paper: true and false positive rates and times of each method on 3D-Bullseye. */

import { setImmediate as breathe } from 'node:timers/promises';
import {
  BLANKET_METHODS,
  type BlanketMethod,
  type BlanketResult,
  findBullseyeBlanket,
} from '../../math/dependence/bullseye';
import { say } from '../../words/say';
import { type ExitCode, exitCodes } from '../exitCodes';
import type { Stop } from '../stop';
import type { BullseyeSpec } from './options';

/** Runs the command. It stops between two repeats. */
export async function runBullseye(spec: BullseyeSpec, stop: Stop): Promise<ExitCode> {
  const { samples, seed, repeats } = spec;
  console.log(say('cli.bullseyeTitle', { samples, firstSeed: seed, lastSeed: seed + repeats - 1 }));
  console.log(say('cli.bullseyeColumns'));
  for (const method of Object.keys(BLANKET_METHODS) as BlanketMethod[]) {
    const results = await repeat(method, spec, stop.signal);
    if (results === null) return stop.exitCode();
    report(method, results);
  }
  return exitCodes.done;
}

interface TimedResult extends BlanketResult {
  readonly seconds: number;
}

/** @returns null when the signal says stop */
async function repeat(
  method: BlanketMethod,
  { samples, repeats, seed: firstSeed, ...options }: BullseyeSpec,
  signal: AbortSignal,
): Promise<TimedResult[] | null> {
  const results: TimedResult[] = [];
  for (let made = 0; made < repeats; made++) {
    // A signal of the system arrives only where the event loop turns.
    await breathe();
    if (signal.aborted) return null;
    const start = performance.now();
    const result = findBullseyeBlanket(method, samples, firstSeed + made, options);
    results.push({ ...result, seconds: (performance.now() - start) / 1000 });
  }
  return results;
}

function report(method: BlanketMethod, results: readonly TimedResult[]): void {
  const truePositives = meanAndDeviation(results.map((result) => result.truePositiveRate));
  const falsePositives = meanAndDeviation(results.map((result) => result.falsePositiveRate));
  const median = results.map(({ seconds }) => seconds).sort((a, b) => a - b)[results.length >> 1]!;
  console.log(
    `${method.padEnd(16)}${truePositives.padEnd(17)}${falsePositives.padEnd(17)}${median.toFixed(3)}`,
  );
  for (const { seed, found } of results)
    console.log(say('cli.bullseyeFound', { seed, found: found.join(', ') }));
}

function meanAndDeviation(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
  return `${mean.toFixed(3)} (${deviation.toFixed(3)})`;
}
