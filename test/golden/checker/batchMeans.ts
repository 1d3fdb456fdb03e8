/** Means over a batch in float64: the sums of the lab's oracle for single samples. */
import { evaluateSample } from '../../../src/math/network/evaluateGraph';
import type { NetworkGraph } from '../../../src/math/network/graph';

export interface Sample {
  readonly input: Float32Array | Float64Array;
  readonly label: number;
}

export interface BatchMeans {
  readonly loss: number;
  /** Share of samples whose most probable class is the label. */
  readonly accuracy: number;
  /** Of the mean loss, in all parameters. */
  readonly gradient: Float64Array;
}

/**
 * Mean loss, its gradient and the accuracy of a batch.
 * @throws RangeError for an empty batch
 */
export function evaluateBatch(
  graph: NetworkGraph,
  parameters: Float32Array | Float64Array,
  batch: readonly Sample[],
): BatchMeans {
  if (batch.length === 0) throw new RangeError('evaluateBatch needs at least 1 sample, got 0');
  const gradient = new Float64Array(parameters.length);
  let loss = 0;
  let correct = 0;
  for (const { input, label } of batch) {
    const sample = evaluateSample(graph, parameters, input, label);
    loss += sample.loss;
    if (sample.probabilities.indexOf(Math.max(...sample.probabilities)) === label) correct += 1;
    for (let i = 0; i < gradient.length; i++) gradient[i]! += sample.gradient[i]!;
  }
  return {
    loss: loss / batch.length,
    accuracy: correct / batch.length,
    gradient: gradient.map((sum) => sum / batch.length),
  };
}

/** Consecutive pieces, the last one short. */
export function splitBatches<T>(items: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}
