/**
 * One removal of scrub_step.json. The Hessians are y y' / sum |s_i + 1e-6| of what the authors subtract: the earlier of a pair minus
 * the later. Variants whose name begins with `a_` repeat what their code does with the sample's pair under two versions of torch;
 * the others move the whole model by the sample's gradient step, as Algorithm 1 has it.
 */
import { samplePair } from '../../../src/engine/secantPairs';
import { dot, norm, subtract } from '../../../src/math/linear/vector';
import { evaluateSample, type SampleEvaluation } from '../../../src/math/network/evaluateGraph';
import { eigenvalueRange, solveDamped } from '../../../src/math/removal/dampedSolve';
import { newtonStep } from '../../../src/math/removal/newtonStep';
import {
  type RankOne,
  removeSample,
  type SecantPair,
  secantHessianL1,
} from '../../../src/math/removal/secantHessian';
import { blockIndices, countSlices, gather, type SliceIndex } from '../../../src/model/slices';
import { type Check, closeRelative, equal } from './check';
import { flatten, type ScrubCase, type Secant, type Variant } from './scrubFile';
import { checkResidual } from './scrubResidual';
import type { ScrubStart } from './scrubStart';
import { BANKS, type BankName } from './scrubTraining';

/** Relative to the step, and to every other quantity itself. The one ill-conditioned solve has a tolerance of its own. */
const TOLERANCE = 1e-9;
const TOLERANCE_ILL_CONDITIONED = 1e-6;

const BANK_OF: Record<Variant, BankName> = {
  a_reference_torch_lt_2: 'stored_by_reference_torch_lt_2',
  a_reference_torch_ge_2: 'stored_by_reference_torch_ge_2',
  b1_paper_sample_hessian_reference_bank: 'stored_by_reference_torch_lt_2',
  b2_paper_epoch_mean_bank: 'epoch_mean_gradient',
  b3_paper_full_gradient_bank: 'full_gradient_at_snapshot',
};

/** How the report names a case. */
export function nameScrubCase({ variant, selectionType, HessType }: ScrubCase): string {
  return `${variant} ${selectionType} ${HessType}`;
}

/** Hessians, spectrum, step and outcome of one case, after a start that all cases share. */
export function* checkScrubCase(golden: ScrubCase, start: ScrubStart): Iterable<Check> {
  const name = nameScrubCase(golden);
  const { graph, layers, parameters, removed, selection } = start;
  const slices = golden.selectionType === 'FOCI' ? selection.selected : upTo(countSlices(layers));
  const block = blockIndices(layers, slices);
  yield equal(`${name} selected_slices`, golden.selected_slices, Array.from(slices));
  yield equal(`${name} p`, golden.p, block.length);

  const before = evaluateSample(graph, parameters, removed.input, removed.label);
  const full = secantHessianL1(trainingPair(start, BANK_OF[golden.variant], block));
  const sample = secantHessianL1(pairOfSample(golden.variant, start, before.gradient, block));
  yield* checkSecant(`${name} old_fd`, golden.old_fd, full);
  yield* checkSecant(`${name} sample_fd`, golden.sample_fd, sample);
  const removal = { name, golden, start, block, before, full, sample };
  yield* checkSpectrum(removal);
  yield* checkLabStep(removal);
  yield* checkOutcome(removal);
  yield* checkGradientStep(removal);
}

/** A case and what its checks share. */
interface Removal {
  readonly name: string;
  readonly golden: ScrubCase;
  readonly start: ScrubStart;
  readonly block: Uint32Array;
  /** The sample before its removal. */
  readonly before: SampleEvaluation;
  readonly full: RankOne;
  readonly sample: RankOne;
}

