import * as tf from '@tensorflow/tfjs';
import { openHessianBlock } from '../../kernels/removal/hessianColumn';
import { symmetrise } from '../../math/linear/symmetrise';
import { addHessianColumn } from '../../math/removal/hessianColumn';
import { differentiateBatch } from '../../model/batchGradient';
import type { Downstream } from '../../model/downstream';
import type { Job } from '../../model/job';
import { normOfTrained } from '../../model/network';
import type { CurvatureProblem } from './curvature';
import { blockWithin } from './hessianSet';

/**
 * The step of the differences, in units of the norm of the trained parameters: rounding of float32 gradients and the third derivative are in
 * balance for softmax regression between 2e-3 and 1e-2.
 */
const relativeStep = 3e-3;

/** A matrix that takes columns from the gradients on both sides, and is read once. */
interface GrowingBlock {
  add(column: number, plus: tf.Tensor1D, minus: tf.Tensor1D, scale: number): Promise<void> | void;
  /** (M + M') / 2 + damping I. */
  read(damping: number): Promise<Float64Array>;
  close(): void;
}

/** The block's Hessian of the set's mean loss by central differences, symmetrised and damped; on WebGPU it is put together on the GPU. */
export async function differenceBlock(
  problem: CurvatureProblem,
  downstream: Downstream,
  damping: number,
  { signal, onProgress }: Job,
): Promise<Float64Array> {
  const { session, block } = problem;
  const { parameters } = session;
  const step = relativeStep * normOfTrained(session.network, parameters);
  const growing = await openBlock(session, blockWithin(problem, downstream));
  const moved = parameters.slice();
  const gradientAt = (index: number, by: number) => {
    moved[index] = parameters[index]! + by;
    downstream.setParameters(moved);
    moved[index] = parameters[index]!;
    return sumGradients(downstream, signal);
  };
  try {
    for (const [column, index] of block.entries()) {
      const gradients: tf.Tensor1D[] = [];
      try {
        for (const by of [step, -step]) gradients.push(await gradientAt(index, by));
        const [plus, minus] = gradients;
        // What float32 makes of w + h and w - h, not what was asked for.
        const width = Math.fround(parameters[index]! + step) - Math.fround(parameters[index]! - step);
        await growing.add(column, plus!, minus!, 1 / (width * downstream.count));
      } finally {
        tf.dispose(gradients);
      }
      onProgress?.((column + 1) / block.length);
    }
    return await growing.read(damping);
  } finally {
    growing.close();
    downstream.setParameters(parameters);
  }
}

async function openBlock(
  { compute: { gpu } }: CurvatureProblem['session'],
  block: Uint32Array,
): Promise<GrowingBlock> {
  if (gpu) {
    const onGpu = await openHessianBlock(gpu, block);
    return { ...onGpu, read: async (damping) => Float64Array.from(await onGpu.read(damping)) };
  }
  const matrix = new Float64Array(block.length ** 2);
  return {
    async add(column, plus, minus, scale) {
      const [above, below] = (await Promise.all([plus.data(), minus.data()])) as Float32Array[];
      addHessianColumn(matrix, column, above!, below!, block, scale);
    },
    read: async (damping) => symmetrise(matrix, block.length, damping),
    close() {},
  };
}

/** The gradient of the summed loss at the part's present weights, flat; the caller disposes it. */
async function sumGradients({ part, forEachBatch }: Downstream, signal?: AbortSignal): Promise<tf.Tensor1D> {
  let sum: tf.Tensor1D | null = null;
  try {
    await forEachBatch({ signal }, async ({ inputs, labels }) => {
      const before: tf.Tensor1D | null = sum;
      sum = tf.tidy(() => {
        const every = new Uint8Array(labels.length).fill(1);
        const { logits, gradients } = differentiateBatch(part, inputs, labels, every);
        logits.dispose();
        const flat = tf.concat1d(gradients.map((gradient) => tf.reshape(gradient, [-1]) as tf.Tensor1D));
        return before ? tf.add(before, flat) : flat;
      });
      before?.dispose();
    });
    return sum!;
  } catch (error) {
    tf.dispose(sum ?? []);
    throw error;
  }
}
