/** Softmax cross-entropy on logits, in float64: loss = log(sum exp logits) - logits[label], nats. */

type Vector = Float32Array | Float64Array;

/**
 * log(sum exp logits) - logits[label], without overflow, and with its digits when the sample is almost certain: the loss is
 * then the small number log(1 + rest), not the difference of two large ones.
 */
export function crossEntropy(logits: Vector, label: number): number {
  const own = logits[label]!;
  const reference = Math.max(...logits);
  let rest = 0;
  for (let i = 0; i < logits.length; i++) {
    if (i !== label) rest += Math.exp(logits[i]! - reference);
  }
  return own === reference ? Math.log1p(rest) : reference - own + Math.log(rest + Math.exp(own - reference));
}

/** exp(logits) / sum exp(logits), without overflow. */
export function softmax(logits: Vector): Float64Array {
  const maximum = Math.max(...logits);
  const exponentials = Float64Array.from(logits, (logit) => Math.exp(logit - maximum));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((e) => e / sum);
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
