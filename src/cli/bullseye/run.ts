/** Table 1 of the paper: true and false positive rates and times of each method on 3D-Bullseye. */

import {
  BLANKET_METHODS,
  type BlanketMethod,
  type BlanketResult,
  findBullseyeBlanket,
} from '../../math/dependence/bullseye';
import { say } from '../../words/say';
import { type ExitCode, exitCodes } from '../exitCodes';
import type { BullseyeSpec } from './options';

/** Runs the command. */
export async function runBullseye(spec: BullseyeSpec): Promise<ExitCode> {
  const { samples, seed, repeats } = spec;
  console.log(say('cli.bullseyeTitle', { samples, firstSeed: seed, lastSeed: seed + repeats - 1 }));
  console.log(say('cli.bullseyeColumns'));
  for (const method of Object.keys(BLANKET_METHODS) as BlanketMethod[]) report(method, spec);
  return exitCodes.done;
}

function report(
  method: BlanketMethod,
  { samples, repeats, seed: firstSeed, ...options }: BullseyeSpec,
): void {
  const results: BlanketResult[] = [];
  const seconds: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const start = performance.now();
    results.push(findBullseyeBlanket(method, samples, firstSeed + repeat, options));
    seconds.push((performance.now() - start) / 1000);
  }
  const truePositives = meanAndDeviation(results.map((result) => result.truePositiveRate));
  const falsePositives = meanAndDeviation(results.map((result) => result.falsePositiveRate));
  const median = seconds.sort((a, b) => a - b)[repeats >> 1]!;
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
