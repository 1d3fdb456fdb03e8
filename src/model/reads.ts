/**
 * How results come back from the backend. On a GPU every reading waits for all that was submitted before it, and every submission costs: so much is
 * recorded first, submitted in pieces that a watchdog lets pass and a cancel can wait for, and read in one round trip. Elsewhere there is nothing to wait for.
 */

import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Gpu } from '../gpu/device';
import { unlessAborted } from '../gpu/unlessAborted';
import { readTogether } from '../kernels/tfjs/readTogether';
import { sharedGpu } from '../kernels/tfjs/sharedGpu';
import { submitRecorded } from '../kernels/tfjs/tfjsPlan';

/** What was recorded, by estimates. */
export interface Recorded {
  readonly multiplications: number;
  /** Entries of the tensors on the way, which are given back once they are submitted. */
  readonly values: number;
}

/** Tensors on their way to be read. Who opens it closes it. */
export interface Reads {
  /**
   * Takes float32 tensors over, to be read and disposed.
   * @returns their values, once they are read: not before `flush`, where there is a GPU
   */
  take(tensors: readonly tf.Tensor[]): Promise<Float32Array[]>;
  /**
   * Copies of buffers of a GPU that whoever gives them keeps; they come as the values of `take` do.
   * @throws RangeError where there is no GPU
   */
  takeBuffers(buffers: readonly GPUBuffer[]): Promise<ArrayBuffer[]>;
  /**
   * To be told of all that is recorded: submits it where it is a piece, once the piece before is done.
   * @throws AbortError when cancelled: nothing more is submitted
   */
  recorded(recorded: Recorded): Promise<void>;
  /** Reads all that was taken. What fails is told by the promises of `take`. */
  flush(): Promise<void>;
  /** Disposes what was taken and never read. */
  close(): void;
}

/** What comes when the reads are read. */
export interface Later<T> {
  readonly result: Promise<T>;
}

/** Of what comes later: a failure until somebody awaits it is no unhandled one. */
export function later<T>(result: Promise<T>): Later<T> {
  result.catch(() => {});
  return { result };
}

/** Opens reads for a job, by where tfjs computes. */
export function openReads(signal?: AbortSignal): Reads {
  const gpu = sharedGpu();
  return gpu ? openGpuReads(gpu, signal) : readsAtOnce;
}

/** Gives `work` reads, and closes them. */
export async function readWith<T>(
  signal: AbortSignal | undefined,
  work: (reads: Reads) => Promise<T>,
): Promise<T> {
  const reads = openReads(signal);
  try {
    return await work(reads);
  } finally {
    reads.close();
  }
}

/** Starts something and reads it by itself. */
export function readAlone<T>(
  signal: AbortSignal | undefined,
  start: (reads: Reads) => Promise<Later<T>>,
): Promise<T> {
  return readWith(signal, async (reads) => {
    const { result } = await start(reads);
    await reads.flush();
    return result;
  });
}

/** The backend has computed what it was given before it hands it over. */
const readsAtOnce: Reads = {
  take: readAndDispose,
  takeBuffers() {
    throw new RangeError('there is no GPU whose buffers could be read');
  },
  recorded: async () => {},
  flush: async () => {},
  close() {},
};

async function readAndDispose(tensors: readonly tf.Tensor[]): Promise<Float32Array[]> {
  try {
    return (await Promise.all(tensors.map((tensor) => tensor.data()))) as Float32Array[];
  } finally {
    tf.dispose([...tensors]);
  }
}

/** Bytes that may wait to be read: more are read at once. */
const mostWaiting = 32 * 2 ** 20;

/** Entries of tensors that may wait for a submission: 256 MB, for until then none of them is given back. */
const mostValues = 64e6;

/**
 * Multiplications that one submission may hold: some 50 ms on slow hardware of its class. SwiftShader does 0.4 of them a nanosecond, the slowest of real GPUs
 * are taken to do 50.
 */
export function multiplicationsPerSubmit({ software }: Pick<Gpu, 'software'>): number {
  return software ? 2e7 : 2.5e9;
}

interface Waiting<T, V> {
  readonly given: readonly T[];
  resolve(values: V[]): void;
  reject(reason: unknown): void;
}

/** Puts something on the list of what waits, and promises its values. */
function waitFor<T, V>(waiting: Waiting<T, V>[], given: readonly T[]): Promise<V[]> {
  const values = new Promise<V[]>((resolve, reject) => {
    waiting.push({ given, resolve, reject });
  });
  // Awaited later: a failure until then is no unhandled one.
  values.catch(() => {});
  return values;
}

function openGpuReads(gpu: Gpu, signal?: AbortSignal): Reads {
  const stopDeferring = deferSubmits();
  const waiting: Waiting<tf.Tensor, Float32Array>[] = [];
  const waitingBuffers: Waiting<GPUBuffer, ArrayBuffer>[] = [];
  let bytes = 0;
  let ahead: Recorded = { multiplications: 0, values: 0 };
  let before: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  async function flush(): Promise<void> {
    const [taken, takenBuffers] = [waiting.splice(0), waitingBuffers.splice(0)];
    if (taken.length + takenBuffers.length === 0) return;
    bytes = 0;
    ahead = { multiplications: 0, values: 0 };
    const tensors = taken.flatMap(({ given }) => given);
    const buffers = takenBuffers.flatMap(({ given }) => given);
    try {
      signal?.throwIfAborted();
      const { values, copies } = await unlessAborted(readTogether(gpu, tensors, buffers), signal);
      for (const one of taken) one.resolve(values.splice(0, one.given.length));
      for (const one of takenBuffers) one.resolve(copies.splice(0, one.given.length));
    } catch (error) {
      for (const one of [...taken, ...takenBuffers]) one.reject(error);
    } finally {
      tf.dispose(tensors);
    }
  }

  return {
    take(tensors) {
      const values = waitFor(waiting, tensors);
      bytes += tensors.reduce((sum, { size }) => sum + 4 * size, 0);
      if (bytes > mostWaiting) flush();
      return values;
    },
    takeBuffers: (buffers) => waitFor(waitingBuffers, buffers),
    async recorded({ multiplications, values }) {
      ahead = { multiplications: ahead.multiplications + multiplications, values: ahead.values + values };
      if (ahead.multiplications < multiplicationsPerSubmit(gpu) && ahead.values < mostValues) return;
      await unlessAborted(before, signal);
      submitRecorded(tf.backend() as WebGPUBackend);
      // Rejected where the device is gone: whoever reads hears of that.
      before = gpu.device.queue.onSubmittedWorkDone().catch(() => {});
      ahead = { multiplications: 0, values: 0 };
    },
    flush,
    close() {
      if (isClosed) return;
      isClosed = true;
      stopDeferring();
      const unread = new DOMException('nobody read it', 'AbortError');
      for (const { given, reject } of waiting.splice(0)) {
        tf.dispose([...given]);
        reject(unread);
      }
      for (const { reject } of waitingBuffers.splice(0)) reject(unread);
    },
  };
}

const submitAfter = 'WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE';
let deferring = 0;
let usual = 0;

/** Lets tfjs record as much as it is given: it submits after every 15 passes otherwise. */
function deferSubmits(): () => void {
  if (deferring === 0) usual = tf.env().getNumber(submitAfter);
  deferring += 1;
  tf.env().set(submitAfter, Number.MAX_SAFE_INTEGER);
  return () => {
    deferring -= 1;
    if (deferring === 0) tf.env().set(submitAfter, usual);
  };
}
