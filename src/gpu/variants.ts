/** What an adapter can do that decides which form of a kernel it runs. Which kernels have which forms, and why: src/kernels/variants.ts. */
import type { Gpu } from './device';

/** `software`: computes on the CPU. `subgroups`: invocations exchange values at the cost of an instruction. `generic`: every adapter. */
export type Capability = 'software' | 'generic' | 'subgroups';

/** Whether an adapter has a capability: by what does not change from one start to the next. */
export const capabilities = {
  software: ({ software }: Pick<Gpu, 'software'>) => software,
  generic: () => true,
  // A real GPU loads once what its invocations have in common: it gains nothing.
  subgroups: ({ adapterInfo, device }: Pick<Gpu, 'adapterInfo' | 'device'>) =>
    adapterInfo.architecture === 'swiftshader' && device.features.has('subgroups'),
} satisfies Readonly<Record<Capability, (gpu: Gpu) => boolean>>;
