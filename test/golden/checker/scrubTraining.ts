/** The training run of scrub_step.json, repeated in float64, and the gradients that its epochs leave behind. */
import type { NetworkGraph } from '../../../src/math/network/graph';
import { type BatchMeans, evaluateBatch, type Sample, splitBatches } from './batchMeans';

export interface TrainingRun {
  readonly graph: NetworkGraph;
  readonly samples: readonly Sample[];
  readonly start: Float64Array;
  /** One order of all samples an epoch; batches are consecutive pieces of it. */
  readonly orders: readonly (readonly number[])[];
  readonly batchSize: number;
  readonly weightDecay: number;
  readonly momentum: number;
  /** Of an epoch, counted from 0. */
  readonly learningRate: (epoch: number) => number;
}

export interface Epoch {
  /** Each batch as it was met, before its step; gradients without weight decay. */
  readonly batches: readonly (BatchMeans & { readonly size: number })[];
  /** After the last step. */
  readonly parameters: Float64Array;
}

/** Stochastic gradient descent as torch does it: v = momentum v + (g + weightDecay w), w = w - learningRate v. */
export function repeatTraining(run: TrainingRun): Epoch[] {
  const { graph, samples, batchSize, weightDecay, momentum } = run;
  const parameters = run.start.slice();
  const velocity = new Float64Array(parameters.length);
  return run.orders.map((order, epoch) => {
    const rate = run.learningRate(epoch);
    const batches = splitBatches(order, batchSize).map((indices) => {
      const batch = indices.map((index) => samples[index]!);
      const means = evaluateBatch(graph, parameters, batch);
      for (let i = 0; i < parameters.length; i++) {
        velocity[i] = momentum * velocity[i]! + means.gradient[i]! + weightDecay * parameters[i]!;
        parameters[i]! -= rate * velocity[i]!;
      }
      return { ...means, size: batch.length };
    });
    return { batches, parameters: parameters.slice() };
  });
}

/** What an epoch may store as "the gradient at its end". */
export type BankName =
  | 'stored_by_reference_torch_lt_2'
  | 'stored_by_reference_torch_ge_2'
  | 'epoch_mean_gradient'
  | 'full_gradient_at_snapshot';

/**
 * The gradient in each bank at the end of an epoch. The first two are what the authors' code leaves in its dictionary, where
 * every tensor of a flat model is entered twice: zeroed in place, it holds 2^2 times the last batch; dropped (torch 2), the first
 * batch once and the others twice. Both are divided by the number of samples.
 */
export const BANKS: Record<BankName, (epoch: Epoch, run: TrainingRun) => Float64Array> = {
  stored_by_reference_torch_lt_2: ({ batches }, { samples }) =>
    sumOfBatches(batches, (index) => (index === batches.length - 1 ? 4 / samples.length : 0)),
  stored_by_reference_torch_ge_2: ({ batches }, { samples }) =>
    sumOfBatches(batches, (index) => (index === 0 ? 1 : 2) / samples.length),
  epoch_mean_gradient: ({ batches }, { samples }) =>
    sumOfBatches(batches, (index) => batches[index]!.size / samples.length),
  full_gradient_at_snapshot: ({ parameters }, { graph, samples }) =>
    evaluateBatch(graph, parameters, samples).gradient,
};

function sumOfBatches(batches: readonly BatchMeans[], weight: (index: number) => number): Float64Array {
  const sum = new Float64Array(batches[0]!.gradient.length);
  for (const [index, { gradient }] of batches.entries()) {
    for (let i = 0; i < sum.length; i++) sum[i]! += weight(index) * gradient[i]!;
  }
  return sum;
}
