/**
 * The one trusted host for work on the GPU. WebGPU says of a buffer that was not allocated, of a command that was refused and of a device that
 * is gone nothing to the caller: what is read back then is zeros or something old. Here every call is made inside error scopes, every
 * submission leaves a receipt, and nothing is handed out before both were looked at.
 */
import { type BufferScope, openBufferScope, type ReadBack, readBack } from './buffers';
import type { Gpu } from './device';
import { GpuError, type GpuFailure } from './gpuError';
import { compile } from './pipelines';
import {
  cutSteps,
  kernelsOf,
  namesOf,
  openRunList,
  type RunList,
  recordSteps,
  type Step,
  workOf,
} from './runList';
import { workPerSubmit } from './split';
import { unlessAborted } from './unlessAborted';

/** What work on the GPU is given. */
export interface GpuRun {
  /** Buffers that live as long as the run. */
  readonly scope: BufferScope;
  /**
   * Compiles, records and submits a list: in pieces that a watchdog lets pass, and no more of them ahead than one, for the device cannot take back what it has.
   * @throws AbortError at once when cancelled, whatever the device is busy with
   */
  execute(record: (list: RunList) => void): Promise<void>;
  /**
   * Reads buffers back in one round trip.
   * @throws GpuError when anything of this run failed, or anything that was submitted to the device was not done; AbortError at once when cancelled
   */
  read(buffers: readonly GPUBuffer[]): Promise<ArrayBuffer[]>;
  /**
   * The same in a round trip that somebody else makes.
   * @param take reads them back, checked as `read` does
   */
  readWith(buffers: readonly GPUBuffer[], take: TakeBuffers): Promise<ArrayBuffer[]>;
}

/** Reads buffers back, together with what others want to read. */
export type TakeBuffers = (buffers: readonly GPUBuffer[]) => Promise<ArrayBuffer[]>;

const filters: Readonly<Record<GPUErrorFilter, GpuFailure>> = {
  validation: 'gpu.failed.refused',
  internal: 'gpu.failed.refused',
  'out-of-memory': 'gpu.failed.outOfMemory',
};

interface Guard {
  /** Makes calls of WebGPU of which nothing is awaited, inside error scopes. */
  run<T>(what: string, calls: () => T): T;
  /** @throws GpuError of the first call that failed */
  check(): Promise<void>;
}

/**
 * Error scopes are a stack of the device: they are closed before anything is awaited, so that runs which overlap do not take each
 * other's errors.
 */
function openGuard({ device }: Gpu): Guard {
  const results: Promise<GpuError | null>[] = [];
  return {
    run(what, calls) {
      const kinds = Object.keys(filters) as GPUErrorFilter[];
      for (const kind of kinds) device.pushErrorScope(kind);
      try {
        return calls();
      } finally {
        for (const kind of kinds.reverse()) {
          const failed = (error: GPUError | null) =>
            error && new GpuError(filters[kind], what, error.message);
          // Rejected where the device is gone: whoever reads back hears of that.
          results.push(device.popErrorScope().then(failed, () => null));
        }
      }
    },
    async check() {
      const [first] = (await Promise.all(results.splice(0))).filter((error) => error !== null);
      if (first) throw first;
    },
  };
}

/**
 * Does work on the GPU of which every part is checked.
 * @param what names it in errors
 * @throws GpuError when a part of it failed; AbortError when cancelled
 */
export async function runOnGpu<T>(
  gpu: Gpu,
  what: string,
  work: (run: GpuRun) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const guard = openGuard(gpu);
  const scope = openBufferScope(gpu);
  const allocate = (label: string, make: () => GPUBuffer) => guard.run(`${what}: ${label}`, make);
  const guarded: BufferScope = {
    storage: (label, sizeBytes) => allocate(label, () => scope.storage(label, sizeBytes)),
    upload: (label, values) => allocate(label, () => scope.upload(label, values)),
    uniform: (label, values) => allocate(label, () => scope.uniform(label, values)),
    close: scope.close,
  };
  let ahead = 0;
  /** Whether what was submitted is read back, or on its way. */
  let isHeard = true;
  const submit = async (piece: readonly Step[]) => {
    signal?.throwIfAborted();
    const work = workOf(piece);
    if (ahead > 0 && ahead + work > workPerSubmit(gpu)) {
      await unlessAborted(gpu.device.queue.onSubmittedWorkDone(), signal);
      ahead = 0;
    }
    ahead += work;
    isHeard = false;
    const label = `${what}: ${namesOf(piece)}`;
    guard.run(label, () => submitSteps(gpu, label, piece));
  };
  try {
    return await work({
      scope: guarded,
      async execute(record) {
        const { steps } = collect(record);
        await unlessAborted(compile(gpu, kernelsOf(steps)), signal);
        for (const piece of cutSteps(steps, workPerSubmit(gpu))) await submit(piece);
      },
      async read(buffers) {
        signal?.throwIfAborted();
        isHeard = true;
        // Cancelled, it still hears what became of its submissions, and gives the copies back then.
        const copied = await unlessAborted(readChecked(gpu, what, guard, buffers), signal);
        ahead = 0;
        return copied;
      },
      async readWith(buffers, take) {
        const copied = await unlessAborted(take(buffers), signal);
        await guard.check();
        isHeard = true;
        ahead = 0;
        return copied;
      },
    });
  } catch (error) {
    // A submission that was refused must not count for the next one who reads.
    if (!isHeard) readChecked(gpu, what, guard, []).catch(() => {});
    throw error;
  } finally {
    scope.close();
  }
}

