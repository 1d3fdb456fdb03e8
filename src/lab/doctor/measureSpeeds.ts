/** Measures what an adapter can do: bytes a second by a copy, operations a second by chains of multiplications with an addition. */

import type { Gpu } from '../../gpu/device';
import { type GpuRun, runOnGpu } from '../../gpu/host';
import type { RunList } from '../../gpu/runList';
import { recordCopy } from '../../kernels/probes/copy';
import { type Chains, operationsOf, recordMultiplyAdd } from '../../kernels/probes/multiplyAdd';
import type { Speeds } from './report';
import type { Stopwatch } from './stopwatch';

/** Sizes of the probes: more than a cache holds, and enough work to fill the adapter. A software adapter has less of both. */
function sizesOf({ software, device }: Gpu) {
  const wanted = software ? 2 ** 24 : 2 ** 26;
  const copied = Math.min(wanted, device.limits.maxStorageBufferBindingSize);
  const chains: Chains = { quads: software ? 2 ** 12 : 2 ** 18, steps: 512, factor: 0.75, shift: 0.5 };
  return { copied, chains };
}

/** A probe is repeated until it takes as long as this, on the clock that is read. */
const longEnoughMs = 20;
const mostRepeats = 64;

/** What the device refuses is not measured: the cases of the probes find out why. */
export async function measureSpeeds(gpu: Gpu, stopwatch: Stopwatch): Promise<Speeds> {
  const { copied, chains } = sizesOf(gpu);
  const bytes = await perSecond(gpu, stopwatch, copied, 2 * copied, (list, buffers) =>
    recordCopy(list, copied / 16, buffers),
  );
  const operations = await perSecond(
    gpu,
    stopwatch,
    16 * chains.quads,
    operationsOf(chains),
    (list, buffers) => recordMultiplyAdd(list, chains, buffers),
  );
  return { bytesPerSecond: bytes, operationsPerSecond: operations };
}

type RecordProbe = (
  list: RunList,
  buffers: { readonly input: GPUBuffer; readonly output: GPUBuffer },
) => void;

/** @returns so much of one probe by the seconds that it takes; null where it was refused, or the clock does not see even many */
async function perSecond(
  gpu: Gpu,
  stopwatch: Stopwatch,
  sizeBytes: number,
  amount: number,
  record: RecordProbe,
): Promise<number | null> {
  try {
    const milliseconds = await runOnGpu(gpu, 'probe', (run) => timeOne(run, stopwatch, sizeBytes, record));
    return milliseconds === null ? null : amount / (milliseconds / 1000);
  } catch {
    return null;
  }
}

async function timeOne(
  { scope, execute, read }: GpuRun,
  stopwatch: Stopwatch,
  sizeBytes: number,
  record: RecordProbe,
): Promise<number | null> {
  const buffers = {
    input: scope.storage('probe input', sizeBytes),
    output: scope.storage('probe output', sizeBytes),
  };
  const run = (repeats: number) =>
    stopwatch.time(async () => {
      for (let k = 0; k < repeats; k++) {
        await execute((list) => record(list, buffers));
      }
      await read([]);
    });
  // The first one compiles, and has the memory brought in.
  await run(1);
  for (let repeats = 1; ; repeats *= 2) {
    const milliseconds = await run(repeats);
    if (milliseconds >= longEnoughMs || repeats >= mostRepeats) {
      return milliseconds > 0 ? milliseconds / repeats : null;
    }
  }
}
