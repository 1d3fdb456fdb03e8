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
  residualGradientNorm: {
    better: 'lower',
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
    read: ({ membership }) => membership.loss.forgetShare,
  },
  forgetMembersOnEntropy: {
    better: 'retrained',
    unit: 'share',
    read: ({ membership }) => membership.entropy.forgetShare,
  },
  zeroRetrainForgetting: {
    better: 'retrained',
    unit: 'none',
    read: ({ zeroRetrainForgetting }) => zeroRetrainForgetting,
  },
} as const satisfies Record<RowId<'engine.metrics'>, MetricRow>;

export type MetricId = keyof typeof metricTable;
export const metricIds = Object.keys(metricTable) as MetricId[];
