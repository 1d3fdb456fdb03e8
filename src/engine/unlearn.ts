/**
 * One removal, Algorithm 1 of Mehta, Pal, Singh, Ravi, "Deep Unlearning via Randomized Conditionally Independent Hessians"
 * (CVPR 2022), as a straight line: perturb, select, curvature, update, evaluate. `planRemoval` computes everything up to the new
 * weights and changes nothing; `unlearn` takes the step, measures, and records it.
 */

import { normalise } from '../data/dataset';
import { writeOutOnGpu } from '../kernels/secantHessian';
import { certificationSigma } from '../math/certificationNoise';
import { evaluateSample, type SampleEvaluation } from '../math/denseNetwork';
import { matrix } from '../math/matrix';
import { largestDenseBlock, type NewtonStep, newtonStep } from '../math/newtonStep';
import { pixelSensitivity } from '../math/pixelSensitivity';
import { createRandom } from '../math/random';
import { secantHessian } from '../math/secantHessian';
import { dot, norm } from '../math/vector';
import { blockIndices, gather, locateSlice } from '../model/slices';
import { fullPair, samplePair } from './curvature';
import { digestOf } from './digest';
import { checkRequest, numericParameters } from './parameters';
import { perturb } from './perturb';
import type {
  CurvatureReport,
  RemovalPhase,
  RemovalPreview,
  RemovalReport,
  RemovalRequest,
  SelectionReport,
  UpdateReport,
} from './report';
import { reportSelection, selectSlices } from './selectSlices';
import { evaluateModel, removedSamples, type Session } from './session';

export interface RemovalJob {
  readonly signal?: AbortSignal | undefined;
  readonly onPhase?: ((phase: RemovalPhase, fraction: number) => void) | undefined;
}

/** All that a removal would do, with nothing done yet. */
interface RemovalPlan {
  readonly request: RemovalRequest;
  readonly input: Float32Array;
  readonly label: number;
  readonly before: SampleEvaluation;
  readonly selection: SelectionReport;
  readonly curvature: CurvatureReport;
  readonly update: UpdateReport;
  /** The block: places in the flat vector, and the new values there. */
  readonly indices: Uint32Array;
  readonly values: Float32Array;
  readonly durationsMs: Record<RemovalPhase, number>;
}

/** n: training samples left before the next removal. */
function countRetained(session: Session): number {
  return session.dataset.training.count - session.removals.length;
}

async function planRemoval(session: Session, request: RemovalRequest, job: RemovalJob): Promise<RemovalPlan> {
  const { dataset, network, parameters, compute } = session;
  checkRequest(request, dataset.training.count);
  if (removedSamples(session).includes(request.sample)) {
    throw new RangeError(`sample ${request.sample} is removed already`);
  }
  const sampleCount = countRetained(session);
  const label = dataset.training.labels[request.sample]!;
  const input = normalise(dataset.training, dataset, request.sample, request.sample + 1);
  const { durationsMs, phase } = clock(job);

  const perturbation = await phase('perturb', (progress) => {
    network.setParameters(parameters);
    const { perturbations: count, perturbationDeviation: deviation, seed } = request;
    return perturb(
      network,
      { input, label, count, deviation, seed },
      { signal: job.signal, onProgress: progress },
    );
  });

  const selection = await phase('select', () => selectSlices(compute, perturbation, request));
  const { selected } = selection.trace;
  const indices = blockIndices(network.layers, selected);

  const { before, gradient, newton, full, sample, solveResidual } = await phase('curvature', async () => {
    const before = evaluateSample(network.layers, parameters, input, label);
    const gradient = gather(before.gradient, indices);
    const full = secantHessian(fullPair(session.trained, indices));
    const sample = secantHessian(
      samplePair(network.layers, parameters, input, label, before.gradient, indices),
    );
    const { damping, solver } = request;
    const newton = newtonStep({ full, sample, gradient, sampleCount, damping, solver });
    const solveResidual = await checkStep(session, newton, gradient, sampleCount);
    return { before, gradient, newton, full, sample, solveResidual };
  });

  return phase('update', async () => {
    const { noise, sigma } = certificationNoise(request, sampleCount, indices.length);
    const values = Float32Array.from(indices, (index, i) => parameters[index]! + newton.step[i]! + noise[i]!);
    const stepNorm = norm(newton.step);
    return {
      request,
      input,
      label,
      before,
      indices,
      values,
      durationsMs,
      selection: reportSelection(network.layers, selection, normsPerSlice(session, selected, newton.step)),
      curvature: {
        parameters: indices.length,
        sampleCount,
        full: reportSecant(full),
        sample: reportSecant(sample),
        damping: request.damping,
        dampingUsed: newton.dampingUsed,
        eigenvalues: newton.eigenvalues,
        solveResidual,
        cosineToGradient: dot(newton.step, gradient) / (stepNorm * norm(gradient)) || 0,
      },
      update: { stepNorm, noise: request.noise ? { sigma, norm: norm(noise) } : null },
    };
  });
}

