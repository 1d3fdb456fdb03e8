import type { LookedModel } from '../../state/contract';

/** Two models that are compared. */
export interface ModelPair {
  readonly one: LookedModel;
  readonly other: LookedModel;
}
