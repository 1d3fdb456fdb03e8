/**
 * The metrics of a removal: which direction is better, and where they stand in a report. For charts, tables and CSV; their names and definitions stand
 * in the catalogue (words/en.ts, engine.metrics), the formulas in docs/method.md.
 */

import type { RowId } from '../../words/rowWords';
import type { Metrics } from '../report';

export interface MetricRow {
  /** `retrained`: neither up nor down, but the retrained model's own value is the target. */
  readonly better: 'higher' | 'lower' | 'retrained';
  /** `share` is shown in percent; nats and norms as numbers. */
  readonly unit: 'share' | 'nats' | 'norm' | 'none';
  readonly read: (metrics: Metrics) => number | null;
}

/** With fewer removed samples a share of them has a standard error of a tenth and more. */
const fewestForShare = 30;
/** Standard errors of the area under the curve that it has to be away from guessing. */
const telling = 2;

/**
 * The share of the removed samples that the attack takes for training samples; null where it cannot tell: of few samples, or where the attack itself is
 * within two standard errors of guessing (J. A. Hanley and B. J. McNeil, Radiology 1982: under the null hypothesis (n + m + 1) / (12 n m)).
 */
function tellingShare({ membership, classes }: Metrics, attack: 'loss' | 'entropy'): number | null {
  const count = (sets: Metrics['classes']['forget']) => sets.reduce((sum, one) => sum + one.count, 0);
  const [inside, outside] = [count(classes.residual), count(classes.validation)];
  const error = Math.sqrt((inside + outside + 1) / (12 * inside * outside));
  const { auc, forgetShare } = membership[attack];
  const canTell = count(classes.forget) >= fewestForShare && Math.abs(auc - 0.5) > telling * error;
  return canTell ? forgetShare : null;
}

export const metricTable = {
  residualAccuracy: {
    better: 'higher',
    unit: 'share',
    read: ({ residualAccuracy }) => residualAccuracy,
  },
  residualLoss: {
    better: 'lower',
    unit: 'nats',
    read: ({ residualLoss }) => residualLoss,
  },
  validationAccuracy: {
    better: 'higher',
    unit: 'share',
    read: ({ validationAccuracy }) => validationAccuracy,
  },
  validationLoss: {
    better: 'lower',
    unit: 'nats',
    read: ({ validationLoss }) => validationLoss,
  },
  forgetAccuracy: {
    better: 'retrained',
    unit: 'share',
    read: ({ forgetAccuracy }) => forgetAccuracy,
  },
  forgetLoss: {
    better: 'retrained',
    unit: 'nats',
    read: ({ forgetLoss }) => forgetLoss,
  },
  decayedGradientNorm: {
    better: 'retrained',
    unit: 'norm',
    read: ({ decayedGradientNorm }) => decayedGradientNorm,
  },
  residualGradientNorm: {
    better: 'retrained',
    unit: 'norm',
    read: ({ residualGradientNorm }) => residualGradientNorm,
  },
  batchGradientNormMean: {
    better: 'lower',
    unit: 'norm',
    read: ({ batchGradientNormMean }) => batchGradientNormMean,
  },
  distanceToOriginal: {
    better: 'retrained',
    unit: 'norm',
    read: ({ distanceToOriginal }) => distanceToOriginal,
  },
  attackOnLoss: {
    better: 'retrained',
    unit: 'share',
    read: ({ membership }) => membership.loss.auc,
  },
  attackOnEntropy: {
    better: 'retrained',
    unit: 'share',
    read: ({ membership }) => membership.entropy.auc,
  },
  forgetMembersOnLoss: {
    better: 'retrained',
    unit: 'share',
    read: (metrics) => tellingShare(metrics, 'loss'),
  },
  forgetMembersOnEntropy: {
    better: 'retrained',
    unit: 'share',
    read: (metrics) => tellingShare(metrics, 'entropy'),
  },
  zeroRetrainForgetting: {
    better: 'retrained',
    unit: 'none',
    read: ({ zeroRetrainForgetting }) => zeroRetrainForgetting,
  },
} as const satisfies Record<RowId<'engine.metrics'>, MetricRow>;

export type MetricId = keyof typeof metricTable;
export const metricIds = Object.keys(metricTable) as MetricId[];
