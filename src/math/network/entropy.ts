/** Entropy of the softmax of logits, in float64: H = -sum p log p, nats. */

import { largestOf } from '../linear/vector';

/**
 * With d = largest - logit, r = sum of exp(-d) over all but one largest: H = log(1 + r) + sum d exp(-d) / (1 + r). All terms are from 0
 * up, so that H keeps its digits where one class is almost certain.
 * @returns from 0 to log(number of classes)
 */
export function softmaxEntropy(logits: Float32Array | Float64Array): number {
  const largest = largestOf(logits);
  const place = logits.indexOf(largest);
  let rest = 0;
  let spread = 0;
  for (let i = 0; i < logits.length; i++) {
    if (i === place) continue;
    const below = largest - logits[i]!;
    const exponential = Math.exp(-below);
    rest += exponential;
    // Infinitely far below adds nothing: not 0 times infinity.
    if (exponential > 0) spread += below * exponential;
  }
  return Math.log1p(rest) + spread / (1 + rest);
}
