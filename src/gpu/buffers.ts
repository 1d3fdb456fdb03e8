import type { Gpu } from './device';

/** How many buffers the lab's own kernels hold on a device, and how large they are. tfjs counts its own. */
export interface BufferCensus {
  readonly count: number;
  readonly sizeBytes: number;
}

const censuses = new WeakMap<GPUDevice, { count: number; sizeBytes: number }>();

function censusOf(gpu: Gpu): { count: number; sizeBytes: number } {
  let census = censuses.get(gpu.device);
  if (!census) {
    census = { count: 0, sizeBytes: 0 };
    censuses.set(gpu.device, census);
  }
  return census;
}

/** The buffers alive now in all scopes of this device. */
export function countBuffers(gpu: Gpu): BufferCensus {
  return { ...censusOf(gpu) };
}

/** Buffers that live and die together. Who opens a scope closes it, in a `finally`. */
export interface BufferScope {
  /** An uninitialised storage buffer (also source and target of copies). */
  storage(label: string, sizeBytes: number): GPUBuffer;
  /** A storage buffer with these values. */
  upload(label: string, values: Float32Array | Uint32Array | Int32Array): GPUBuffer;
  /** A uniform buffer with these values; what a kernel binds of it may be less. */
  uniform(label: string, values: ArrayBufferView<ArrayBuffer>): GPUBuffer;
  /** Destroys every buffer of the scope. */
  close(): void;
}

/**
 * Opens a scope for scratch buffers.
 * @throws RangeError (from the scope's functions) when a buffer is larger than the device can bind
 */
export function openBufferScope(gpu: Gpu): BufferScope {
  const { device } = gpu;
  const census = censusOf(gpu);
  const owned: GPUBuffer[] = [];

  function allocate(label: string, sizeBytes: number, usage: GPUBufferUsageFlags, limit: number): GPUBuffer {
    if (!(sizeBytes > 0) || sizeBytes > limit) {
      throw new RangeError(
        `the GPU buffer "${label}" needs ${sizeBytes} bytes, and this device (${gpu.name}) binds from 1 to ${limit}`,
      );
    }
    const buffer = device.createBuffer({ label, size: Math.ceil(sizeBytes / 4) * 4, usage });
    owned.push(buffer);
    census.count += 1;
    census.sizeBytes += buffer.size;
    return buffer;
  }

  const storageUsage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const storageLimit = device.limits.maxStorageBufferBindingSize;
  return {
    storage: (label, sizeBytes) => allocate(label, sizeBytes, storageUsage, storageLimit),
    upload(label, values) {
      const buffer = allocate(label, values.byteLength, storageUsage, storageLimit);
      device.queue.writeBuffer(buffer, 0, values as ArrayBufferView<ArrayBuffer>);
      return buffer;
    },
    uniform(label, values) {
      const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
      const buffer = allocate(label, values.byteLength, usage, device.limits.maxBufferSize);
      device.queue.writeBuffer(buffer, 0, values);
      return buffer;
    },
    close() {
      for (const buffer of owned.splice(0)) {
        buffer.destroy();
        census.count -= 1;
        census.sizeBytes -= buffer.size;
      }
    },
  };
}

/** Copies of buffers on their way back, with the receipt of all that was submitted before them. */
export interface ReadBack {
  /** Rejects where the copies cannot be had: the device is gone, or had no memory for them. */
  readonly mapped: Promise<void>;
  /** Whether everything that was submitted to the device up to here was done. Once mapped. */
  hasReceipt(): boolean;
  /** The bytes of each buffer, in the order given. Once mapped. */
  copies(): ArrayBuffer[];
  close(): void;
}

/** Submits copies of several buffers: one round trip, after all work submitted so far. */
export function readBack(
  { device, receipts }: Gpu,
  buffers: readonly GPUBuffer[],
  label = 'read back',
): ReadBack {
  const offsets: number[] = [];
  // The receipt comes first.
  let sizeBytes = 8;
  for (const buffer of buffers) {
    offsets.push(sizeBytes);
    sizeBytes += Math.ceil(buffer.size / 8) * 8;
  }
  const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
  const staging = device.createBuffer({ label, size: sizeBytes, usage });
  const encoder = device.createCommandEncoder({ label });
  receipts.record(encoder, staging, 0);
  buffers.forEach((buffer, i) => {
    encoder.copyBufferToBuffer(buffer, 0, staging, offsets[i]!, buffer.size);
  });
  device.queue.submit([encoder.finish({ label })]);
  const mapped = staging.mapAsync(GPUMapMode.READ);
  mapped.catch(() => {});
  return {
    mapped,
    hasReceipt: () => receipts.isReceipt(new Uint32Array(staging.getMappedRange(0, 4))[0]!),
    copies: () => buffers.map((buffer, i) => staging.getMappedRange(offsets[i]!, buffer.size).slice(0)),
    close: () => staging.destroy(),
  };
}

/**
 * Reads several buffers back in one round trip, after all work submitted so far.
 * @returns the bytes of each buffer, in the order given
 */
export async function readBuffers(gpu: Gpu, buffers: readonly GPUBuffer[]): Promise<ArrayBuffer[]> {
  const back = readBack(gpu, buffers);
  try {
    await back.mapped;
    return back.copies();
  } finally {
    back.close();
  }
}
