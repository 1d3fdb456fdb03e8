/**
 * What a kernel is tried with: sizes at its edges, an oracle and a class of tolerance. One table (table.ts) is read by the tests, by `lethe doctor` and by the
 * page, so that whoever has another adapter tries there what was tried here.
 */

import type { Gpu } from '../../gpu/device';
import type { Judgement } from './judge';

/** How an answer may differ from the oracle's. */
export type Tolerance = 'exact' | 'relativeToSize' | 'residual';

/** The least that a computation asks of an adapter. */
export interface Work {
  /** Bytes of its inputs, read once, and of its outputs, written once. */
  readonly bytes: number;
  /** Arithmetic operations; a multiplication with the addition to it counts two. */
  readonly operations: number;
}

/** A case whose input has been drawn. */
export interface OpenCase {
  /** @throws GpuError, or what the kernel refuses */
  compute(gpu: Gpu): Promise<void>;
  /** Judges what was computed last. */
  judge(): Judgement;
}

export interface KernelCase {
  /** Its sizes. */
  readonly name: string;
  /** Where the case is timed: what it asks for. */
  readonly work?: Work;
  open(): OpenCase;
}

/** The cases of kernels that make sense together only. */
export interface KernelCases {
  /** The stem of the wrapper. */
  readonly kernel: string;
  /** The files of shaders/ that run, without their ending. */
  readonly shaders: readonly string[];
  readonly tolerance: Tolerance;
  readonly cases: readonly KernelCase[];
}

interface CaseParts<Input, Output> {
  readonly name: string;
  readonly work?: Work | undefined;
  /** Seeded: the same input each time. */
  draw(): Input;
  compute(gpu: Gpu, input: Input): Promise<Output>;
  judge(output: Output, input: Input): Judgement;
}

export function defineCase<Input, Output>({
  name,
  work,
  draw,
  compute,
  judge,
}: CaseParts<Input, Output>): KernelCase {
  return {
    name,
    ...(work ? { work } : {}),
    open() {
      const input = draw();
      let output: { readonly value: Output } | null = null;
      return {
        async compute(gpu) {
          output = null;
          output = { value: await compute(gpu, input) };
        },
        judge() {
          if (output === null) throw new Error(`the case "${name}" was not computed`);
          return judge(output.value, input);
        },
      };
    },
  };
}

/** A case on an adapter whose rows hold so few workgroups that there are several: at their true length that takes millions of entries. */
export function inShortRows(kernelCase: KernelCase, mostWorkgroups: number): KernelCase {
  return {
    name: `${kernelCase.name}, ${mostWorkgroups} workgroup(s) a row`,
    open() {
      const { compute, judge } = kernelCase.open();
      return { compute: (gpu) => compute({ ...gpu, mostWorkgroups }), judge };
    },
  };
}

/** Computes a case and judges it. */
export async function judgeCase(gpu: Gpu, kernelCase: KernelCase): Promise<Judgement> {
  const open = kernelCase.open();
  await open.compute(gpu);
  return open.judge();
}
