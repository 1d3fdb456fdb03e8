/** The two Hessians that a rank-one curvature is made of. */

import type { RankOne } from '../../math/removal/secantHessian';

/** A rank-one Hessian; `curvature` is the s' y that it comes from. */
export type MeasuredRankOne = RankOne & { readonly curvature?: number };

export interface Hessians {
  /** Of the mean training loss, and of the samples' mean loss. */
  readonly full: MeasuredRankOne;
  readonly sample: MeasuredRankOne;
}
