import type { Gpu } from './device';

/** The GPU's own clock, read at marks between recorded passes. */
export interface GpuTimer {
  /** Records: what follows, up to the next mark, belongs to this label. */
  mark(encoder: GPUCommandEncoder, label: string): void;
  /**
   * Waits for the submitted work.
   * @returns milliseconds by label, the stretches of equal labels added up; the last mark only ends the one before it
   */
  read(): Promise<Map<string, number>>;
  /** Frees the queries. */
  close(): void;
}

/** WebGPU's own bound on the queries of one set. */
export const MOST_QUERIES = 4096;

/**
 * Opens a timer, or returns undefined where the device has no `timestamp-query`.
 * @throws RangeError (from mark) past 2,048 marks
 */
export function openTimer(gpu: Gpu): GpuTimer | undefined {
  const { device } = gpu;
  if (!device.features.has('timestamp-query')) return undefined;
  const querySet = device.createQuerySet({ type: 'timestamp', count: MOST_QUERIES });
  const labels: string[] = [];
  return {
    mark(encoder, label) {
      const query = 2 * labels.length;
      if (query >= MOST_QUERIES)
        throw new RangeError(`a timer holds ${MOST_QUERIES / 2} marks, and "${label}" is one more`);
      labels.push(label);
      // An empty pass: timestamps can only be written at the ends of passes.
      encoder
        .beginComputePass({
          timestampWrites: { querySet, beginningOfPassWriteIndex: query, endOfPassWriteIndex: query + 1 },
        })
        .end();
    },
    async read() {
      const times = await readQueries(device, querySet, 2 * labels.length);
      const durations = new Map<string, number>();
      for (let i = 0; i + 1 < labels.length; i++) {
        const durationMs = Number(times[2 * i + 2]! - times[2 * i + 1]!) / 1e6;
        durations.set(labels[i]!, (durations.get(labels[i]!) ?? 0) + durationMs);
      }
      return durations;
    },
    close: () => querySet.destroy(),
  };
}

/** Reads the first queries of a set: nanoseconds on the GPU's clock. */
export async function readQueries(
  device: GPUDevice,
  querySet: GPUQuerySet,
  count: number,
): Promise<BigUint64Array> {
  const size = 8 * Math.max(count, 1);
  const resolved = device.createBuffer({
    size,
    usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
  });
  const staging = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  try {
    const encoder = device.createCommandEncoder();
    encoder.resolveQuerySet(querySet, 0, count, resolved, 0);
    encoder.copyBufferToBuffer(resolved, 0, staging, 0, size);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    return new BigUint64Array(staging.getMappedRange().slice(0));
  } finally {
    resolved.destroy();
    staging.destroy();
  }
}
