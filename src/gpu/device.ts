import { describeAdapter, isSoftwareAdapter } from './diagnosis';

/** The one GPU device of a process. Everything that computes on the GPU receives it; only its owner opens and closes it. */
export interface Gpu {
  readonly device: GPUDevice;
  readonly adapterInfo: GPUAdapterInfo;
  /** The adapter's own name, for reports. */
  readonly name: string;
  /** Whether the adapter computes on the CPU (SwiftShader, lavapipe, WARP). */
  readonly software: boolean;
  /** Resolves with the reason once the device is gone; never rejects. */
  readonly lost: Promise<string>;
  /** Messages of GPU errors that no error scope caught, oldest first. */
  readonly failures: readonly string[];
  /** Calls the listener for every later uncaptured GPU error; returns the function that stops it. */
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
  device.addEventListener('uncapturederror', (event) => {
    const { message } = (event as GPUUncapturedErrorEvent).error;
    failures.push(message);
    for (const listener of listeners) listener(message);
  });
  return {
    device,
    adapterInfo: adapter.info,
    name: describeAdapter(adapter),
    software: isSoftwareAdapter(adapter),
    lost: device.lost.then(({ message, reason }) => message || reason),
    failures,
    onFailure(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => device.destroy(),
  };
}