function upTo(count: number): SliceIndex[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Parameters and banked gradients at the end of the last epoch but one, minus those at the end of the last. */
function trainingPair({ run, epochs }: ScrubStart, bank: BankName, block: Uint32Array): SecantPair {
  const [previous, last] = [epochs.at(-2)!, epochs.at(-1)!];
  const stored = BANKS[bank];
  return {
    s: subtract(gather(previous.parameters, block), gather(last.parameters, block)),
    y: subtract(gather(stored(previous, run), block), gather(stored(last, run), block)),
  };
}

/** What the variant takes for the sample's pair, on the block. */
function pairOfSample(
  variant: Variant,
  start: ScrubStart,
  gradient: Float64Array,
  block: Uint32Array,
): SecantPair {
  const unmoved = new Float64Array(block.length);
  switch (variant) {
    case 'a_reference_torch_lt_2':
      // The second gradient is read from storage that has been zeroed meanwhile, the parameters from layers that have not moved.
      return { s: unmoved, y: gather(gradient, block) };
    case 'a_reference_torch_ge_2':
      // Both gradients are the first one.
      return { s: unmoved, y: unmoved };
    default: {
      const { s, y } = gradientStep(start, gradient, block);
      return { s: s.map((value) => -value), y: y.map((value) => -value) };
    }
  }
}

/** The lab's secant pair of the sample on a block, with the whole model moved. */
function gradientStep(
  { graph, parameters, removed }: ScrubStart,
  gradient: Float64Array,
  block: Uint32Array,
): SecantPair {
  const moved = everyIndex(parameters);
  return samplePair(graph, parameters, removed.input, removed.label, gradient, block, moved);
}

function everyIndex(parameters: Float64Array): Uint32Array {
  return Uint32Array.from(parameters, (_, index) => index);
}

/** Vector, scale and norm of a Hessian of rank one. */
function* checkSecant(name: string, golden: Secant, { scale, vector }: RankOne): Iterable<Check> {
  yield closeRelative(`${name} gradient_difference`, golden.gradient_difference, vector, TOLERANCE);
  yield closeRelative(`${name} scale_l1`, golden.scale_l1, 1 / scale, TOLERANCE);
  yield closeRelative(
    `${name} hessian_frobenius`,
    golden.hessian_frobenius,
    scale * dot(vector, vector),
    TOLERANCE,
  );
}

/** Eigenvalues of equation 13, damped. */
function* checkSpectrum({ name, golden, start, block, full, sample }: Removal): Iterable<Check> {
  const combined = removeSample(full, sample, start.run.samples.length);
  const [smallest, largest] = eigenvalueRange(combined, block.length);
  const { smallest_eigenvalue_of_combined_plus_l2: low, largest_eigenvalue_of_combined_plus_l2: high } =
    golden;
  yield closeRelative(`${name} smallest eigenvalue`, low, smallest + start.damping, TOLERANCE);
  yield closeRelative(`${name} largest eigenvalue`, high, largest + start.damping, TOLERANCE);
}

/** The method's step on the block, with the damping that the authors use even where the matrix is indefinite. */
function stepOnBlock({ golden, start, block, before, full, sample }: Removal): Float64Array {
  const gradient = gather(before.gradient, block);
  const count = start.run.samples.length;
  switch (golden.HessType) {
    case 'Sekhari': {
      const rhs = gradient.map((g) => g / (count - 1));
      return solveDamped(removeSample(full, sample, count), start.damping, rhs);
    }
    case 'CR':
      return solveDamped([sample], start.damping, gradient);
    default:
      throw new RangeError(`unknown HessType ${golden.HessType satisfies never}`);
  }
}

/** On all parameters. */
function expectedStep({ golden, start }: Removal): Float64Array {
  const updated = flatten(start.layers[0]!, golden.new_weight, golden.new_bias);
  return subtract(updated, start.expectedParameters);
}

/** Where the matrix is safely positive the lab's Newton step is the authors', by either solver. */
function* checkLabStep(removal: Removal): Iterable<Check> {
  const { name, golden, start, block, before, full, sample } = removal;
  const { damping, run } = start;
  if (golden.HessType !== 'Sekhari' || golden.smallest_eigenvalue_of_combined_plus_l2 < damping / 10) return;
  const expected = gather(expectedStep(removal), block);
  for (const solver of ['woodbury', 'dense'] as const) {
    const gradient = gather(before.gradient, block);
    const sampleCount = run.samples.length;
    const { step } = newtonStep({ full, sample, gradient, sampleCount, damping, solver });
    yield closeRelative(`${name} step by ${solver}`, expected, step, TOLERANCE);
  }
}

/** New parameters, and what they do to the sample and to the others. */
function* checkOutcome(removal: Removal): Iterable<Check> {
  const { name, golden, start, block, before } = removal;
  const { graph, parameters, removed } = start;
  const tolerance =
    golden.variant === 'a_reference_torch_lt_2' && golden.HessType === 'CR'
      ? TOLERANCE_ILL_CONDITIONED
      : TOLERANCE;
  const step = new Float64Array(parameters.length);
  for (const [i, value] of stepOnBlock(removal).entries()) step[block[i]!] = value;
  yield closeRelative(`${name} step`, expectedStep(removal), step, tolerance);
  yield closeRelative(`${name} step_norm`, golden.step_norm, norm(step), tolerance);
  const ascent = dot(step, before.gradient);
  yield closeRelative(`${name} step_dot_sample_gradient`, golden.step_dot_sample_gradient, ascent, tolerance);

  const updated = parameters.map((value, i) => value + step[i]!);
  const after = evaluateSample(graph, updated, removed.input, removed.label);
  const beforeNorm = norm(before.gradient);
  yield closeRelative(`${name} sample_loss_before`, golden.sample_loss_before, before.loss, TOLERANCE);
  yield closeRelative(`${name} sample_loss_after`, golden.sample_loss_after, after.loss, tolerance);
  yield closeRelative(`${name} norm_before`, golden.sample_gradient_norm_before, beforeNorm, TOLERANCE);
  yield closeRelative(
    `${name} norm_after`,
    golden.sample_gradient_norm_after,
    norm(after.gradient),
    tolerance,
  );
  yield* checkResidual(`${name} residual`, golden.residual, start, updated, tolerance);
}

/** The sample's loss after the gradient step alone, where the file has it. */
function* checkGradientStep({ name, golden, start, before }: Removal): Iterable<Check> {
  const expected = golden['sample_loss_after_1e-3_step'];
  if (expected === undefined) return;
  const { graph, parameters, removed } = start;
  const { s } = gradientStep(start, before.gradient, everyIndex(parameters));
  const stepped = parameters.map((value, i) => value + s[i]!);
  const { loss } = evaluateSample(graph, stepped, removed.input, removed.label);
  yield closeRelative(`${name} sample_loss_after_1e-3_step`, expected, loss, TOLERANCE);
}
