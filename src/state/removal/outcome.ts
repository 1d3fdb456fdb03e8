/** What to say of a removal: what it will do, what it cost, what became of it. */

import type { TextCode } from '../../words/catalogue';
import { formats, say } from '../../words/say';
import {
  type MethodId,
  type Metrics,
  type RemovalPreview,
  type ReportSummary,
  type SampleIndex,
  unnoticedChange,
} from '../../worker/protocol';

/** What certification noise will be beside the step, as a plain sentence; null while it stays below the step. */
export function noiseWarning({ noise, stepNorm }: RemovalPreview): string | null {
  if (noise.expectedNorm <= stepNorm) return null;
  const times = noise.expectedNorm / stepNorm;
  if (!Number.isFinite(times)) return say('page.settings.preview.stepIsZero');
  const factor = times < 10 ? formats.tenths(times) : formats.whole(Math.round(times));
  return say('page.settings.preview.noiseLarger', { factor });
}

/** A removal that costs more validation accuracy than this did more than forget. */
const largestHarmlessLoss = 0.05;

/** Points of accuracy on the guard's images that a removal cost; null where the guard was off, or an older report does not say. */
export function guardPoints({ guard }: Pick<ReportSummary, 'guard'>): number | null {
  return guard ? 100 * (guard.accuracyBefore - guard.accuracyAfter) : null;
}

/** Points of validation accuracy that a removal cost, or would have cost; below 0 where it won some. */
export function lostPoints({
  before,
  after,
}: {
  readonly before: Pick<Metrics, 'validationAccuracy'>;
  readonly after: Pick<Metrics, 'validationAccuracy'>;
}): number {
  return 100 * (before.validationAccuracy - after.validationAccuracy);
}

/** Methods whose damage comes of a step, or of noise, that was too long. The others train: what they cost has many reasons. */
const stepping: readonly MethodId[] = ['algorithm1', 'gradient-ascent', 'influence', 'fisher-forgetting'];

/** What to say of an accepted removal that damaged the model, as a plain sentence; null while the damage is small. */
export function damageWarning(report: ReportSummary): string | null {
  const { method, stepNorm, noiseNorm } = report;
  const lost = lostPoints(report);
  if (lost <= 100 * largestHarmlessLoss) return null;
  const cost = costSentence(report.samples, formats.tenths(lost));
  const because = (reason: TextCode) => say('page.removal.outcome.withReason', { cost, reason: say(reason) });
  if (report.emptiesClass) {
    const points = Math.min(lost, report.classPoints);
    const values = { points: formats.tenths(points), rest: formats.tenths(lost - points) };
    return say('page.removal.outcome.withReason', {
      cost,
      reason: say('page.removal.outcome.classGone', values),
    });
  }
  if (!stepping.includes(method)) return cost;
  const isOurs = method === 'algorithm1';
  if (noiseNorm !== null && noiseNorm > stepNorm) {
    return because(isOurs ? 'page.removal.outcome.noiseOn' : 'page.removal.outcome.noiseTooStrong');
  }
  return because(isOurs ? 'page.removal.outcome.stepTooLongForDamping' : 'page.removal.outcome.stepTooLong');
}

function costSentence(samples: readonly SampleIndex[], points: string): string {
  return samples.length === 1
    ? say('page.removal.outcome.costOne', { sample: samples[0]!, points })
    : say('page.removal.outcome.costMany', { count: formats.whole(samples.length), points });
}

/** What the guard did to a removal, as a plain sentence; null where it let it pass. */
export function guardSentence(report: ReportSummary): string | null {
  if (report.accepted) return null;
  const points = guardPoints(report);
  const cost = say(
    report.guard && report.guard.set !== 'validation'
      ? 'page.removal.outcome.rejectedByGuard'
      : 'page.removal.outcome.rejected',
    {
      points: formats.tenths(points ?? lostPoints(report)),
      count: report.samples.length,
    },
  );
  if (!report.emptiesClass) {
    const { noiseNorm, stepNorm } = report;
    if (noiseNorm === null || noiseNorm <= stepNorm) return cost;
    return say('page.removal.outcome.withReason', { cost, reason: say('page.removal.outcome.noiseOn') });
  }
  return say('page.removal.outcome.withReason', {
    cost,
    reason: say('page.removal.outcome.wouldEmptyClass'),
  });
}

/** That a removal changed nothing, or nothing that a prediction shows, as a plain sentence; null where it did. */
export function effectSentence({ noEffect, largestChange }: ReportSummary): string | null {
  if (noEffect === null) return null;
  if (noEffect === 'noStep') return say('engine.effects.noStep');
  return say('engine.effects.unnoticed', {
    change: formats.number(largestChange!),
    bound: formats.powerOfTen(Math.round(Math.log10(unnoticedChange))),
  });
}

/** A mean loss of so many times that of guessing is no model any more. */
const divergedTimes = 10;

/** That a method drove the model away, as a plain sentence; null where its loss is one that a model can have. */
export function divergedSentence({ after }: Pick<ReportSummary, 'after'>, classes: number): string | null {
  const guess = Math.log(classes);
  if (after.residualLoss <= divergedTimes * guess) return null;
  return say('page.removal.outcome.diverged', {
    loss: formats.number(after.residualLoss),
    guess: formats.number(guess),
  });
}

/** How many of a run of several removals changed nothing, as a plain sentence; null where each changed something. The report of one says it itself. */
export function withoutEffectSentence(finished: readonly ReportSummary[]): string | null {
  const idle = finished.filter(({ noEffect }) => noEffect !== null);
  if (idle.length === 0 || finished.length === 1) return null;
  return say('page.removal.outcome.someWithoutEffect', { count: idle.length, of: finished.length });
}

/** What the guard rejected of a run of several removals, as a plain sentence; null where it let all pass. The report of one says it itself. */
export function rejectedSentence(finished: readonly ReportSummary[]): string | null {
  const rejected = finished.filter(({ accepted }) => !accepted);
  if (rejected.length === 0 || finished.length === 1) return null;
  return say('page.removal.outcome.someRejected', { rejected: rejected.length, of: finished.length });
}

/** What came of a run of removals, as sentences for somebody who does not see the report: what is removed, and the accuracy before and after. */
export function resultSentence(finished: readonly ReportSummary[]): string {
  const [first] = finished;
  const last = finished.at(-1)!;
  if (finished.length === 1 && !last.accepted) return guardSentence(last)!;
  const accepted = finished.filter((report) => report.accepted);
  const removed = accepted.flatMap(({ samples }) => samples);
  const result = say('page.removal.outcome.result', {
    sample: removed.length === 1 ? removed[0]! : null,
    count: formats.whole(removed.length),
    before: formats.share(first!.before.validationAccuracy),
    after: formats.share((accepted.at(-1)?.after ?? first!.before).validationAccuracy),
  });
  const effect = finished.length === 1 ? effectSentence(last) : null;
  return effect === null ? result : say('page.removal.outcome.withReason', { cost: result, reason: effect });
}

/** What became of a cancelled run of removals. */
export function cancelledSentence(finished: number, asked: number): string {
  if (finished === 0) return say('page.removal.outcome.cancelled');
  return say('page.removal.outcome.cancelledAfter', { finished, of: asked });
}
