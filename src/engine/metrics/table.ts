/** The metrics of a removal: names, definitions, which direction is better, and where they stand in a report. For charts, tables, CSV and hover texts. */

import type { Metrics } from '../report';

export interface MetricRow {
  readonly label: string;
  /** What it is and how it is computed, for the hover text; the formula is in docs/method.md. */
  readonly explanation: string;
  /** `retrained`: neither up nor down, but the retrained model's own value is the target. */
  readonly better: 'higher' | 'lower' | 'retrained';
  /** `share` is shown in percent; nats and norms as numbers. */
  readonly unit: 'share' | 'nats' | 'norm' | 'none';
  readonly read: (metrics: Metrics) => number | null;
}

export const metricTable = {
  residualAccuracy: {
    label: 'Residual accuracy',
    explanation:
      'Share of the retain set (all training samples not removed) that the model classifies rightly.',
    better: 'higher',
    unit: 'share',
    read: ({ residualAccuracy }) => residualAccuracy,
  },
  residualLoss: {
    label: 'Residual loss',
    explanation: 'Mean cross-entropy on the retain set.',
    better: 'lower',
    unit: 'nats',
    read: ({ residualLoss }) => residualLoss,
  },
  validationAccuracy: {
    label: 'Validation accuracy',
    explanation: 'Share of the held-out images that the model classifies rightly.',
    better: 'higher',
    unit: 'share',
    read: ({ validationAccuracy }) => validationAccuracy,
  },
  validationLoss: {
    label: 'Validation loss',
    explanation: 'Mean cross-entropy on the held-out images.',
    better: 'lower',
    unit: 'nats',
    read: ({ validationLoss }) => validationLoss,
  },
  forgetAccuracy: {
    label: 'Forget accuracy',
    explanation:
      'Share of all removed samples that the model still classifies rightly. The target is the retrained model\u2019s value, not 0.',
    better: 'retrained',
    unit: 'share',
    read: ({ forgetAccuracy }) => forgetAccuracy,
  },
  forgetLoss: {
    label: 'Forget loss',
    explanation: 'Mean cross-entropy on all removed samples. The target is the retrained model\u2019s value.',
    better: 'retrained',
    unit: 'nats',
    read: ({ forgetLoss }) => forgetLoss,
  },
  residualGradientNorm: {
    label: 'Residual gradient norm',
    explanation:
      'Norm of the gradient of the mean loss over the retain set (Lemma 1): how far the weights are from a minimum of what is left.',
    better: 'lower',
    unit: 'norm',
    read: ({ residualGradientNorm }) => residualGradientNorm,
  },
  batchGradientNormMean: {
    label: 'Mean batch gradient norm (authors)',
    explanation:
      'The authors\u2019 \u201cresidual gradient norm\u201d: the mean over batches of 128 of the norm of each batch\u2019s gradient. Larger than the norm of the mean gradient.',
    better: 'lower',
    unit: 'norm',
    read: ({ batchGradientNormMean }) => batchGradientNormMean,
  },
  distanceToOriginal: {
    label: 'Distance to the original',
    explanation: 'Euclidean distance of all weights from those of the original model.',
    better: 'retrained',
    unit: 'norm',
    read: ({ distanceToOriginal }) => distanceToOriginal,
  },
  attackOnLoss: {
    label: 'Membership attack on loss',
    explanation:
      'Area under the curve of telling retain samples from held-out ones by a threshold on the loss: 50% is guessing. The target is the retrained model\u2019s value.',
    better: 'retrained',
    unit: 'share',
    read: ({ membership }) => membership.loss.auc,
  },
  attackOnEntropy: {
    label: 'Membership attack on entropy',
    explanation: 'The same with a threshold on the entropy of the prediction.',
    better: 'retrained',
    unit: 'share',
    read: ({ membership }) => membership.entropy.auc,
  },
  forgetMembersOnLoss: {
    label: 'Forgotten taken for members (loss)',
    explanation:
      'Share of the removed samples that the best threshold on the loss takes for training samples. The target is the retrained model\u2019s value.',
    better: 'retrained',
    unit: 'share',
    read: ({ membership }) => membership.loss.forgetShare,
  },
  forgetMembersOnEntropy: {
    label: 'Forgotten taken for members (entropy)',
    explanation: 'The same with the best threshold on the entropy.',
    better: 'retrained',
    unit: 'share',
    read: ({ membership }) => membership.entropy.forgetShare,
  },
  zeroRetrainForgetting: {
    label: 'Zero retrain forgetting',
    explanation:
      '1 \u2212 mean Jensen-Shannon divergence between this model and a randomly initialised one on the removed samples: 1 when it knows as little as that. The target is the retrained model\u2019s value.',
    better: 'retrained',
    unit: 'none',
    read: ({ zeroRetrainForgetting }) => zeroRetrainForgetting,
  },
} as const satisfies Record<string, MetricRow>;

export type MetricId = keyof typeof metricTable;
export const metricIds = Object.keys(metricTable) as MetricId[];
