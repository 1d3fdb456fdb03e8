/** Whose kernel answers a call of tfjs: chosen per adapter and shape, by measurement where there is one. */

import type { Gpu } from '../../gpu/device';
import type { Plan } from './tfjsPlan';

/** Our own kernel wherever there is one; or the one that was faster, and where nothing was measured, our own on software adapters. */
export type KernelChoice = 'own' | 'fastest';

export interface MeasuredKernel {
  /** Our kernel and the sizes of its shape. */
  readonly call: string;
  readonly ownMs: number;
  readonly stockMs: number;
}

const measured = new WeakMap<GPUDevice, Map<string, MeasuredKernel>>();

function callOf({ kernels, key }: Plan): string {
  return `${kernels[0]!.name} ${key}`;
}

/** What was measured on this device. */
export function measuredKernels({ device }: Gpu): readonly MeasuredKernel[] {
  return [...(measured.get(device)?.values() ?? [])];
}

/** Remembers what our kernel and tfjs's take for such a call. */
export function rememberMeasured({ device }: Gpu, plan: Plan, ownMs: number, stockMs: number): void {
  const call = callOf(plan);
  const known = measured.get(device) ?? new Map<string, MeasuredKernel>();
  measured.set(device, known.set(call, { call, ownMs, stockMs }));
}

/** Whether such a call was measured on this device. */
export function isMeasured({ device }: Gpu, plan: Plan): boolean {
  return measured.get(device)?.has(callOf(plan)) ?? false;
}

/** Whether our kernel answers the call. */
export function isOwnChosen(gpu: Gpu, choice: KernelChoice, plan: Plan): boolean {
  if (choice === 'own') return true;
  const known = measured.get(gpu.device)?.get(callOf(plan));
  return known ? known.ownMs <= known.stockMs : gpu.software;
}
