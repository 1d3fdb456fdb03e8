/** What FOCI on the CPU is timed against beside the double loop: commit 25670b1, and a torch program where Python has torch. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { FociOptions, FociTrace } from '../../src/math/dependence/fociTrace';
import type { Matrix } from '../../src/math/linear/matrix';
import { checkOut } from './against/checkOut';

export type Foci = (y: ArrayLike<number>, x: Matrix, options?: FociOptions) => FociTrace;

/** FOCI as it was; undefined where the repository does not have that commit. */
export async function fociBefore(): Promise<Foci | undefined> {
  try {
    const path = join(checkOut('25670b1'), 'src/math/foci.ts');
    return ((await import(/* @vite-ignore */ path)) as { foci: Foci }).foci;
  } catch {
    return undefined;
  }
}

export interface TorchRun {
  readonly ms: number;
  readonly threads: number;
  readonly selected: string;
}

/** One run of fociTorch.py; undefined where no Python has torch. */
export function fociInTorch(y: Float64Array, x: Matrix): TorchRun | undefined {
  const sizes = Buffer.from(Int32Array.of(x.rows, x.columns).buffer);
  const values = Float32Array.from(x.values);
  const input = Buffer.concat([sizes, Buffer.from(y.buffer), Buffer.from(values.buffer)]);
  for (const python of ['python3', '/usr/bin/python3']) {
    const { status, stdout } = spawnSync(python, [join(import.meta.dirname, 'fociTorch.py')], { input });
    if (status !== 0) continue;
    const [ms, threads, ...selected] = stdout.toString().trim().split(' ');
    return { ms: Number(ms), threads: Number(threads), selected: selected.join(' ') };
  }
  return undefined;
}
