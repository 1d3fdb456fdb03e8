import { noEffect } from '../engine/noEffect';
import type { RemovalReport, SampleReport } from '../engine/report';
import type { ReportSummary } from './protocol';

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
    sample: {
      lossBefore: mean('lossBefore'),
      lossAfter: mean('lossAfter'),
      gradientNormBefore: mean('gradientNormBefore'),
      gradientNormAfter: mean('gradientNormAfter'),
    },
    before: {
      residualAccuracy: before.residualAccuracy,
      validationAccuracy: before.validationAccuracy,
    },
    after: {
      residualAccuracy: after.residualAccuracy,
      validationAccuracy: after.validationAccuracy,
      forgetAccuracy: after.forgetAccuracy,
      residualGradientNorm: after.residualGradientNorm,
      distanceToOriginal: after.distanceToOriginal,
      membership: {
        loss: { auc: after.membership.loss.auc },
        entropy: { auc: after.membership.entropy.auc },
      },
    },
    guard: report.guard,
    stepNorm: update.stepNorm,
    noiseNorm: update.noise?.norm ?? null,
    noEffect: noEffect(report),
    largestChange: report.largestChange,
    emptiesClass: samples.some(({ label }) => after.classes.residual[label]?.count === 0),
  };
}
