import type { CellResult } from '../../experiments/experiment';
import type { ExperimentId } from '../../experiments/ids';
import type { PlannedCell } from '../../lab/figures/plan';
import type { CellRunner } from './cellRunner';

export interface CellsJob {
  readonly signal: AbortSignal;
  /** Told whenever something moved: cells that are done or failed, with the shares of those that are being computed, and what that leaves to do. */
  readonly onProgress: (progress: {
    readonly ended: number;
    readonly count: number;
    readonly remainingMs: number;
  }) => void;
  /** Given what a cell gave. */
  readonly onDone: (cell: PlannedCell, result: CellResult) => Promise<void>;
  /** Told of a cell that could not be computed; the others go on. */
  readonly onFailed: (cell: PlannedCell, error: unknown) => void;
}

/**
 * Computes cells, as many at a time as there are runners, in their order.
 * @throws the signal's reason when that says stop
 */
export async function runCells(
  experiment: ExperimentId,
  cells: readonly PlannedCell[],
  runners: readonly CellRunner[],
  { signal, onProgress, onDone, onFailed }: CellsJob,
): Promise<void> {
  const waiting = [...cells];
  const shares = new Map<string, number>();
  const began = performance.now();
  const tell = () => {
    const all = [...shares.values()];
    const share = all.reduce((sum, one) => sum + one, 0) / cells.length;
    const spent = performance.now() - began;
    const remainingMs = share > 0 ? (spent * (1 - share)) / share : Number.POSITIVE_INFINITY;
    onProgress({ ended: all.filter((one) => one === 1).length, count: cells.length, remainingMs });
  };
  async function work(runner: CellRunner): Promise<void> {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
      signal.throwIfAborted();
      const { key } = cell;
      try {
        const result = await runner.run(
          { experiment, spec: cell.spec },
          {
            signal,
            onProgress: (fraction) => {
              shares.set(key, Math.min(0.999, fraction));
              tell();
            },
          },
        );
        await onDone(cell, result);
      } catch (error) {
        signal.throwIfAborted();
        onFailed(cell, error);
      }
      shares.set(key, 1);
      tell();
    }
  }
  await Promise.all(runners.map(work));
}