function collect(record: (list: RunList) => void): RunList {
  const list = openRunList();
  record(list);
  return list;
}

/** The parameters can go at once: what was submitted keeps its buffers. */
function submitSteps(gpu: Gpu, label: string, steps: readonly Step[]): void {
  const scope = openBufferScope(gpu);
  try {
    const encoder = gpu.device.createCommandEncoder({ label });
    recordSteps(gpu, encoder, scope, steps);
    gpu.device.queue.submit([encoder.finish({ label })]);
  } finally {
    scope.close();
  }
}

async function readChecked(
  gpu: Gpu,
  what: string,
  guard: Guard,
  buffers: readonly GPUBuffer[],
): Promise<ArrayBuffer[]> {
  const label = `${what}: read back`;
  const back = guard.run(label, () => readBack(gpu, buffers, label));
  const submissions = gpu.receipts.count();
  try {
    // Not all at once: of a buffer that was never allocated the reason counts, not that it cannot be mapped.
    const mapped = back.mapped.then(
      () => null,
      (error: unknown) => error,
    );
    await guard.check();
    const refused = await mapped;
    if (refused !== null) throw new GpuError('gpu.failed.lost', what, await reasonOf(gpu, refused));
    if (!back.hasReceipt()) await refuseLost(gpu, what);
    gpu.receipts.confirm(submissions);
    return back.copies();
  } catch (error) {
    await forgetOwnLoss(gpu, what, back);
    throw error;
  } finally {
    back.close();
  }
}

async function reasonOf(gpu: Gpu, refused: unknown): Promise<string> {
  const soon = new Promise<string>((resolve) => setTimeout(resolve, 100, String(refused)));
  return Promise.race([gpu.lost, soon]);
}

/** @throws GpuError always: a submission was not done, whoever made it */
async function refuseLost(gpu: Gpu, what: string): Promise<never> {
  const lost = await gpu.receipts.findLost();
  const error = new GpuError('gpu.failed.notDone', lost?.label || what);
  gpu.reportFailure(error.message);
  throw error;
}

/** A submission of this run that was refused leaves no receipt: that is known, and must not count again for the next one who reads. */
async function forgetOwnLoss(gpu: Gpu, what: string, back: ReadBack): Promise<void> {
  try {
    await back.mapped;
  } catch {
    if (gpu.isLost()) return;
  }
  try {
    const lost = await gpu.receipts.findLost();
    if (lost && !lost.label.startsWith(`${what}: `))
      gpu.reportFailure(new GpuError('gpu.failed.notDone', lost.label).message);
  } catch {
    // The device is gone.
  }
}

/** Watches the whole device, tfjs's work too. */
export interface GpuWatch {
  /**
   * Waits for all that was submitted, where nobody has read since.
   * @throws GpuError when any of it was not done, or anything failed on the device since the watch began
   */
  check(): Promise<void>;
}

/** What an error scope holds is told in the order of the calls: errors of earlier ones come before it. */
async function hearErrors({ device }: Gpu): Promise<void> {
  device.pushErrorScope('validation');
  // Rejected where the device is gone: what was read before that is right.
  await device.popErrorScope().catch(() => null);
}

export function watchGpu(gpu: Gpu): GpuWatch {
  const before = gpu.failures.length;
  return {
    async check() {
      if (gpu.receipts.areAllDone()) await hearErrors(gpu);
      else await runOnGpu(gpu, 'work that was submitted before', (run) => run.read([]));
      // Errors that no scope caught are told by events: they come before this.
      await new Promise((resolve) => setTimeout(resolve));
      const [failure] = gpu.failures.slice(before);
      if (failure !== undefined) throw new GpuError('gpu.failed.refused', 'a step of this removal', failure);
    },
  };
}