/** Runs the phases, times them, tells of their progress, and stops between them when the job is cancelled. */
function clock({ signal, onPhase }: RemovalJob) {
  const durationsMs: Record<RemovalPhase, number> = {
    perturb: 0,
    select: 0,
    curvature: 0,
    update: 0,
    evaluate: 0,
  };
  const phase = async <T>(
    name: RemovalPhase,
    work: (progress: (fraction: number) => void) => Promise<T>,
  ): Promise<T> => {
    signal?.throwIfAborted();
    onPhase?.(name, 0);
    const start = performance.now();
    const result = await work((fraction) => onPhase?.(name, fraction));
    durationsMs[name] = performance.now() - start;
    return result;
  };
  return { durationsMs, phase };
}

function reportSecant({
  curvature,
  scale,
  vector,
}: {
  curvature: number;
  scale: number;
  vector: Float64Array;
}) {
  return { curvature, eigenvalue: scale * dot(vector, vector), used: scale > 0 };
}

function normsPerSlice(session: Session, slices: readonly number[], step: Float64Array): number[] {
  let offset = 0;
  return slices.map((slice) => {
    const length = locateSlice(session.network.layers, slice).layer.inputs + 1;
    offset += length;
    return norm(step.subarray(offset - length, offset));
  });
}

/**
 * Judges the step by the matrix itself, which the GPU writes out: |(H' + lambda I) d - g / (n - 1)| / |g / (n - 1)|.
 * @returns null off WebGPU, for blocks too large to write out, and where the gradient is 0
 */
async function checkStep(
  { compute: { gpu } }: Session,
  { hessian, dampingUsed, step }: NewtonStep,
  gradient: Float64Array,
  sampleCount: number,
): Promise<number | null> {
  const size = gradient.length;
  const rhsNorm = norm(gradient) / (sampleCount - 1);
  if (!gpu || size > largestDenseBlock || rhsNorm === 0) return null;
  const matrix = await writeOutOnGpu(gpu, hessian, dampingUsed);
  const residual = gradient.map(
    (g, i) => dot(matrix.subarray(i * size, (i + 1) * size), step) - g / (sampleCount - 1),
  );
  return norm(residual) / rhsNorm;
}

/** Step 5 of Algorithm 1: Gaussian noise on the updated parameters, or zeros where it is off. */
function certificationNoise({ noise, damping, seed }: RemovalRequest, sampleCount: number, size: number) {
  if (!noise) return { noise: new Float64Array(size), sigma: 0 };
  const sigma = certificationSigma({ ...noise, sampleCount, removedCount: 1, damping });
  const random = createRandom(seed, 'certification noise');
  return { noise: Float64Array.from({ length: size }, () => sigma * random.normal()), sigma };
}

/**
 * Remark 2: xi(pixel, loss) over the perturbed copies of a sample, how much the loss depends on each pixel; the model stays as it is.
 * @returns one coefficient per pixel and channel: about 0 where the loss does not depend on it, at most 1
 */
