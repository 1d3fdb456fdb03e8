import type { CurvatureId } from '../choices';
import { cg, ggn } from './cg';
import type { SolveCurvature } from './curvature';
import { blockByDifferences, exactBlock } from './denseBlock';
import { kfac } from './kfac';
import { authorsDropped, authorsZeroed, fisher, secant, secantCut, secantL1 } from './rankOne';

/** What computes each row of the table of curvatures (choices.ts). */
const solvers: Readonly<Record<CurvatureId, SolveCurvature>> = {
  secant,
  'secant-cut': secantCut,
  'secant-l1': secantL1,
  'authors-1': authorsZeroed,
  'authors-2': authorsDropped,
  fisher,
  'block-fd': blockByDifferences,
  block: exactBlock,
  cg,
  ggn,
  kfac,
};

/** What computes a curvature. */
export function curvatureOf(id: CurvatureId): SolveCurvature {
  return solvers[id];
}
