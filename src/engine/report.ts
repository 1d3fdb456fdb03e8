/** What the engine answers: plain data, so that a saved run reads back without a GPU. */

import type { SliceIndex } from '../model/slices';
import type { CurvatureId } from './choices';
import type { RemovalRequest, SampleIndex, SelectionPath } from './request';

export type { RemovalRequest, RemovalSettings, SampleIndex, SelectionPath } from './request';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** The steps of one removal, in order. A method that is not Algorithm 1 does all its work in `update`. */
export const removalPhases = ['perturb', 'select', 'curvature', 'update', 'evaluate'] as const;
export type RemovalPhase = (typeof removalPhases)[number];

/** A slice that was selected. */
export interface SelectedSlice {
  readonly slice: SliceIndex;
  readonly layer: string;
  readonly unit: number;
  /** T(loss, this slice | slices selected before it); null where it was not L-FOCI that selected. */
  readonly t: number | null;
  /** Norm of the forgotten samples' mean gradient on this slice. */
  readonly gradientNorm: number;
  /** Parameters in the slice. */
  readonly parameters: number;
  /** Euclidean norm of the step taken on this slice, noise left out. */
  readonly stepNorm: number;
  /** The best rival at that step and its T; null when there was none. */
  readonly runnerUp: { readonly slice: SliceIndex; readonly t: number } | null;
}

export interface SelectionReport {
  /** Where L-FOCI searched; null where it did not. */
  readonly path: SelectionPath | null;
  readonly selected: readonly SelectedSlice[];
  /** How many of the selected slices each layer has, in the order of the layers. */
  readonly perLayer: readonly {
    readonly layer: string;
    readonly selected: number;
    readonly slices: number;
  }[];
  /** Why the selection ended, in a plain sentence. */
  readonly stop: string;
  /** T(loss, slice) of every slice of the network on its own; null where its activation does not vary. Empty where L-FOCI did not run. */
  readonly first: readonly (number | null)[];
}

/** One rank-one Hessian scale v v' restricted to the block. */
export interface RankOneReport {
  /** s' y of the secant pair; null where the Hessian does not come from one. The secant Hessian is used only where it is positive. */
  readonly curvature: number | null;
  /** Its one non-zero eigenvalue; 0 where the guard dropped it. */
  readonly eigenvalue: number;
  readonly used: boolean;
}

/** The curvature gauge: what the Hessian was, and what it did to the step. */
export interface CurvatureReport {
  readonly name: CurvatureId;
  /** p: parameters in the block. */
  readonly parameters: number;
  /** n: training samples left before this removal. */
  readonly sampleCount: number;
  /** The two rank-one Hessians, of the training loss (null where the update uses none) and of the sample; null where they are of higher rank. */
  readonly full: RankOneReport | null;
  readonly sample: RankOneReport | null;
  /** Training samples that the Hessian was measured on; null where it comes from the last epoch's secant pair. */
  readonly hessianSamples: number | null;
  /** lambda as asked for, and as used: raised when H' + lambda I would not be positive definite. */
  readonly damping: number;
  readonly dampingUsed: number;
  /** Smallest and largest eigenvalue of H' + dampingUsed I. */
  readonly eigenvalues: readonly [number, number];
  /** |(H' + lambda I) d - b| / |b|; null where it was not measured. */
  readonly solveResidual: number | null;
  /** Hessian-vector products, or columns, that it took; null where there were none. */
  readonly products: number | null;
  /** Differences only: |H_fd v - H v| / |H v| for random v, with exact products H v; null where these are zero. */
  readonly differenceError: number | null;
  /** Cosine of the angle between the step and the plain gradient: 1 means that the Hessian changed nothing. */
  readonly cosineToGradient: number;
}

export interface UpdateReport {
  /** Norm of the change of the parameters, noise left out. */
  readonly stepNorm: number;
  /** Certification noise, or the noise that a method consists of: per parameter, and its norm over all that got some; null where there is none. */
  readonly noise: { readonly sigma: number; readonly norm: number } | null;
}

/** Accuracy and mean loss of one class; null where the set has none of it. */
export interface ClassMetrics {
  readonly count: number;
  readonly accuracy: number | null;
  readonly loss: number | null;
}

/** A threshold on a number of each sample that tells members (retain set) from non-members (validation set). */
export interface AttackMetrics {
  /** Area under the curve of the attack, 0.5 by guessing. */
  readonly auc: number;
  /** Of the best threshold, members and non-members counted alike. */
  readonly balancedAccuracy: number;
  /** Share of the forget set that this threshold takes for members; null while nothing is removed. */
  readonly forgetShare: number | null;
}

