import { noEffect } from '../engine/noEffect';
import type { RemovalReport, SampleReport } from '../engine/report';
import type { ReportSummary } from './protocol';

/** How many of the slices are in each layer. */
function countByLayer(selected: readonly { readonly layer: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { layer } of selected) counts[layer] = (counts[layer] ?? 0) + 1;
  return counts;
}

/** A report in short: some 700 bytes, whatever the removal, its list of samples apart. */
export function summariseReport(report: RemovalReport): ReportSummary {
  const { id, parent, accepted, retainCount, digestAfter, request, samples, selection, update } = report;
  const { before, after } = report;
  const mean = (name: keyof SampleReport) =>
    samples.reduce((sum, sample) => sum + (sample[name] as number), 0) / samples.length;
  return {
    id,
    parent,
    accepted,
    retainCount,
    digestAfter,
    method: request.method,
    samples: request.samples,
    label: samples[0]!.label,
    slices: selection?.selected.length ?? null,
    slicesByLayer: selection && countByLayer(selection.selected),
    sample: {
      lossBefore: mean('lossBefore'),
      lossAfter: mean('lossAfter'),
      gradientNormBefore: mean('gradientNormBefore'),
      gradientNormAfter: mean('gradientNormAfter'),
    },
    before: {
      residualAccuracy: before.residualAccuracy,
      validationAccuracy: before.validationAccuracy,
      forgetAccuracy: before.forgetAccuracy,
    },
    after: {
      residualAccuracy: after.residualAccuracy,
      residualLoss: after.residualLoss,
      validationAccuracy: after.validationAccuracy,
      validationLoss: after.validationLoss,
      forgetAccuracy: after.forgetAccuracy,
      forgetLoss: after.forgetLoss,
      residualGradientNorm: after.residualGradientNorm,
      decayedGradientNorm: after.decayedGradientNorm,
      distanceToOriginal: after.distanceToOriginal,
      membership: {
        loss: { auc: after.membership.loss.auc },
        entropy: { auc: after.membership.entropy.auc },
      },
    },
    guard: report.guard,
    stepNorm: update.stepNorm,
    noiseNorm: update.noise?.norm ?? null,
    distanceBound: report.distanceBound ?? null,
    noEffect: noEffect(report),
    largestChange: report.largestChange,
    classPoints: lostOnEmptied(report),
    durationMs: Object.values(report.durationsMs).reduce((sum, ms) => sum + ms, 0),
    emptiesClass: samples.some(({ label }) => after.classes.residual[label]?.count === 0),
  };
}

/** Points of validation accuracy that were lost on classes of which nothing is left. */
function lostOnEmptied({ before, after }: RemovalReport): number {
  const total = after.classes.validation.reduce((sum, { count }) => sum + count, 0);
  const lost = after.classes.validation.map(({ count, accuracy }, label) => {
    const isGone =
      after.classes.residual[label]?.count === 0 && (after.classes.forget[label]?.count ?? 0) > 0;
    const had = before.classes.validation[label]?.accuracy;
    return isGone && typeof had === 'number' && accuracy !== null ? count * (had - accuracy) : 0;
  });
  return total === 0 ? 0 : (100 * lost.reduce((sum, one) => sum + one, 0)) / total;
}
