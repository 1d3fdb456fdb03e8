/** `lethe/statistics`: the coefficients and selections under the lab, on plain numbers. They need no tfjs and no GPU. */

export { type Coefficient, codec } from '../math/dependence/codec';
export {
  conditionalIndependenceTest,
  type TestOptions,
  type TestResult,
} from '../math/dependence/conditionalIndependence';
export { foci } from '../math/dependence/foci';
export type { FociOptions, FociStep, FociStop, FociTrace } from '../math/dependence/fociTrace';
export { lcodec } from '../math/dependence/lcodec';
export { lfoci } from '../math/dependence/lfoci';
export { xi } from '../math/dependence/xi';
export { type Matrix, matrix } from '../math/linear/matrix';
