/** Finds out what WebGPU there is, and says it in a sentence that a person can act on. */

/** The limits that the lab's kernels rely on; all are the defaults that every WebGPU implementation grants. */
const neededLimits = {
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupsPerDimension: 65_535,
  maxStorageBuffersPerShaderStage: 8,
  maxStorageBufferBindingSize: 128 * 1024 * 1024,
} as const;

export type Diagnosis =
  | { readonly kind: 'insecureContext'; readonly sentence: string }
  | { readonly kind: 'noWebGpu'; readonly sentence: string }
  | { readonly kind: 'noAdapter'; readonly sentence: string }
  | { readonly kind: 'missingLimits'; readonly sentence: string; readonly adapter: GPUAdapter }
  | { readonly kind: 'softwareAdapter'; readonly sentence: string; readonly adapter: GPUAdapter }
  | { readonly kind: 'ready'; readonly sentence: string; readonly adapter: GPUAdapter };

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

/** The adapter's own words about itself, for example "NVIDIA H100" or "google swiftshader". */
export function describeAdapter(adapter: GPUAdapter): string {
  const { vendor, architecture, device, description } = adapter.info;
  const words = description || [vendor, architecture, device].filter(Boolean).join(' ');
  return words || 'an adapter that does not give its name';
}

/**
 * Looks, in this order, for: a secure context, WebGPU in this browser, an adapter, the limits that the kernels need, and
 * whether the adapter is a real GPU.
 */
export async function diagnose(surroundings: Surroundings = globalThis): Promise<Diagnosis> {
  if (surroundings.isSecureContext === false) {
    return {
      kind: 'insecureContext',
      sentence:
        'This page came over plain http, and browsers offer WebGPU on https and localhost only: open it there to use the GPU.',
    };
  }
  const gpu = surroundings.navigator?.gpu;
  if (!gpu) {
    return {
      kind: 'noWebGpu',
      sentence:
        'This browser has no WebGPU. Chrome and Edge 113, Safari 26 and Firefox 141 (Windows) or later versions have it.',
    };
  }
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) {
    return {
      kind: 'noAdapter',
      sentence:
        'This browser has WebGPU but found no graphics adapter: its driver may be blocked or too old (chrome://gpu says which).',
    };
  }
  const name = describeAdapter(adapter);
  const missing = Object.entries(neededLimits).filter(
    ([limit, needed]) => adapter.limits[limit as keyof typeof neededLimits] < needed,
  );
  if (missing.length > 0) {
    const list = missing.map(
      ([limit, needed]) => `${limit} ${adapter.limits[limit as keyof typeof neededLimits]} of ${needed}`,
    );
    return {
      kind: 'missingLimits',
      sentence: `The graphics adapter (${name}) is too small for the lab's kernels: ${list.join(', ')}.`,
      adapter,
    };
  }
  if (isSoftwareAdapter(adapter)) {
    return {
      kind: 'softwareAdapter',
      sentence: `WebGPU runs in software here (${name}): the CPU does the work, through a detour.`,
      adapter,
    };
  }
  return { kind: 'ready', sentence: `WebGPU runs on ${name}.`, adapter };
}
