/** update.json: secant Hessians, their combination, the damped solves of the authors' two methods, and the certification noise. */

import { dot, norm, subtract } from '../../../src/math/linear/vector';
import { type CertificationTerms, certificationSigma } from '../../../src/math/removal/certificationNoise';
import { eigenvalueRange, solveDamped } from '../../../src/math/removal/dampedSolve';
import {
  type RankOne,
  removeSample,
  secantHessianL1,
  writeOut,
} from '../../../src/math/removal/secantHessian';
import { type Check, close, closeRelative, largestEntry } from './check';

export interface UpdateCase {
  readonly regime: 'unit' | 'trained' | 'zero_step' | 'indefinite';
  readonly p: number;
  readonly n: number;
  readonly l2: number;
  readonly g1: readonly number[];
  readonly g2: readonly number[];
  readonly w1: readonly number[];
  readonly w2: readonly number[];
  readonly weight: readonly number[];
  readonly sample_grad: readonly number[];
  readonly sample_grad_after_step: readonly number[];
  readonly sample_weight_after_step: readonly number[];
  readonly fd_scale_l1: number;
  readonly sample_fd_scale_l1: number;
  readonly hessian_FD: readonly number[];
  readonly hessian_Fisher: readonly number[];
  readonly sample_hessian_FD: readonly number[];
  readonly combined_hessian: readonly number[];
  readonly smallest_eigenvalue_of_combined_plus_l2: number;
  readonly step_dot_gradient_combined: number;
  readonly new_weights: Readonly<Record<StepName, readonly number[]>>;
}

type StepName = 'newton_fd' | 'newton_fisher' | 'newton_combined' | 'cr';

interface Certification {
  readonly epsilon: number;
  readonly delta: number;
  readonly n: number;
  readonly m: number;
  readonly lambda: number;
}

interface NoisyReturn extends Certification {
  readonly weights: readonly number[];
  readonly standard_normal: readonly number[];
  readonly result: readonly number[];
}

export interface UpdateFile {
  readonly cases: readonly UpdateCase[];
  readonly sigma: readonly (Certification & { readonly sigma: number })[];
  readonly noisy_return: NoisyReturn;
}

/** Relative to the largest entry of a matrix, and of the step; the indefinite cases are ill-conditioned. */
const TOLERANCE = 1e-10;
const TOLERANCE_INDEFINITE = 1e-7;
const SIGMA_TOLERANCE = 1e-12;

/** Every case, sigma, and one noisy return. */
export function* checkUpdate(file: unknown): Iterable<Check> {
  const { cases, sigma, noisy_return: noisy } = file as UpdateFile;
  for (const [index, golden] of cases.entries())
    yield* checkUpdateCase(nameUpdateCase(golden, index), golden);
  for (const [index, golden] of sigma.entries()) {
    yield closeRelative(`sigma ${index}`, golden.sigma, certificationSigma(terms(golden)), SIGMA_TOLERANCE);
  }
  const deviation = certificationSigma(terms(noisy));
  const noise = noisy.standard_normal.map((z) => deviation * z);
  yield closeRelative('noisy_return', differences(noisy.result, noisy.weights), noise, SIGMA_TOLERANCE);
}

/** How the report names a case. */
export function nameUpdateCase({ regime, p, n }: UpdateCase, index: number): string {
  return `case ${index} (${regime}, p=${p}, n=${n})`;
}

/** Every result of one case, from its stored gradients and parameters. */
export function* checkUpdateCase(name: string, golden: UpdateCase): Iterable<Check> {
  const full = secantHessianL1({
    s: differences(golden.w1, golden.w2),
    y: differences(golden.g1, golden.g2),
  });
  const sample = secantHessianL1({
    s: differences(golden.weight, golden.sample_weight_after_step),
    y: differences(golden.sample_grad, golden.sample_grad_after_step),
  });
  const fisher: RankOne = { scale: 1, vector: Float64Array.from(golden.g1) };
  const combined = removeSample(full, sample, golden.n);

  yield closeRelative(`${name} fd_scale_l1`, golden.fd_scale_l1, 1 / full.scale, TOLERANCE);
  yield closeRelative(`${name} sample_fd_scale_l1`, golden.sample_fd_scale_l1, 1 / sample.scale, TOLERANCE);
  const matrices = {
    hessian_FD: [full],
    hessian_Fisher: [fisher],
    sample_hessian_FD: [sample],
    combined_hessian: combined,
  } as const;
  for (const [field, hessian] of Object.entries(matrices)) {
    const expected = golden[field as keyof typeof matrices];
    yield closeRelative(`${name} ${field}`, expected, writeOut(hessian, 0, golden.p), TOLERANCE);
  }
  const [smallest] = eigenvalueRange(combined, golden.p);
  const scale = golden.l2 + largestEntry(golden.combined_hessian);
  const expected = golden.smallest_eigenvalue_of_combined_plus_l2;
  yield close(`${name} smallest eigenvalue`, expected, smallest + golden.l2, TOLERANCE * scale);
  yield* checkSteps(name, golden, { full, fisher, sample, combined });
}

interface Hessians {
  readonly full: RankOne;
  readonly fisher: RankOne;
  readonly sample: RankOne;
  readonly combined: readonly RankOne[];
}

function* checkSteps(name: string, golden: UpdateCase, hessians: Hessians): Iterable<Check> {
  const { regime, n, l2, weight } = golden;
  const tolerance = regime === 'indefinite' ? TOLERANCE_INDEFINITE : TOLERANCE;
  const gradient = Float64Array.from(golden.sample_grad);
  const rhs = gradient.map((g) => g / (n - 1));
  const steps: Record<StepName, Float64Array> = {
    newton_fd: solveDamped([hessians.full], l2, rhs),
    newton_fisher: solveDamped([hessians.fisher], l2, rhs),
    newton_combined: solveDamped(hessians.combined, l2, rhs),
    cr: solveDamped([hessians.sample], l2, gradient),
  };
  for (const [method, step] of Object.entries(steps)) {
    const expected = differences(golden.new_weights[method as StepName], weight);
    yield closeRelative(`${name} step of ${method}`, expected, step, tolerance);
  }
  const step = steps.newton_combined;
  const ascent = golden.step_dot_gradient_combined;
  const bound = tolerance * norm(step) * norm(gradient);
  yield close(`${name} step_dot_gradient_combined`, ascent, dot(step, gradient), bound);
}

function terms({ epsilon, delta, n, m, lambda }: Certification): CertificationTerms {
  return { epsilon, delta, sampleCount: n, removedCount: m, damping: lambda };
}

function differences(a: readonly number[], b: readonly number[]): Float64Array {
  return subtract(Float64Array.from(a), Float64Array.from(b));
}