/** How good the model is, on what is left, on held-out data and on what was forgotten. Losses in nats, norms over all parameters. */
export interface Metrics {
  readonly residualAccuracy: number;
  readonly residualLoss: number;
  /** Norm of the gradient of the mean loss over the retain set. */
  readonly residualGradientNorm: number;
  /** Mean of the gradient norms of batches of 128, as in the authors' code; null where it was not asked for. */
  readonly batchGradientNormMean: number | null;
  readonly validationAccuracy: number;
  readonly validationLoss: number;
  /** On all samples removed so far; null while there are none. */
  readonly forgetAccuracy: number | null;
  readonly forgetLoss: number | null;
  readonly classes: {
    readonly residual: readonly ClassMetrics[];
    readonly validation: readonly ClassMetrics[];
    readonly forget: readonly ClassMetrics[];
  };
  /** Euclidean distance of the weights from those of the original model. */
  readonly distanceToOriginal: number;
  /** Membership inference by thresholds on loss and on entropy. */
  readonly membership: { readonly loss: AttackMetrics; readonly entropy: AttackMetrics };
  /** Zero retrain forgetting: 1 - the mean Jensen-Shannon divergence from a randomly initialised model on the forget set; null while it is empty. */
  readonly zeroRetrainForgetting: number | null;
}

/** A removed sample, seen by the model before and after. */
export interface SampleReport {
  readonly index: SampleIndex;
  readonly label: number;
  readonly probabilitiesBefore: readonly number[];
  readonly probabilitiesAfter: readonly number[];
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly gradientNormBefore: number;
  readonly gradientNormAfter: number;
}

export interface RemovalReport {
  readonly schemaVersion: 2;
  readonly request: RemovalRequest;
  readonly dataset: string;
  readonly model: string;
  readonly backend: BackendName;
  readonly device: string;
  /** Its number in the history, from 1; `parent` is the state that it started from, 0 for the original model. */
  readonly id: number;
  readonly parent: number;
  /** Training samples left after it. */
  readonly retainCount: number;
  /** Whether the guard let it pass. A rejected one leaves model and retain set as they were; `after` says what it would have done. */
  readonly accepted: boolean;
  readonly samples: readonly SampleReport[];
  /** null for methods that select no slices. */
  readonly selection: SelectionReport | null;
  /** null for methods and updates without a Hessian, and where no slice was selected. */
  readonly curvature: CurvatureReport | null;
  readonly update: UpdateReport;
  /** The model before and after, on the same sets: those without these samples. */
  readonly before: Metrics;
  readonly after: Metrics;
  /** SHA-256 of the float32 weights, hexadecimal. */
  readonly digestBefore: string;
  readonly digestAfter: string;
  /** Wall time per phase, and on the GPU where the adapter has timestamps. The only part that differs between two runs of one request. */
  readonly durationsMs: Readonly<Record<RemovalPhase, number>>;
  readonly gpuMs: Readonly<Record<RemovalPhase, number>> | null;
}

/** The model beside one retrained from scratch on the same retain set with the same seed. */
export interface RetrainingComparison {
  /** The state of the history that was compared, an accepted one; 0: the original model. */
  readonly id: number;
  readonly retrained: Metrics;
  readonly unlearned: Metrics;
  /** Mean Jensen-Shannon divergence of the two models' predictions, base 2: 0 the same, 1 the opposite. */
  readonly divergence: { readonly validation: number; readonly forget: number | null };
  /** Euclidean distance of the weights. */
  readonly distanceToRetrained: number;
  /**
   * Epochs on all training data until the forget loss is at or below the original model's; null where that takes more than `limit`.
   * All of it is null where nothing was removed, or relearning was not measured.
   */
  readonly relearnEpochs: {
    readonly unlearned: number | null;
    readonly retrained: number | null;
    readonly limit: number;
  } | null;
  readonly retrainingMs: number;
}

/** What a removal would do, computed without touching the model. */
export interface RemovalPreview {
  readonly request: RemovalRequest;
  readonly selected: readonly SelectedSlice[];
  readonly parameters: number;
  readonly stepNorm: number;
  readonly curvature: CurvatureReport | null;
  /** Sigma and the expected noise norm sigma * sqrt(p) for `noise`, or for the paper's epsilon and delta where it is off. */
  readonly noise: {
    readonly epsilon: number;
    readonly delta: number;
    readonly sigma: number;
    readonly expectedNorm: number;
  };
}
