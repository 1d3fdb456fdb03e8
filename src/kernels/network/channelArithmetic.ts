import code from '../../../shaders/network/channelArithmetic.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
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
export function shapeChannelArithmetic(operation: ChannelOperation) {
  return defineKernel({
    name: 'channelArithmetic',
    code,
    params: { entries: 'u32', columns: 'u32', inner: 'u32' },
    bindings: { input: 'read', vector: 'read', output: 'read_write' },
    workgroups: ({ entries }) => ({ invocations: Math.ceil(entries / 4) }),
    constants: { OPERATION: numbers[operation] },
  });
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
  list: RunList,
  operation: ChannelOperation,
  { entries, columns, inner }: ChannelSizes,
  buffers: ChannelArithmeticBuffers,
): void {
  if (!(entries >= 1 && columns >= 1 && inner >= 1 && entries % (columns * inner) === 0)) {
    throw new RangeError(
      `channelArithmetic needs whole rows, got ${entries} entries in ${columns} columns of ${inner}`,
    );
  }
  list.dispatch(shapeChannelArithmetic(operation), { entries, columns, inner }, { ...buffers });
}
