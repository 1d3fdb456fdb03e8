/** What the engine is asked and what it answers: plain data, so that a saved run reads back without a GPU. */

import type { SliceIndex } from '../model/slices';

/** A sample's place in the training set. */
export type SampleIndex = number & { readonly brand?: 'SampleIndex' };

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** One removal, fully described: the same request on the same model and device gives the same report. */
export interface RemovalRequest {
  readonly sample: SampleIndex;
  /** m: how many noisy copies of the sample feed the selection. */
  readonly perturbations: number;
  /** Standard deviation of the perturbation, in units of the normalised input. */
  readonly perturbationDeviation: number;
  /** Largest number of slices that L-FOCI may select; null: no limit. */
  readonly maxSlices: number | null;
  /** lambda: added to the diagonal of the Hessian before solving. */
  readonly damping: number;
  /** How (H' + lambda I) d = g / (n - 1) is solved. */
  readonly solver: 'woodbury' | 'dense';
  /** Certification noise for (epsilon, delta), or none. */
  readonly noise: { readonly epsilon: number; readonly delta: number } | null;
  /** Where the nearest neighbours of L-FOCI are searched: chosen by measurement, or forced. */
  readonly fociPath: 'auto' | SelectionPath;
  readonly seed: number;
}

/**
 * Where and how L-FOCI searches; all give the same selection. On the GPU: as was measured to be faster, among all pairs only, or through
 * short lists from the first step on.
 */
export type SelectionPath = 'cpu' | 'gpu' | 'gpuPairs' | 'gpuLists';

/** The steps of one removal, in order. */
export const removalPhases = ['perturb', 'select', 'curvature', 'update', 'evaluate'] as const;
export type RemovalPhase = (typeof removalPhases)[number];

/** A slice that L-FOCI selected. */
export interface SelectedSlice {
  readonly slice: SliceIndex;
  readonly layer: string;
  readonly unit: number;
  /** T(loss, this slice | slices selected before it). */
  readonly t: number;
  /** Parameters in the slice. */
  readonly parameters: number;
  /** Euclidean norm of the step taken on this slice, noise left out. */
  readonly stepNorm: number;
  /** The best rival at that step and its T; null when there was none. */
  readonly runnerUp: { readonly slice: SliceIndex; readonly t: number } | null;
}

export interface SelectionReport {
  readonly path: SelectionPath;
  readonly selected: readonly SelectedSlice[];
  /** Why the selection ended, in a plain sentence. */
  readonly stop: string;
  /** T(loss, slice) of every slice of the network on its own; null where its activation does not vary. */
  readonly first: readonly (number | null)[];
}

/** One secant Hessian y y' / (s' y) restricted to the block. */
export interface SecantReport {
  /** s' y. The curvature is used only where it is positive. */
  readonly curvature: number;
  /** |y|^2 / (s' y): its one non-zero eigenvalue; 0 where the guard dropped it. */
  readonly eigenvalue: number;
  /** Whether s' y > 0 held. */
  readonly used: boolean;
}

export interface CurvatureReport {
  /** p: parameters in the block. */
  readonly parameters: number;
  /** n: training samples left before this removal. */
  readonly sampleCount: number;
  readonly full: SecantReport;
  readonly sample: SecantReport;
  /** lambda as asked for, and as used: raised when H' + lambda I would not be positive definite. */
  readonly damping: number;
  readonly dampingUsed: number;
  /** Smallest and largest eigenvalue of H' + lambda I. */
  readonly eigenvalues: readonly [number, number];
  /** |(H' + lambda I) d - g / (n - 1)| / |g / (n - 1)|, with H' written out by the GPU kernel; null where it did not run. */
  readonly solveResidual: number | null;
  /** Cosine of the angle between the step and the plain gradient: 1 means that the Hessian changed nothing. */
  readonly cosineToGradient: number;
}

export interface UpdateReport {
  /** |d|, the Newton step, noise left out. */
  readonly stepNorm: number;
  /** Certification noise per parameter and its norm over the block; null when off. */
  readonly noise: { readonly sigma: number; readonly norm: number } | null;
}

/** How good the model is, on what is left and on held-out data. Losses in nats, gradient norm over all parameters. */
export interface Metrics {
  readonly residualAccuracy: number;
  readonly residualLoss: number;
  /** Norm of the gradient of the mean loss over the retain set. */
  readonly residualGradientNorm: number;
  readonly validationAccuracy: number;
  readonly validationLoss: number;
  /** Accuracy on all samples removed so far; null while there are none. */
  readonly forgetAccuracy: number | null;
}

/** The removed sample, seen by the model before and after. */
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
  readonly schemaVersion: 1;
  readonly request: RemovalRequest;
  readonly dataset: string;
  readonly model: string;
  readonly backend: BackendName;
  readonly device: string;
  /** Place in the history, from 1. */
  readonly number: number;
  readonly retainCount: number;
  readonly sample: SampleReport;
  readonly selection: SelectionReport;
  readonly curvature: CurvatureReport;
  readonly update: UpdateReport;
  /** The model before and after, on the same sets: those without this sample. */
  readonly before: Metrics;
  readonly after: Metrics;
  /** SHA-256 of the float32 weights, hexadecimal. */
  readonly digestBefore: string;
  readonly digestAfter: string;
  /** Wall time per phase. The only part that differs between two runs of one request. */
  readonly durationsMs: Readonly<Record<RemovalPhase, number>>;
}

/** What a removal would do, computed without touching the model. */
export interface RemovalPreview {
  readonly request: RemovalRequest;
  readonly selected: readonly SelectedSlice[];
  readonly parameters: number;
  readonly stepNorm: number;
  /** Sigma and the expected noise norm sigma * sqrt(p) for `noise`, or for the paper's epsilon and delta where it is off. */
  readonly noise: {
    readonly epsilon: number;
    readonly delta: number;
    readonly sigma: number;
    readonly expectedNorm: number;
  };
}
