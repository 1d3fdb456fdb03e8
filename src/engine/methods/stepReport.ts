import { norm, subtract } from '../../math/linear/vector';
import type { Session } from '../session';
import type { MethodResult } from './method';

/** The answer of a method that selects no slices: new weights, and how far they are from the session's, unless it says so itself. */
export function reportStep(
  session: Session,
  parameters: Float32Array,
  {
    curvature = null,
    noise = null,
    stepNorm = norm(subtract(parameters, session.parameters)),
  }: Partial<Pick<MethodResult, 'curvature'> & MethodResult['update']> = {},
): MethodResult {
  return { parameters, selection: null, curvature, update: { stepNorm, noise } };
}