export async function measureSensitivity(
  session: Session,
  request: RemovalRequest,
  { signal }: RemovalJob = {},
): Promise<Float64Array> {
  const { dataset, network, parameters } = session;
  checkRequest(request, dataset.training.count);
  const { sample, perturbations: count, perturbationDeviation: deviation, seed } = request;
  const input = normalise(dataset.training, dataset, sample, sample + 1);
  const label = dataset.training.labels[sample]!;
  const pixels = new Float32Array(count * input.length);
  network.setParameters(parameters);
  const { losses } = await perturb(
    network,
    { input, label, count, deviation, seed },
    { signal },
    (copies, row) => pixels.set(copies, row * input.length),
  );
  return pixelSensitivity(matrix(count, input.length, pixels), losses);
}

/** What a removal would select, and how long step and noise would be; the model stays as it is. */
export async function previewRemoval(
  session: Session,
  request: RemovalRequest,
  job: RemovalJob = {},
): Promise<RemovalPreview> {
  const plan = await planRemoval(session, request, job);
  const parameters = plan.indices.length;
  const { epsilon, delta } = numericParameters;
  const privacy = request.noise ?? { epsilon: epsilon.fallback, delta: delta.fallback };
  const sampleCount = countRetained(session);
  const sigma = certificationSigma({ ...privacy, sampleCount, removedCount: 1, damping: request.damping });
  return {
    request,
    selected: plan.selection.selected,
    parameters,
    stepNorm: plan.update.stepNorm,
    noise: { ...privacy, sigma, expectedNorm: sigma * Math.sqrt(parameters) },
  };
}

/**
 * Removes one sample from the session's model. Until everything is computed the session is as before; a cancelled or failed removal
 * leaves it so.
 * @throws RangeError for a bad request; AbortError when cancelled
 */
export async function unlearn(
  session: Session,
  request: RemovalRequest,
  job: RemovalJob = {},
): Promise<RemovalReport> {
  const plan = await planRemoval(session, request, job);
  const { dataset, network, compute } = session;
  const parameters = session.parameters.slice();
  plan.indices.forEach((index, i) => {
    parameters[index] = plan.values[i]!;
  });
  const { durationsMs, phase } = clock(job);
  try {
    const removed = [...removedSamples(session), request.sample];
    const evaluation = await phase('evaluate', (onProgress) => {
      network.setParameters(parameters);
      return evaluateModel(dataset, network, removed, { signal: job.signal, onProgress });
    });
    const after = evaluateSample(network.layers, parameters, plan.input, plan.label);
    const digest = digestOf(parameters);
    const report: RemovalReport = {
      schemaVersion: 1,
      request,
      dataset: dataset.id,
      model: network.architecture.id,
      backend: compute.backend,
      device: compute.device,
      number: session.removals.length + 1,
      retainCount: countRetained(session) - 1,
      sample: {
        index: request.sample,
        label: plan.label,
        probabilitiesBefore: [...plan.before.probabilities],
        probabilitiesAfter: [...after.probabilities],
        lossBefore: plan.before.loss,
        lossAfter: after.loss,
        gradientNormBefore: norm(plan.before.gradient),
        gradientNormAfter: norm(after.gradient),
      },
      selection: plan.selection,
      curvature: plan.curvature,
      update: plan.update,
      before: session.evaluation.metrics,
      after: evaluation.metrics,
      digestBefore: session.digest,
      digestAfter: digest,
      durationsMs: { ...plan.durationsMs, evaluate: durationsMs.evaluate },
    };
    const before = Float32Array.from(plan.indices, (index) => session.parameters[index]!);
    session.removals.push({ report, indices: plan.indices, before, evaluationBefore: session.evaluation });
    session.parameters = parameters;
    session.digest = digest;
    session.evaluation = evaluation;
    return report;
  } catch (error) {
    network.setParameters(session.parameters);
    throw error;
  }
}
