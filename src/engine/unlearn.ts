/**
 * One removal, Algorithm 1 of Mehta, Pal, Singh, Ravi, "Deep Unlearning via Randomized Conditionally Independent Hessians"
 * (CVPR 2022), as a straight line: perturb, select, curvature, update, evaluate. `planRemoval` computes everything up to the new
 * weights and changes nothing; `unlearn` takes the step, measures, and records it.
 */

import { certificationSigma } from '../math/certificationNoise';
import { evaluateSample } from '../math/evaluateGraph';
import { createRandom } from '../math/random';
import { norm } from '../math/vector';
import { blockIndices, locateSlice, type SliceIndex, type SliceLayer, sliceLength } from '../model/slices';
import { type Curvature, solveCurvature } from './curvature';
import { digestOf } from './digest';
import { type ForgottenSample, findForgotten } from './forgottenSample';
import { numericParameters } from './parameters';
import { perturb } from './perturb';
import { type RemovalJob, type RunPhase, startPhases } from './phases';
import type { RemovalPreview, RemovalReport, RemovalRequest, SampleReport } from './report';
import { reportSelection, type Selection, selectSlices } from './selectSlices';
import { evaluateModel, metricsWithout, recordRemoval, removedSamples, type Session } from './session';

/** All that a removal would do, with nothing done yet. */
interface RemovalPlan {
  readonly forgotten: ForgottenSample;
  readonly selection: Selection;
  readonly curvature: Curvature;
  readonly noise: { readonly sigma: number; readonly values: Float64Array } | null;
  /** The block: places of its parameters in the flat vector. */
  readonly block: Uint32Array;
  /** The whole flat vector after the removal. */
  readonly parameters: Float32Array;
}

async function planRemoval(
  session: Session,
  request: RemovalRequest,
  { signal }: RemovalJob,
  runPhase: RunPhase,
): Promise<RemovalPlan> {
  const { network, compute } = session;
  const forgotten = findForgotten(session, request);

  const perturbation = await runPhase('perturb', (onProgress) => {
    network.setParameters(session.parameters);
    return perturb(compute, network, forgotten, request, { signal, onProgress });
  });
  const selection = await runPhase('select', () => selectSlices(compute, perturbation, request, { signal }));
  const block = blockIndices(network.layers, selection.trace.selected);
  const curvature = await runPhase('curvature', () => solveCurvature(session, request, forgotten, block));
  return runPhase('update', () => {
    const noise = drawCertificationNoise(request, forgotten.sampleCount, block.length, session.digest);
    const parameters = session.parameters.slice();
    block.forEach((index, i) => {
      parameters[index] = parameters[index]! + curvature.step[i]! + (noise?.values[i] ?? 0);
    });
    return { forgotten, selection, curvature, noise, block, parameters };
  });
}

/**
 * Step 5 of Algorithm 1: Gaussian noise on the updated parameters; null where it is off. Every removal draws its own: the promise of (epsilon,
 * delta) needs noise that is independent of the noise before it, so the weights it starts from are part of the seed.
 */
function drawCertificationNoise(
  { noise, damping, seed }: RemovalRequest,
  sampleCount: number,
  size: number,
  digest: string,
): RemovalPlan['noise'] {
  if (!noise) return null;
  const sigma = certificationSigma({ ...noise, sampleCount, removedCount: 1, damping });
  const random = createRandom(seed, `certification noise ${digest}`);
  return { sigma, values: Float64Array.from({ length: size }, () => sigma * random.normal()) };
}

/** Norm of the step on each of the slices that make up the block. */
function normsPerSlice(
  layers: readonly SliceLayer[],
  slices: readonly SliceIndex[],
  step: Float64Array,
): number[] {
  let end = 0;
  return slices.map((slice) => {
    const length = sliceLength(locateSlice(layers, slice).layer);
    end += length;
    return norm(step.subarray(end - length, end));
  });
}

function describeSelection({ network: { layers } }: Session, { selection, curvature }: RemovalPlan) {
  return reportSelection(layers, selection, normsPerSlice(layers, selection.trace.selected, curvature.step));
}

/** What a removal would select, and how long step and noise would be; the model stays as it is. */
export async function previewRemoval(
  session: Session,
  request: RemovalRequest,
  job: RemovalJob = {},
): Promise<RemovalPreview> {
  const plan = await planRemoval(session, request, job, startPhases(job).runPhase);
  const { epsilon, delta } = numericParameters;
  const privacy = request.noise ?? { epsilon: epsilon.fallback, delta: delta.fallback };
  const { sampleCount } = plan.forgotten;
  const sigma = certificationSigma({ ...privacy, sampleCount, removedCount: 1, damping: request.damping });
  return {
    request,
    selected: describeSelection(session, plan).selected,
    parameters: plan.block.length,
    stepNorm: norm(plan.curvature.step),
    noise: { ...privacy, sigma, expectedNorm: sigma * Math.sqrt(plan.block.length) },
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
  const { dataset, network, compute } = session;
  const { runPhase, durationsMs } = startPhases(job);
  const plan = await planRemoval(session, request, job, runPhase);
  try {
    const evaluation = await runPhase('evaluate', (onProgress) => {
      network.setParameters(plan.parameters);
      const removed = [...removedSamples(session), request.sample];
      return evaluateModel(dataset, network, removed, { signal: job.signal, onProgress });
    });
    const { curvature, noise, forgotten } = plan;
    const report: RemovalReport = {
      schemaVersion: 1,
      request,
      dataset: dataset.id,
      model: network.architecture.id,
      backend: compute.backend,
      device: compute.device,
      number: session.removals.length + 1,
      retainCount: forgotten.sampleCount - 1,
      sample: reportSample(session, request, plan),
      selection: describeSelection(session, plan),
      curvature: curvature.report,
      update: {
        stepNorm: norm(curvature.step),
        noise: noise && { sigma: noise.sigma, norm: norm(noise.values) },
      },
      before: metricsWithout(session, request.sample, forgotten.before.gradient),
      after: evaluation.metrics,
      digestBefore: session.digest,
      digestAfter: digestOf(plan.parameters),
      durationsMs,
    };
    recordRemoval(session, report, plan.block, plan.parameters, evaluation);
    return report;
  } catch (error) {
    network.setParameters(session.parameters);
    throw error;
  }
}

function reportSample({ network }: Session, { sample }: RemovalRequest, plan: RemovalPlan): SampleReport {
  const { input, label, before } = plan.forgotten;
  const after = evaluateSample(network.graph, plan.parameters, input, label);
  return {
    index: sample,
    label,
    probabilitiesBefore: [...before.probabilities],
    probabilitiesAfter: [...after.probabilities],
    lossBefore: before.loss,
    lossAfter: after.loss,
    gradientNormBefore: norm(before.gradient),
    gradientNormAfter: norm(after.gradient),
  };
}
