import * as tf from '@tensorflow/tfjs';
import { type ImageSet, normalise } from '../../data/dataset';
import { openHessianBlock } from '../../kernels/hessianColumn';
import { addHessianColumn } from '../../math/hessianColumn';
import { symmetrise } from '../../math/symmetrise';
import { norm } from '../../math/vector';
import { differentiateBatch } from '../../model/batchGradient';
import { breathe, type Job } from '../../model/job';
import type { CurvatureProblem } from './curvature';

/**
 * The step of the differences, in units of the norm of the parameters: rounding of float32 gradients and the third derivative are in
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

/** The block's Hessian of a set's mean loss by central differences, symmetrised and damped; on WebGPU it is put together on the GPU. */
export async function differenceBlock(
  { session, block }: CurvatureProblem,
  set: ImageSet,
  damping: number,
  { signal, onProgress }: Job,
): Promise<Float64Array> {
  const { network, parameters } = session;
  const step = relativeStep * norm(parameters);
  const growing = await openBlock(session, block);
  const batches = openBatches(session, set);
  const moved = parameters.slice();
  const gradientsAt = (index: number, by: number) => {
    moved[index] = parameters[index]! + by;
    network.setParameters(moved);
    moved[index] = parameters[index]!;
    return sumGradients(session, batches);
  };
  try {
    for (const [column, index] of block.entries()) {
      const plus = gradientsAt(index, step);
      const minus = gradientsAt(index, -step);
      try {
        // What float32 makes of w + h and w - h, not what was asked for.
        const width = Math.fround(parameters[index]! + step) - Math.fround(parameters[index]! - step);
        await growing.add(column, plus, minus, 1 / (width * set.count));
      } finally {
        tf.dispose([plus, minus]);
      }
      onProgress?.((column + 1) / block.length);
      await breathe(signal);
    }
    return await growing.read(damping);
  } finally {
    growing.close();
    tf.dispose(batches.map(({ inputs }) => inputs));
    network.setParameters(parameters);
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

interface HeldBatch {
  readonly inputs: tf.Tensor;
  readonly labels: Uint8Array;
}

/** The set as tensors that stay for all columns. */
function openBatches({ network, dataset }: CurvatureProblem['session'], set: ImageSet): HeldBatch[] {
  const batches: HeldBatch[] = [];
  for (let from = 0; from < set.count; from += network.batchRows) {
    const to = Math.min(from + network.batchRows, set.count);
    const inputs = network.toTensor(normalise(set, dataset, from, to));
    batches.push({ inputs, labels: set.labels.subarray(from, to) });
  }
  return batches;
}

/** The gradient of the summed loss at the network's present weights, flat; the caller disposes it. */
function sumGradients({ network }: CurvatureProblem['session'], batches: readonly HeldBatch[]): tf.Tensor1D {
  return tf.tidy(() =>
    batches
      .map(({ inputs, labels }) => {
        const every = new Uint8Array(labels.length).fill(1);
        const { logits, gradients } = differentiateBatch(network, inputs, labels, every);
        logits.dispose();
        return tf.concat1d(gradients.map((gradient) => tf.reshape(gradient, [-1]) as tf.Tensor1D));
      })
      .reduce((sum, part) => tf.add(sum, part)),
  );
}
