/** Plans for tfjs's reductions over neighbouring axes, and for its arithmetic with a vector along one axis or with a single number. */

import * as tf from '@tensorflow/tfjs';
import type { ChannelOperation } from '../../math/network/channelArithmetic';
import type { Reduction } from '../../math/network/channelReduction';
import {
  type ChannelSizes,
  recordChannelArithmetic,
  shapeChannelArithmetic,
} from '../network/channelArithmetic';
import { recordChannelReduction, shapeChannelReduction } from '../network/channelReduction';
import { areReadable, type Planner, type Recording } from './tfjsPlan';

const product = (lengths: readonly number[]) => lengths.reduce((size, length) => size * length, 1);

/** The reduction of outer x middle x inner over the middle. */
interface ReducedShape {
  readonly outer: number;
  readonly middle: number;
  readonly inner: number;
}

/** Partial sums are worth a second pass where one pass would have fewer invocations than this. */
const WANTED_INVOCATIONS = 1024;
/** Rows that one invocation adds up at least, where there are partial sums. */
const FEWEST_ROWS = 8;

/** Rows of the partial sums' groups: all of the middle, or shorter groups where one pass would leave a device idle. */
function rowsOfGroups({ outer, middle, inner }: ReducedShape): number {
  if (outer > 1) return middle;
  const groups = Math.min(Math.ceil(WANTED_INVOCATIONS / inner), Math.ceil(middle / FEWEST_ROWS));
  return Math.ceil(middle / groups);
}

function reduce(
  { list, scope }: Recording,
  reduction: Reduction,
  shape: ReducedShape,
  scale: number,
  input: GPUBuffer,
  output: GPUBuffer,
): void {
  const { outer, middle, inner } = shape;
  const rowsPerGroup = rowsOfGroups(shape);
  const sizes = { rows: outer * middle, columns: inner, rowsPerGroup };
  if (rowsPerGroup === middle) {
    recordChannelReduction(list, reduction, sizes, { input, output }, scale);
    return;
  }
  const groups = Math.ceil(middle / rowsPerGroup);
  const partial = scope.storage('reduction partial', 4 * groups * inner);
  recordChannelReduction(list, reduction, sizes, { input, output: partial });
  const rest = { rows: groups, columns: inner, rowsPerGroup: groups };
  recordChannelReduction(list, reduction, rest, { input: partial, output }, scale);
}

/** Plans a reduction over axes that stand side by side. */
function planReduction(reduction: Reduction, isMean: boolean): Planner {
  return ({ x }, attributes) => {
    if (!x || !areReadable([x])) return null;
    const { axis, reductionIndices, keepDims } = attributes as unknown as {
      axis?: number | number[];
      reductionIndices?: number | number[];
      keepDims: boolean;
    };
    const axes = tf.util.parseAxisParam(axis ?? reductionIndices!, x.shape).sort((a, b) => a - b);
    const [first = 0] = axes;
    const end = first + axes.length;
    if (axes.length === 0 || axes.some((place, i) => place !== first + i)) return null;
    const [before, over, after] = [x.shape.slice(0, first), x.shape.slice(first, end), x.shape.slice(end)];
    const shape = { outer: product(before), middle: product(over), inner: product(after) };
    return {
      inputs: [x],
      outputShape: [...before, ...(keepDims ? over.map(() => 1) : []), ...after],
      kernels: [shapeChannelReduction(reduction)],
      record(recording, [input], output) {
        reduce(recording, reduction, shape, isMean ? 1 / shape.middle : 1, input!, output);
      },
    };
  };
}

export const planSum = planReduction('sum', false);
export const planMean = planReduction('sum', true);
export const planMax = planReduction('greatest', false);

/** How a small operand lies along a large one, or null when it is not a vector along one axis (or several neighbouring ones). */
function lieAlong(large: readonly number[], small: readonly number[]): ChannelSizes | null {
  const padded = [...Array<number>(Math.max(0, large.length - small.length)).fill(1), ...small];
  if (padded.length !== large.length) return null;
  const entries = product(large);
  const columns = product(padded);
  if (columns === entries) return null;
  const first = padded.findIndex((length) => length !== 1);
  if (first < 0) return { entries, columns, inner: 1 };
  const last = padded.findLastIndex((length) => length !== 1);
  for (let axis = first; axis <= last; axis++) if (padded[axis] !== large[axis]) return null;
  return { entries, columns, inner: product(large.slice(last + 1)) };
}

/**
 * Plans a op b where one of them is a vector along the other.
 * @param swapped the operation that gives the same with its operands exchanged
 */
export function planArithmetic(operation: ChannelOperation, swapped: ChannelOperation): Planner {
  return ({ a, b }) => {
    if (!a || !b || !areReadable([a, b])) return null;
    const along = lieAlong(a.shape, b.shape);
    const sizes = along ?? lieAlong(b.shape, a.shape);
    if (!sizes) return null;
    const [large, small, chosen] = along ? [a, b, operation] : [b, a, swapped];
    return {
      inputs: [large, small],
      outputShape: large.shape,
      kernels: [shapeChannelArithmetic(chosen)],
      record({ list }, [input, vector], output) {
        const buffers = { input: input!, vector: vector!, output };
        recordChannelArithmetic(list, chosen, sizes, buffers);
      },
    };
  };
}
