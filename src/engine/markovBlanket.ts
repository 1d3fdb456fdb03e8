import {
  BLANKET_METHODS,
  type BlanketMethod,
  type BlanketResult,
  searchBullseyeBlanket,
} from '../math/dependence/bullseye';
import { type Job, runInPieces } from '../model/job';
import { SaidError } from '../words/saidError';

export const blanketMethods = Object.keys(BLANKET_METHODS) as BlanketMethod[];

export interface BlanketRequest {
  /** Rows of each data set. */
  readonly samples: number;
  /** Data sets drawn, with the seeds from `seed` on; every method sees the same. */
  readonly repeats: number;
  readonly seed: number;
}

export interface BlanketRun extends BlanketResult {
  readonly durationMs: number;
}

/**
 * The Markov blanket demo: 3D-Bullseye (Table 1 of the paper) drawn `repeats` times, each method on each.
 * @throws SaidError for numbers out of range; AbortError when cancelled
 */
export async function findBlankets(
  { samples, repeats, seed }: BlanketRequest,
  { signal, onProgress }: Job = {},
): Promise<BlanketRun[]> {
  if (!Number.isInteger(samples) || samples < 20 || samples > 5000) {
    throw new SaidError('engine.refused.blanketSamples', [{ samples }]);
  }
  if (!Number.isInteger(repeats) || repeats < 1 || repeats > 100) {
    throw new SaidError('engine.refused.blanketRepeats', [{ repeats }]);
  }
  const runs: BlanketRun[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const method of blanketMethods) {
      const start = performance.now();
      const result = await runInPieces(searchBullseyeBlanket(method, samples, seed + repeat), signal);
      runs.push({ ...result, durationMs: performance.now() - start });
      onProgress?.(runs.length / (repeats * blanketMethods.length));
    }
  }
  return runs;
}
