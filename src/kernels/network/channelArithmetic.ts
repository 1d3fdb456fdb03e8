import code from '../../../shaders/network/channelArithmetic.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { recordDispatch, workgroupsFor } from '../../gpu/kernel';
import { SHAPED_WORKGROUP, type ShapedKernel, shapedKernelNow } from '../../gpu/shapedKernel';
import type { ChannelOperation } from '../../math/network/channelArithmetic';

/** The numbers of the operations in the shader. */
const numbers: Record<ChannelOperation, number> = {
  add: 0,
  subtract: 1,
  multiply: 2,
  divide: 3,
  subtractFrom: 4,
  divideInto: 5,
};

/** The kernel of one operation; all sizes are free. */
export function shapeChannelArithmetic(operation: ChannelOperation): ShapedKernel {
  return { name: 'channelArithmetic', code, constants: { OPERATION: numbers[operation] } };
}

export interface ChannelSizes {
  readonly entries: number;
  readonly columns: number;
  readonly inner: number;
}

export interface ChannelArithmeticBuffers {
  readonly input: GPUBuffer;
  readonly vector: GPUBuffer;
  readonly output: GPUBuffer;
}

/**
 * Records output[r, c, i] = input[r, c, i] op vector[c].
 * @param sizes entries = rows * columns * inner
 * @throws RangeError when there are no entries, or not whole rows of them
 */
export function recordChannelArithmetic(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  scope: BufferScope,
  operation: ChannelOperation,
  { entries, columns, inner }: ChannelSizes,
  { input, vector, output }: ChannelArithmeticBuffers,
): void {
  if (!(entries >= 1 && columns >= 1 && inner >= 1 && entries % (columns * inner) === 0)) {
    throw new RangeError(
      `channelArithmetic needs whole rows, got ${entries} entries in ${columns} columns of ${inner}`,
    );
  }
  recordDispatch(
    gpu,
    encoder,
    shapedKernelNow(gpu, shapeChannelArithmetic(operation)),
    [
      scope.uniform('channelArithmetic params', Uint32Array.from([entries, columns, inner, 0])),
      input,
      vector,
      output,
    ],
    workgroupsFor(gpu, Math.ceil(entries / 4), SHAPED_WORKGROUP),
  );
}
