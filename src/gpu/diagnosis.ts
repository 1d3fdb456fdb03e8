/** Finds out what WebGPU there is, and says it in words that a person can act on. */

import type { Message } from '../words/catalogue';
import { message } from '../words/say';

/** The limits that the lab's kernels rely on; all are the defaults that every WebGPU implementation grants. */
const neededLimits = {
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupsPerDimension: 65_535,
  maxStorageBuffersPerShaderStage: 8,
  maxStorageBufferBindingSize: 128 * 1024 * 1024,
} as const;

/** What WebGPU there is, with the words for it. */
export type Diagnosis =
  | { readonly kind: 'insecureContext' | 'noWebGpu' | 'noAdapter'; readonly said: Message }
  | {
      readonly kind: 'missingLimits' | 'softwareAdapter' | 'ready';
      readonly said: Message;
      readonly adapter: GPUAdapter;
    };

/** The surroundings that the diagnosis looks at: a window, a worker, or Node with Dawn. */
export interface Surroundings {
  readonly isSecureContext?: boolean;
  readonly navigator?: { readonly gpu?: GPU | undefined };
}

/** Whether the adapter computes on the CPU. The attribute moved from the adapter to its info. */
export function isSoftwareAdapter(adapter: GPUAdapter): boolean {
  const info = adapter.info as GPUAdapterInfo & { isFallbackAdapter?: boolean };
  const legacy = (adapter as GPUAdapter & { isFallbackAdapter?: boolean }).isFallbackAdapter;
  const flagged = info?.isFallbackAdapter ?? legacy ?? false;
  return flagged || /swiftshader|llvmpipe|lavapipe|basic render/i.test(describeAdapter(adapter));
}

const nameless = {
  vendor: '',
  architecture: '',
  device: '',
  description: '',
  subgroupMinSize: 4,
  subgroupMaxSize: 128,
  isFallbackAdapter: false,
} as unknown as GPUAdapterInfo;

/** What the adapter says of itself; Chrome and Edge 113 to 126 give nothing without being asked another way. */
export function infoOf(adapter: GPUAdapter): GPUAdapterInfo {
  return (adapter.info as GPUAdapterInfo | undefined) ?? nameless;
}

/** The adapter's own words about itself, for example "NVIDIA H100" or "google swiftshader". */
export function describeAdapter(adapter: GPUAdapter): string {
  const { vendor, architecture, device, description } = infoOf(adapter);
  const words = description || [vendor, architecture, device].filter(Boolean).join(' ');
  return words || 'an adapter that does not give its name';
}

/**
 * Looks, in this order, for: a secure context, WebGPU in this browser, an adapter, the limits that the kernels need, and
 * whether the adapter is a real GPU.
 */
export async function diagnose(surroundings: Surroundings = globalThis): Promise<Diagnosis> {
  if (surroundings.isSecureContext === false) {
    return { kind: 'insecureContext', said: message('gpu.webgpu.insecureContext') };
  }
  const gpu = surroundings.navigator?.gpu;
  if (!gpu) return { kind: 'noWebGpu', said: message('gpu.webgpu.noWebGpu') };
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return { kind: 'noAdapter', said: message('gpu.webgpu.noAdapter') };
  const name = describeAdapter(adapter);
  const missing = Object.entries(neededLimits)
    .map(([limit, needed]) => ({ limit, needed, found: adapter.limits[limit as keyof typeof neededLimits] }))
    .filter(({ needed, found }) => found < needed);
  if (missing.length > 0) {
    return { kind: 'missingLimits', said: message('gpu.webgpu.missingLimits', { name, missing }), adapter };
  }
  const kind = isSoftwareAdapter(adapter) ? 'softwareAdapter' : 'ready';
  return { kind, said: message(`gpu.webgpu.${kind}`, { name }), adapter };
}
