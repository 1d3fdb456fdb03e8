/** What goes between a process that computes cells and the one that asks for them. */

import type { CellResult, CellSpec } from '../../experiments/experiment';
import type { ExperimentId } from '../../experiments/ids';

export interface CellQuestion {
  readonly experiment: ExperimentId;
  readonly spec: CellSpec;
}

export type CellAnswer =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done'; readonly result: CellResult }
  | { readonly kind: 'failed'; readonly sentence: string };
