/** Softmax cross-entropy on logits, in float64: loss = log(sum exp logits) - logits[label], nats. */

import { largestOf } from '../linear/vector';

type Vector = Float32Array | Float64Array;

/**
 * log(sum exp logits) - logits[label], without overflow, and with its digits when the sample is almost certain: the loss is
 * then the small number log(1 + rest), not the difference of two large ones.
 */
export function crossEntropy(logits: Vector, label: number): number {
  const own = logits[label]!;
  const reference = largestOf(logits);
  let rest = 0;
  for (let i = 0; i < logits.length; i++) {
    if (i !== label) rest += Math.exp(logits[i]! - reference);
  }
  return own === reference ? Math.log1p(rest) : reference - own + Math.log(rest + Math.exp(own - reference));
}

/** exp(logits) / sum exp(logits), without overflow. */
export function softmax(logits: Vector): Float64Array {
  const maximum = largestOf(logits);
  const shares = new Float64Array(logits.length);
  let sum = 0;
  for (let i = 0; i < shares.length; i++) {
    shares[i] = Math.exp(logits[i]! - maximum);
    sum += shares[i]!;
  }
  for (let i = 0; i < shares.length; i++) shares[i]! /= sum;
  return shares;
}

/**
 * softmax(logits) - onehot(label): the gradient of the loss in the logits. The entry of the label is minus the sum of the others,
 * so that it keeps its digits when the sample is almost certain.
 */
export function logitGradient(logits: Vector, label: number): Float64Array {
  const gradient = softmax(logits);
  gradient[label] = 0;
  gradient[label] = -gradient.reduce((a, b) => a + b, 0);
  return gradient;
}
