import type { CurvatureId } from '../choices';
import type { SolveCurvature } from './curvature';
import { authorsDropped, authorsZeroed, fisher, secant, secantL1 } from './rankOne';

/** What computes each row of the table of curvatures (choices.ts). */
const solvers: Partial<Record<CurvatureId, SolveCurvature>> = {
  secant,
  'secant-l1': secantL1,
  'authors-1': authorsZeroed,
  'authors-2': authorsDropped,
  fisher,
};

export function curvatureOf(id: CurvatureId): SolveCurvature {
  return solvers[id]!;
}
