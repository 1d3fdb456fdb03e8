import type { Gpu } from './device';

/** Adds up how long a device's compute passes take, whoever records them. */
export interface PassTimer {
  /**
   * Waits for the submitted work and begins anew.
   * @returns milliseconds that the passes took on the GPU's clock since the last reading; null where there were more than the timer holds
   */
  read(): Promise<number | null>;
  /** Ends a lap: the passes that were recorded since the last one. */
  lap(): void;
  /**
   * Waits for the submitted work and begins anew.
   * @returns milliseconds of each lap, in one round trip; null for those with a pass that the timer does not hold
   */
  readLaps(): Promise<(number | null)[]>;
  /** Takes the timer off the device. */
  close(): void;
}

/** WebGPU's own bound on the queries of one set. */
const MOST_QUERIES = 4096;
/** Sets of queries at most: 16 hold 32,768 passes. */
const MOST_SETS = 16;

/**
 * Times every compute pass that is recorded from now on, tfjs's too: encoders that the device makes give each pass a pair of timestamps. One timer a
 * device at a time.
 * @returns undefined where the device has no `timestamp-query`
 */
export function openPassTimer({ device }: Gpu): PassTimer | undefined {
  if (!device.features.has('timestamp-query')) return undefined;
  const sets: GPUQuerySet[] = [];
  let passes = 0;
  const nextPair = (): GPUComputePassTimestampWrites | undefined => {
    const query = 2 * passes;
    const place = Math.floor(query / MOST_QUERIES);
    passes += 1;
    if (place >= MOST_SETS) return undefined;
    sets[place] ??= device.createQuerySet({ type: 'timestamp', count: MOST_QUERIES });
    const first = query % MOST_QUERIES;
    return { querySet: sets[place], beginningOfPassWriteIndex: first, endOfPassWriteIndex: first + 1 };
  };
  const createCommandEncoder = device.createCommandEncoder.bind(device);
  device.createCommandEncoder = (descriptor) => {
    const encoder = createCommandEncoder(descriptor);
    const beginComputePass = encoder.beginComputePass.bind(encoder);
    encoder.beginComputePass = (given) => {
      const timestampWrites = given?.timestampWrites ?? nextPair();
      return beginComputePass(timestampWrites ? { ...given, timestampWrites } : given);
    };
    return encoder;
  };
  let ends: number[] = [];
  const begin = () => {
    const [timed, laps] = [passes, ends];
    [passes, ends] = [0, []];
    return { timed, laps };
  };
  /** Nanoseconds that each of the first passes took, as many as the sets hold. */
  const durationsOf = async (timed: number) => {
    const durations: bigint[] = [];
    const held = Math.min(2 * timed, MOST_SETS * MOST_QUERIES);
    for (let from = 0; from < held; from += MOST_QUERIES) {
      const count = Math.min(MOST_QUERIES, held - from);
      const times = await readQueries(device, sets[from / MOST_QUERIES]!, count);
      for (let i = 0; i < count; i += 2) durations.push(times[i + 1]! - times[i]!);
    }
    return durations;
  };
  const sum = (durations: readonly bigint[]) => Number(durations.reduce((all, one) => all + one, 0n)) / 1e6;
  return {
    async read() {
      const { timed } = begin();
      if (2 * timed > MOST_SETS * MOST_QUERIES) return null;
      return sum(await durationsOf(timed));
    },
    lap() {
      ends.push(passes);
    },
    async readLaps() {
      const { timed, laps } = begin();
      const durations = await durationsOf(timed);
      const isHeld = (end: number) => end <= durations.length;
      return laps.map((end, k) => (isHeld(end) ? sum(durations.slice(laps[k - 1] ?? 0, end)) : null));
    },
    close() {
      // What was put on the instance hid the method of its class.
      delete (device as Partial<GPUDevice>).createCommandEncoder;
      for (const set of sets) set.destroy();
    },
  };
}

/** Reads the first queries of a set: nanoseconds on the GPU's clock. */
async function readQueries(device: GPUDevice, querySet: GPUQuerySet, count: number): Promise<BigUint64Array> {
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
