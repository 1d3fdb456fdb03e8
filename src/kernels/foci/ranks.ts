import code from '../../../shaders/foci/ranks.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, recordDispatch } from '../../gpu/kernel';
import { splitRows } from '../../gpu/split';
import { refuseSizes, WORKGROUP } from './limits';

export interface RanksBuffers {
  /** n pairs of words: see orderedKeys. */
  readonly keys: GPUBuffer;
  /** R, n counts. */
  readonly atMost: GPUBuffer;
  /** L, n counts. */
  readonly atLeast: GPUBuffer;
}

/**
 * 64-bit integers that order as the float64 values do, -0 and 0 being equal: the GPU has no float64, and float32 would make
 * ties that y does not have.
 * @returns two words for every value, the high one first
 */
export function orderedKeys(values: ArrayLike<number>): Uint32Array {
  const bits = new DataView(new ArrayBuffer(8));
  const keys = new Uint32Array(2 * values.length);
  for (let i = 0; i < values.length; i++) {
    // Adding 0 turns -0 into 0.
    bits.setFloat64(0, values[i]! + 0);
    const high = bits.getUint32(0);
    const isNegative = high >= 0x80000000;
    keys[2 * i] = isNegative ? ~high : high | 0x80000000;
    keys[2 * i + 1] = isNegative ? ~bits.getUint32(4) : bits.getUint32(4);
  }
  return keys;
}

/** Compiles shaders/foci/ranks.wgsl; the function returned records the counts R and L of n keys. */
export async function prepareRanks(gpu: Gpu, workgroup = WORKGROUP) {
  const kernel = await compileKernel(gpu, 'ranks', code, { WORKGROUP: workgroup });
  return (
    encoder: GPUCommandEncoder,
    scope: BufferScope,
    buffers: RanksBuffers,
    n: number,
    pairsPerDispatch: number,
  ): void => {
    refuseSizes('ranks', n);
    for (const { firstRow, rows } of splitRows(n, n, pairsPerDispatch)) {
      const params = scope.uniform('ranks', new Uint32Array([n, firstRow, firstRow + rows]));
      recordDispatch(
        gpu,
        encoder,
        kernel,
        [params, buffers.keys, buffers.atMost, buffers.atLeast],
        [Math.ceil(rows / workgroup)],
      );
    }
  };
}
