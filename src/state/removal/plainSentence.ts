/** What a removal did to its sample, in the plainest words; every number is of the report. */

import { formats, say } from '../../words/say';
import type { RemovalReport } from '../../worker/protocol';

/** A change of a probability that is smaller than what is written of it. */
const unseen = 0.0005;

const likeliest = (probabilities: readonly number[]) => probabilities.indexOf(Math.max(...probabilities));

/**
 * What the model takes the removed sample for, before and after; what is left of its class; how far the weights moved. null of a batch, and of a removal
 * that was rejected.
 */
export function plainSentence(report: RemovalReport, classNames: readonly string[]): string | null {
  const [sample] = report.samples;
  if (report.samples.length !== 1 || sample === undefined || !report.accepted) return null;
  const before = likeliest(sample.probabilitiesBefore);
  const after = likeliest(sample.probabilitiesAfter);
  const sureBefore = sample.probabilitiesBefore[before]!;
  const sureAfter = sample.probabilitiesAfter[after]!;
  const isSame = before === after && Math.abs(sureAfter - sureBefore) < unseen;
  const effect = say(
    before !== after
      ? 'page.removal.plain.otherClass'
      : isSame
        ? 'page.removal.plain.sameSure'
        : 'page.removal.plain.sameClass',
    {
      before: classNames[before] ?? String(before),
      after: classNames[after] ?? String(after),
      sureBefore: formats.chance(sureBefore),
      sureAfter: formats.chance(sureAfter),
    },
  );
  const others = report.after.classes.residual[sample.label]?.count ?? 0;
  return say('page.removal.plain.whole', {
    effect,
    label: classNames[sample.label] ?? String(sample.label),
    others: formats.whole(others),
    one: others === 1,
    slices: report.selection && formats.whole(report.selection.selected.length),
    step: formats.number(report.update.stepNorm),
  });
}
