/** What the engine is asked: plain data, so that a saved run replays. */

import type { CurvatureId, SelectionId, UpdateId } from './choices';
import type { MethodId } from './methods/table';

/** A sample's place in the training set. */
export type SampleIndex = number & { readonly brand?: 'SampleIndex' };

/** One removal, fully described: the same request on the same model and device gives the same report. */
export interface RemovalRequest {
  /** The samples that go in this step: one, or several as one batch. */
  readonly samples: readonly SampleIndex[];
  readonly method: MethodId;
  /** The method's own numbers, by the names of its table row; what is left out has its fallback. */
  readonly methodNumbers: Readonly<Record<string, number>>;
  readonly selection: SelectionId;
  readonly curvature: CurvatureId;
  readonly update: UpdateId;
  /** m of the paper: how many noisy copies of each sample feed the selection. */
  readonly perturbations: number;
  /** Standard deviation of the perturbation, in units of the normalised input. */
  readonly perturbationDeviation: number;
  /** Largest number of slices that the selection may take; null: no limit. */
  readonly maxSlices: number | null;
  /** lambda: added to the diagonal of the Hessian before solving. */
  readonly damping: number;
  /** Training samples, drawn at random, that an exact or differenced Hessian of the training loss is measured on. */
  readonly hessianSamples: number;
  /** How (H' + lambda I) d = g is solved where H' has rank one or two. */
  readonly solver: 'woodbury' | 'dense';
  /** Certification noise for (epsilon, delta), or none. */
  readonly noise: { readonly epsilon: number; readonly delta: number } | null;
  /** Points of validation accuracy that a removal may cost; one that costs more is rejected. null: any. */
  readonly guard: number | null;
  /** Whether to measure the authors' mean of batch gradient norms too, which takes longer. */
  readonly batchNorms: boolean;
  /** Where the nearest neighbours of L-FOCI are searched: chosen by measurement, or forced. */
  readonly fociPath: 'auto' | SelectionPath;
  readonly seed: number;
}

/**
 * Where and how L-FOCI searches; all give the same selection. On the GPU: as was measured to be faster, among all pairs only, or through
 * short lists from the first step on.
 */
export type SelectionPath = 'cpu' | 'gpu' | 'gpuPairs' | 'gpuLists';

/** Everything of a removal that a person sets; the samples are chosen apart. */
export type RemovalSettings = Omit<RemovalRequest, 'samples'>;
