import type { GroupEvaluation } from './forgetSet';
import type { ModelEvaluation } from './metrics/measureModel';

type Sets = Pick<ModelEvaluation, 'training' | 'validation'>;

/**
 * The largest absolute change of a predicted probability, of any class: over every training sample, those that are gone too, and every held-out image as
 * the backend evaluates them, and over the samples of this removal as they are in the report.
 */
export function largestChange(
  before: { readonly sets: Sets; readonly group: GroupEvaluation },
  after: { readonly sets: Sets; readonly group: GroupEvaluation },
): number {
  const pairs: [ArrayLike<number>, ArrayLike<number>][] = [
    [before.sets.training.probabilities, after.sets.training.probabilities],
    [before.sets.validation.probabilities, after.sets.validation.probabilities],
    ...before.group.each.map((view, i): [ArrayLike<number>, ArrayLike<number>] => [
      view.probabilities,
      after.group.each[i]!.probabilities,
    ]),
  ];
  return pairs.reduce((largest, [a, b]) => Math.max(largest, largestDifference(a, b)), 0);
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}
