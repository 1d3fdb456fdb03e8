import type { Compute } from '../model/compute';
import { DeviceError } from './commandError';

/** What the GPU refuses or loses: WebGPU throws for neither, and what is computed afterwards is wrong. */
export interface GpuWatch {
  /** Aborted, with a DeviceError, once something went wrong. */
  readonly failed: AbortSignal;
  /**
   * Waits until the GPU has answered for all that it was given so far.
   * @throws DeviceError when something of it went wrong
   */
  settle(): Promise<void>;
  /** Stops listening. */
  close(): void;
}

/** The beginning of what a device says. */
function inOneLine(reason: string): string {
  const line = reason.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

/** Listens to the GPU of a compute context; where there is none, nothing goes wrong. */
export function watchGpu({ gpu }: Compute): GpuWatch {
  const controller = new AbortController();
  const { signal } = controller;
  if (!gpu) return { failed: signal, settle: async () => {}, close: () => {} };
  let isOpen = true;
  const refuse = (reason: string) =>
    controller.abort(new DeviceError('cli.gpuRefused', [{ reason: inOneLine(reason) }]));
  if (gpu.failures.length > 0) refuse(gpu.failures[0]!);
  const stop = gpu.onFailure(refuse);
  void gpu.lost.then((reason) => {
    if (isOpen) controller.abort(new DeviceError('cli.gpuLost', [{ reason: inOneLine(reason) }]));
  });
  return {
    failed: signal,
    async settle() {
      gpu.device.pushErrorScope('validation');
      await Promise.race([gpu.device.popErrorScope().catch(() => null), gpu.lost]);
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    },
    close() {
      isOpen = false;
      stop();
    },
  };
}
