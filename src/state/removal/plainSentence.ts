/** What a removal did to its sample, in the plainest words; every number is of the report. */

import { formats, say } from '../../words/say';
import type {
  EnsembleState,
  Metrics,
  RemovalReport,
  SampleReport,
  StepTaken,
  UpdateReport,
} from '../../worker/protocol';

/** A change of a probability that is smaller than what is written of it. */
const unseen = 0.0005;

const likeliest = (probabilities: readonly number[]) => probabilities.indexOf(Math.max(...probabilities));

/**
 * What the model takes the removed sample for, before and after; what is left of its class; how far the weights moved. Of a batch: what it is right on of all
 * that is forgotten. null of a removal that was rejected.
 */
export function plainSentence(report: RemovalReport, classNames: readonly string[]): string | null {
  const [sample] = report.samples;
  if (sample === undefined || !report.accepted) return null;
  if (report.samples.length > 1) return batchSentence(report);
  const others = report.after.classes.residual[sample.label]?.count ?? 0;
  return sampleSentence(sample, others, movedBy(report), classNames);
}

/** The sentences that a report will begin with, of a step that is taken while the model is still measured. */
export function takenSentences(
  { samples, slices, update }: StepTaken,
  before: Metrics | null,
  classNames: readonly string[],
): { readonly plain: string; readonly tooSmall: string | null } {
  const sample = samples[0]!;
  // It was one of them.
  const others = (before?.classes.residual[sample.label]?.count ?? 1) - 1;
  const moved = {
    slices: slices === null ? null : formats.whole(slices),
    step: formats.number(update.stepNorm),
  };
  const effect = sampleSentence(sample, others, moved, classNames);
  const mover = saidMover(slices !== null, update);
  return {
    plain: mover === null ? effect : `${effect} ${mover}`,
    tooSmall: saidTooSmall(sample, others, classNames),
  };
}

function sampleSentence(
  sample: SampleReport,
  others: number,
  moved: ReturnType<typeof movedBy>,
  classNames: readonly string[],
): string {
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
  return say('page.removal.plain.whole', {
    effect,
    label: classNames[sample.label] ?? String(sample.label),
    others: formats.whole(others),
    one: others === 1,
    ...moved,
  });
}

function batchSentence(report: RemovalReport): string | null {
  const { forgetAccuracy: before } = report.before;
  const { forgetAccuracy: after } = report.after;
  if (before === null || after === null) return null;
  return say('page.removal.plain.batch', {
    before: before === after ? null : formats.chance(before),
    after: formats.chance(after),
    ...movedBy(report),
  });
}

const movedBy = ({ selection, update }: RemovalReport) => ({
  slices: selection && formats.whole(selection.selected.length),
  step: formats.number(update.stepNorm),
});

/** A change of a probability that an eye does not find on the page. */
const invisible = 0.01;

/**
 * Says where the effect of a removal is too small to see, why, and what would show more; null where it can be seen, of a batch, and of a removal that was rejected. Why: the
 * numbers of the report say which reason it is.
 */
export function tooSmallSentence(report: RemovalReport, classNames: readonly string[]): string | null {
  const [sample] = report.samples;
  if (report.samples.length !== 1 || sample === undefined || !report.accepted) return null;
  return saidTooSmall(sample, report.after.classes.residual[sample.label]?.count ?? 0, classNames);
}

function saidTooSmall(sample: SampleReport, others: number, classNames: readonly string[]): string | null {
  const { probabilitiesBefore, probabilitiesAfter, label } = sample;
  const change = Math.max(...probabilitiesBefore.map((one, i) => Math.abs(one - probabilitiesAfter[i]!)));
  if (change >= invisible) return null;
  const sure = probabilitiesBefore[label]!;
  return say('page.removal.plain.tooSmall', {
    change: formats.chance(change),
    isSure: sure > 0.99,
    sure: formats.chance(sure),
    others: formats.whole(others),
    label: classNames[label] ?? String(label),
  });
}

/** What models say of the removed sample that never saw it, and whether the model is like them now; null of a batch, and where no ensemble is there for this state. */
export function neverSawSentence(
  report: RemovalReport,
  ensemble: EnsembleState | null,
  classNames: readonly string[],
): string | null {
  const [sample] = report.samples;
  if (report.samples.length !== 1 || sample === undefined || ensemble?.state !== report.id) return null;
  const out = ensemble.percentiles.find((one) => one.sample === sample.index)?.out;
  if (!out || out.count === 0) return null;
  const now = sample.probabilitiesAfter[sample.label]!;
  const isWithin = (chance: number) => chance >= out.low && chance <= out.high;
  const within = isWithin(sample.probabilitiesBefore[sample.label]!) ? 'stillWithin' : 'within';
  return say('page.removal.plain.neverSaw', {
    count: formats.whole(out.count),
    label: classNames[sample.label] ?? String(sample.label),
    middle: formats.chance(out.middle),
    low: formats.chance(out.low),
    high: formats.chance(out.high),
    now: formats.chance(now),
    lies: isWithin(now) ? within : now > out.high ? 'above' : 'below',
  });
}

/** Whether the step or the noise moved the model; null where a method takes no step of its own. */
export function moverSentence({ selection, update }: RemovalReport): string | null {
  return saidMover(selection !== null, update);
}

function saidMover(isStep: boolean, { stepNorm, noise }: UpdateReport): string | null {
  if (noise === null) return isStep ? say('page.removal.plain.stepAlone') : null;
  const values = { step: formats.number(stepNorm), noise: formats.number(noise.norm) };
  if (noise.norm <= stepNorm) return say('page.removal.plain.mainlyStep', values);
  const times = stepNorm > 0 ? formats.whole(noise.norm / stepNorm) : null;
  return say('page.removal.plain.mainlyNoise', { ...values, times });
}
