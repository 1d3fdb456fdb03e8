/**
 * What a model answers to each class of samples that have several labels, and how right that is:
 *   micro F1 = 2 TP / (2 TP + FP + FN)   over all samples and classes; of one class over the samples alone
 * (C. J. van Rijsbergen, "Information Retrieval", 1979). Where each sample has one class and one answer it is the share of right answers.
 */

import { isTrueOf, type Label } from '../math/network/outputLoss';

/** The bits of an answer. */
const [isTrue, isGiven] = [1, 2];

/** Writes the answers for one sample: a class is given where its output is above 0, a probability above one half. */
export function writeAnswers(
  answers: Uint8Array,
  from: number,
  outputs: ArrayLike<number>,
  label: Label,
): void {
  for (let k = 0; k < outputs.length; k++)
    answers[from + k] = (isTrueOf(label, k) ? isTrue : 0) | (outputs[k]! > 0 ? isGiven : 0);
}

/** Right and wrong answers. */
export interface AnswerCounts {
  /** Classes that are true and given. */
  readonly right: number;
  /** Classes that are either. */
  readonly wrong: number;
  /** Samples of which the class is true, or any is where all are counted. */
  readonly samples: number;
}

/**
 * Counts the answers to the samples whose weight is 1.
 * @param answers samples x classes
 * @param only one class; absent: all
 */
export function countAnswers(
  answers: Uint8Array,
  classes: number,
  included?: Uint8Array,
  only?: number,
): AnswerCounts {
  let [right, wrong, samples] = [0, 0, 0];
  for (let row = 0; row < answers.length / classes; row++) {
    if (included?.[row] === 0) continue;
    let isOne = only === undefined;
    for (let k = only ?? 0; k < (only === undefined ? classes : only + 1); k++) {
      const answer = answers[row * classes + k]!;
      if (answer === (isTrue | isGiven)) right += 1;
      else if (answer !== 0) wrong += 1;
      if (only !== undefined) isOne = (answer & isTrue) !== 0;
    }
    if (isOne) samples += 1;
  }
  return { right, wrong, samples };
}

/** F1 of these counts; 1 where nothing is true and nothing is given. */
export function f1Of({ right, wrong }: Pick<AnswerCounts, 'right' | 'wrong'>): number {
  return right + wrong === 0 ? 1 : (2 * right) / (2 * right + wrong);
}

/** Whether a class is true of a sample, by the answer to it. */
export function isTrueAnswer(answer: number): boolean {
  return (answer & isTrue) !== 0;
}
