/**
 * How much of what retraining does was done. Of one number of each sample (its loss, or its margin), with o the original model, u the unlearned one and r the
 * one retrained in the same order without the samples:
 *   share = sum (u - o) / sum (r - o)    over the forget set: 1 where unlearning did what retraining does, 0 where it did nothing, more where it overshot
 * It is not defined where the denominator is under twice the floor |sum (z - o)|, z the model retrained without a sample of no influence.
 *   margin = z_y - log sum over the others of e^z = -log(e^loss - 1)
 * the logarithm of the odds of the label (N. Carlini et al., "Membership inference attacks from first principles", IEEE S&P 2022).
 */

type Values = ArrayLike<number>;

/** The smallest number above 0 that float32 has: a loss of 0 is one below it. */
const leastLoss = 2 ** -149;

/** The margin that belongs to a cross-entropy loss, in nats both. */
export function marginOfLoss(loss: number): number {
  const positive = Math.max(loss, leastLoss);
  return -positive - Math.log(-Math.expm1(-positive));
}

/** Sums of changes over a set. */
export interface RecoveredShare {
  /** sum (u - o) */
  readonly made: number;
  /** sum (r - o) */
  readonly retrained: number;
  /** |sum (z - o)| */
  readonly floor: number;
  /** null where it is not defined. */
  readonly share: number | null;
}

/** A number of each sample of a set, by four models. */
export interface ChangedValues {
  readonly original: Values;
  readonly unlearned: Values;
  readonly retrained: Values;
  readonly floor: Values;
}

/** The share of the change that was made. @throws RangeError when the lengths differ */
export function recoveredShare({ original, unlearned, retrained, floor }: ChangedValues): RecoveredShare {
  const made = sumOfChanges(original, unlearned);
  const wanted = sumOfChanges(original, retrained);
  const noise = Math.abs(sumOfChanges(original, floor));
  return { made, retrained: wanted, floor: noise, share: shareOfChange(made, wanted, noise) };
}

/** What was made as a share of what retraining makes; null where that is nothing, or under twice the floor. */
export function shareOfChange(made: number, retrained: number, floor: number): number | null {
  const isDefined = Math.abs(retrained) > 0 && Math.abs(retrained) >= 2 * floor;
  // Nothing is 0, not -0, whatever the sign of what it is a share of.
  return isDefined ? made / retrained + 0 : null;
}

function sumOfChanges(before: Values, after: Values): number {
  refuseLengths(before, after);
  let sum = 0;
  for (let i = 0; i < before.length; i++) sum += after[i]! - before[i]!;
  return sum;
}

/** Pearson's correlation of two changes, sample by sample; null where one of them is the same for all samples. */
export function correlateChanges(original: Values, first: Values, second: Values): number | null {
  refuseLengths(original, first);
  refuseLengths(original, second);
  const ofFirst = changes(original, first);
  const ofSecond = changes(original, second);
  let [squares, otherSquares, products] = [0, 0, 0];
  for (let i = 0; i < ofFirst.length; i++) {
    squares += ofFirst[i]! ** 2;
    otherSquares += ofSecond[i]! ** 2;
    products += ofFirst[i]! * ofSecond[i]!;
  }
  const scale = Math.sqrt(squares * otherSquares);
  return scale === 0 ? null : Math.max(-1, Math.min(1, products / scale));
}

/** What changed, less its mean. */
function changes(before: Values, after: Values): Float64Array {
  const change = Float64Array.from({ length: before.length }, (_, i) => after[i]! - before[i]!);
  const mean = change.reduce((sum, one) => sum + one, 0) / Math.max(change.length, 1);
  return change.map((one) => one - mean);
}

function refuseLengths(one: Values, other: Values): void {
  if (one.length === other.length) return;
  throw new RangeError(`changes need as many values before as after, got ${one.length} and ${other.length}`);
}
