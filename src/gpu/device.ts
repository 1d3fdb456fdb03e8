import { describeAdapter, infoOf, isSoftwareAdapter } from './diagnosis';
import { openReceipts, type Receipts } from './receipts';

/** The one GPU device of a process. Everything that computes on the GPU receives it; only its owner opens and closes it. */
export interface Gpu {
  readonly device: GPUDevice;
  readonly adapterInfo: GPUAdapterInfo;
  /** The adapter's own name, for reports. */
  readonly name: string;
  /** Whether the adapter computes on the CPU (SwiftShader, lavapipe, WARP). */
  readonly software: boolean;
  /** How many workgroups one row of a dispatch holds: more go into further rows. */
  readonly mostWorkgroups: number;
  /** Whether all that was submitted was done. */
  readonly receipts: Receipts;
  /** Whether the device is gone. */
  isLost(): boolean;
  /** Resolves with the reason once the device is gone; never rejects. */
  readonly lost: Promise<string>;
  /** Messages of GPU errors that no error scope caught, and of work that was not done, oldest first. */
  readonly failures: readonly string[];
  /** Adds a failure that whoever computes found out about. */
  reportFailure(message: string): void;
  /** Tells the listeners of a failure that was made good: it does not count. */
  tell(message: string): void;
  /** Calls the listener for every later failure; returns the function that stops it. */
  onFailure(listener: (message: string) => void): () => void;
  /** Destroys the device. `lost` then resolves. */
  close(): void;
}

const wantedFeatures: GPUFeatureName[] = ['timestamp-query', 'subgroups'];

/**
 * Requests the device with the adapter's own limits (the defaults are far smaller) and listens to its errors, which
 * WebGPU reports nowhere else than in the console.
 * @throws Error when the adapter gives no device
 */
export async function openGpu(adapter: GPUAdapter): Promise<Gpu> {
  const { limits } = adapter;
  const device = await adapter.requestDevice({
    label: 'lethe',
    requiredFeatures: wantedFeatures.filter((feature) => adapter.features.has(feature)),
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
    },
  });
  const failures: string[] = [];
  const listeners = new Set<(message: string) => void>();
  const tell = (message: string) => {
    for (const listener of listeners) listener(message);
  };
  const reportFailure = (message: string) => {
    failures.push(message);
    tell(message);
  };
  device.addEventListener('uncapturederror', (event) => {
    reportFailure((event as GPUUncapturedErrorEvent).error.message);
  });
  let isLost = false;
  const lost = device.lost.then(({ message, reason }) => {
    isLost = true;
    return message || reason;
  });
  return {
    device,
    adapterInfo: infoOf(adapter),
    name: describeAdapter(adapter),
    software: isSoftwareAdapter(adapter),
    mostWorkgroups: device.limits.maxComputeWorkgroupsPerDimension,
    receipts: openReceipts(device),
    isLost: () => isLost,
    lost,
    failures,
    reportFailure,
    tell,
    onFailure(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => device.destroy(),
  };
}
