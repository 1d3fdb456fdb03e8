/** Batch normalisation with its running statistics, as it is in unlearning: gamma (x - mean) / sqrt(variance + epsilon) + beta, per channel. */

import type { GraphNode } from './graph';
import type { NodeGradients, NodeInput, PartOf } from './nodeValues';

type BatchNormNode = Extract<GraphNode, { op: 'batchNorm' }>;

/** The normalised map. */
export function evaluateBatchNorm(node: BatchNormNode, { values }: NodeInput, weight: PartOf): Float64Array {
  const channels = node.shape[2];
  const gamma = node.gamma === null ? null : weight(node.gamma);
  const beta = node.beta === null ? null : weight(node.beta);
  return standardise(node, values, weight).map(
    (value, i) => value * (gamma?.[i % channels] ?? 1) + (beta?.[i % channels] ?? 0),
  );
}

/** Adds to the gradients in scale, shift and input; that of the running statistics stays 0: they are no parameters of the loss, but remembered from training. */
export function differentiateBatchNorm(
  node: BatchNormNode,
  { values }: NodeInput,
  weight: PartOf,
  { upstream, downstream, weightGradient }: NodeGradients,
): void {
  const channels = node.shape[2];
  const gamma = node.gamma === null ? null : weight(node.gamma);
  const gammaGradient = node.gamma === null ? null : weightGradient(node.gamma);
  const betaGradient = node.beta === null ? null : weightGradient(node.beta);
  const variance = weight(node.variance);
  const standardised = standardise(node, values, weight);
  upstream.forEach((above, i) => {
    const c = i % channels;
    downstream[i]! += (above * (gamma?.[c] ?? 1)) / Math.sqrt(variance[c]! + node.epsilon);
    if (gammaGradient) gammaGradient[c]! += above * standardised[i]!;
    if (betaGradient) betaGradient[c]! += above;
  });
}

function standardise(node: BatchNormNode, values: Float64Array, weight: PartOf): Float64Array {
  const channels = node.shape[2];
  const mean = weight(node.mean);
  const deviation = Float64Array.from(weight(node.variance), (variance) =>
    Math.sqrt(variance + node.epsilon),
  );
  return values.map((value, i) => (value - mean[i % channels]!) / deviation[i % channels]!);
}
