/**
 * The margin of a sample: z_y - log sum over j != y of e^{z_j}, the logit of the probability of its label, log(p / (1 - p)). It is what N. Carlini et
 * al., "Membership inference attacks from first principles" (IEEE S&P 2022), take of each sample: over models it is nearly normal, which the loss is not.
 */

type Vector = Float32Array | Float64Array;

/** The margin from the logits, without overflow. With one class alone it is infinite. */
export function marginOf(logits: Vector, label: number): number {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < logits.length; j++) if (j !== label) greatest = Math.max(greatest, logits[j]!);
  let sum = 0;
  for (let j = 0; j < logits.length; j++) if (j !== label) sum += Math.exp(logits[j]! - greatest);
  return logits[label]! - greatest - Math.log(sum);
}

/** The margin of a sample whose cross-entropy is known: loss = log(1 + e^-margin), so margin = -log(e^loss - 1). @param loss in nats, at least 0 */
export function marginOfLoss(loss: number): number {
  // From 40 on, e^loss - 1 is e^loss to the last bit.
  return loss > 40 ? -loss : -Math.log(Math.expm1(loss));
}
