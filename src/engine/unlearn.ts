/**
 * One removal: what the model makes of the samples, the method's new weights, what they are worth, and whether the guard lets them pass.
 * The method of the paper is methods/algorithm1.ts.
 */

import { GpuError } from '../gpu/gpuError';
import { type GpuWatch, watchGpu } from '../gpu/host';
import { certificationSigma } from '../math/removal/certificationNoise';
import { submitPending } from '../model/compute';
import { makeProvenance } from '../model/makeProvenance';
import { type Later, later, type Reads, readAlone, readWith } from '../model/reads';
import { measureBound } from './certificate/measureBound';
import { startCheck } from './curvatures/curvature';
import { measureNeglected } from './decay';
import { digestOf } from './digest';
import { evaluateGroup, type ForgetGroup, findForgetGroup, type GroupEvaluation } from './forgetSet';
import { type FoundGuard, findGuardImages, passesGuard, startGuard } from './guard';
import { largestChange } from './largestChange';
import { runMethod } from './methods/index.ts';
import {
  computeMetrics,
  startAccuracy,
  startForgotten,
  startModel,
  startUntrained,
} from './metrics/measureModel';
import { numericParameters } from './parameters';
import { type Phases, type RemovalJob, startPhases } from './phases';
import { refuseNoise } from './refuseNoise';
import type {
  BriefReport,
  Measure,
  Metrics,
  RemovalPreview,
  RemovalReport,
  RemovalRequest,
  SampleReport,
  StepTaken,
} from './report';
import { measureAgain, moveOn, recordRemoval, removedSamples, type Session } from './session';

/** New weights for a request, and what they start from; the session stays as it is. */
async function planRemoval(
  session: Session,
  request: RemovalRequest,
  job: RemovalJob,
  { runPhase, runApart }: Pick<Phases, 'runPhase' | 'runApart'>,
) {
  if (!job.isRecorded) refuseNoise(request);
  // It goes by the residual gradient of the present model.
  if (request.curvature === 'fisher') await measureAgain(session, { signal: job.signal });
  const group = findForgetGroup(session, request);
  const before = await evaluateGroup(session, group, session.parameters, { signal: job.signal });
  const result = await runMethod(request.method, {
    ...{ session, request, group, before, job, runPhase, runApart },
  });
  return { group, before, result };
}

/** What a removal would select, and how long step and noise would be; the model stays as it is. */
export async function previewRemoval(
  session: Session,
  request: RemovalRequest,
  job: RemovalJob = {},
): Promise<RemovalPreview> {
  const { group, result } = await planRemoval(session, request, job, startPhases(job));
  const { epsilon, delta } = numericParameters;
  const privacy = request.noise ?? { epsilon: epsilon.fallback, delta: delta.fallback };
  const { sampleCount, removedCount } = group;
  const { damping } = request;
  const sigma =
    damping > 0
      ? certificationSigma({ ...privacy, sampleCount, removedCount, damping })
      : Number.POSITIVE_INFINITY;
  const selected = result.selection?.selected ?? [];
  const parameters = selected.reduce((sum, slice) => sum + slice.parameters, 0);
  return {
    request,
    selected,
    parameters,
    stepNorm: result.update.stepNorm,
    curvature: await readAlone(job.signal, (reads) => startCheck(result, reads)),
    noise: { ...privacy, sigma, expectedNorm: sigma * Math.sqrt(parameters) },
  };
}

/**
 * Removes samples from the session's model. Until everything is computed the session is as before; a cancelled or failed removal
 * leaves it so.
 * @param measure how much of it is measured; less than `all` is for experiments with thousands of removals: the weights are the same, bit for bit,
 * and the session keeps no history
 * @throws SaidError for a bad request; GpuError when anything failed on the GPU since it began; AbortError when cancelled
 */
export function unlearn(session: Session, request: RemovalRequest, job?: RemovalJob): Promise<RemovalReport>;
export function unlearn(
  session: Session,
  request: RemovalRequest,
  job: RemovalJob,
  measure: Exclude<Measure, 'all'>,
): Promise<BriefReport>;
export async function unlearn(
  session: Session,
  request: RemovalRequest,
  job: RemovalJob = {},
  measure: Measure = 'all',
): Promise<RemovalReport | BriefReport> {
  const { network, compute } = session;
  const watch = compute.gpu ? watchGpu(compute.gpu) : null;
  const phases = startPhases(job, compute);
  try {
    // Before anything is computed: where these images cannot be had, nothing is lost.
    const guardImages =
      request.guard === null ? null : await findGuardImages(session.dataset, request.guardSet, job);
    const { group, before, result } = await planRemoval(session, request, job, phases);
    const plan: Plan = { session, request, job, phases, guardImages, group, before, result };
    const { report, commit } = await (measure === 'all' ? measureAll(plan) : measureSome(plan, measure));
    submitPending(compute);
    await watch?.check();
    // A job that was given up may come to its end long after: it must not count then.
    job.signal?.throwIfAborted();
    commit();
    return report;
  } catch (error) {
    const reason = job.signal?.aborted || error instanceof GpuError ? error : await findReason(error, watch);
    // What was kept of the layers' outputs may be of what failed, or was given up before anybody knew.
    if (compute.gpu && (job.signal?.aborted || reason instanceof GpuError)) {
      network.held.dispose();
      network.images.dispose();
    }
    throw reason;
  } finally {
    phases.close();
    network.setParameters(session.parameters);
  }
}

/** What went wrong on the GPU is the reason, not what was made of its numbers. */
async function findReason(error: unknown, watch: GpuWatch | null): Promise<unknown> {
  try {
    await watch?.check();
    return error;
  } catch (failure) {
    return failure;
  }
}

/** New weights that are not the session's yet. */
interface Plan extends Awaited<ReturnType<typeof planRemoval>> {
  readonly session: Session;
  readonly request: RemovalRequest;
  readonly job: RemovalJob;
  readonly phases: Phases;
  readonly guardImages: FoundGuard | null;
}

/** What a removal was, and what makes it the session's. */
interface Measured<R> {
  readonly report: R;
  readonly commit: () => void;
}

async function measureAll(plan: Plan): Promise<Measured<RemovalReport>> {
  const { session, request, job, phases, guardImages, group, before, result } = plan;
  const { runPhase, durationsMs, gpuMs } = phases;
  const { signal } = job;
  const removed = [...removedSamples(session), ...request.samples];
  const { curvature, metricsBefore, guard, evaluation, after, bound } = await runPhase(
    'evaluate',
    (onProgress) =>
      readWith(signal, async (reads) => {
        const { parameters } = result;
        const lookAgain = () => evaluateGroup(session, group, parameters, { signal });
        // One sample takes a moment: whoever waits is told of it first.
        const early = request.samples.length === 1 ? await lookAgain() : null;
        if (early) job.onStep?.(describeStep(plan, early));
        const curvature = await startCheck(result, reads);
        const untrained = await startUntrained(session, removed, job, reads);
        const without = await startWithout(session, group, before, removed, untrained, job, reads);
        const guard = guardImages && (await startGuard(session, guardImages, parameters, { signal }, reads));
        const model = await startModel(
          ...([session, parameters, removed, untrained, { signal, onProgress }, request, reads] as const),
        );
        // While the backend computes, several samples are evaluated here.
        const read = reads.flush();
        const after = early ?? (await lookAgain());
        const bound = await measureBound(session, parameters, removed, signal);
        await read;
        return {
          ...{ after, bound },
          curvature: await curvature.result,
          metricsBefore: await without.result,
          guard: guard && (await guard.result),
          evaluation: await model.result,
        };
      }),
  );
  const accepted = passesGuard(request.guard, guard);
  const report: RemovalReport = {
    schemaVersion: 4,
    request,
    ...describeSession(session, request),
    id: session.removals.length + 1,
    parent: session.current,
    retainCount: accepted ? group.sampleCount - group.removedCount : group.sampleCount,
    accepted,
    samples: reportSamples(session, group, before, after),
    selection: result.selection,
    curvature,
    update: result.update,
    ...(result.rewind ? { rewind: result.rewind } : {}),
    largestChange: largestChange(
      { sets: session.evaluation, group: before },
      { sets: evaluation, group: after },
    ),
    guard,
    neglected: measureNeglected(session, request, group, before),
    before: metricsBefore,
    after: evaluation.metrics,
    digestBefore: session.digest,
    digestAfter: accepted ? digestOf(result.parameters) : session.digest,
    ...(bound === null ? {} : { distanceBound: bound }),
    durationsMs,
    gpuMs: gpuMs(),
  };
  const { parameters } = result;
  const commit = () =>
    accepted
      ? recordRemoval(session, report, parameters, evaluation)
      : recordRemoval(session, report, session.parameters, session.evaluation);
  return { report, commit };
}

function describeStep({ session, request, group, before, result }: Plan, after: GroupEvaluation): StepTaken {
  return {
    id: session.removals.length + 1,
    request,
    samples: reportSamples(session, group, before, after),
    slices: result.selection?.selected.length ?? null,
    update: result.update,
  };
}

/** As much as was asked for, and the guard's say. */
async function measureSome(plan: Plan, measured: BriefReport['measured']): Promise<Measured<BriefReport>> {
  const { session, request, job, phases, guardImages, group, before, result } = plan;
  const { runPhase, durationsMs } = phases;
  const { signal } = job;
  const { parameters } = result;
  const removed = [...removedSamples(session), ...request.samples];
  const { curvature, guard, after, accuracy } = await runPhase('evaluate', (onProgress) =>
    readWith(signal, async (reads) => {
      const curvature = await startCheck(result, reads);
      const guard = guardImages && (await startGuard(session, guardImages, parameters, { signal }, reads));
      const accuracy =
        measured === 'accuracy'
          ? await startAccuracy(session, parameters, removed, { signal, onProgress }, reads)
          : null;
      const read = reads.flush();
      const after = measured === 'none' ? null : await evaluateGroup(session, group, parameters, { signal });
      await read;
      return {
        after,
        curvature: await curvature.result,
        guard: guard && (await guard.result),
        accuracy: accuracy && (await accuracy.result),
      };
    }),
  );
  const accepted = passesGuard(request.guard, guard);
  const report: BriefReport = {
    request,
    measured,
    accepted,
    samples: after && reportSamples(session, group, before, after),
    accuracy,
    selection: result.selection,
    curvature,
    update: result.update,
    guard,
    digestBefore: session.digest,
    digestAfter: accepted ? digestOf(parameters) : session.digest,
    durationsMs,
  };
  const commit = () => {
    if (accepted) moveOn(session, { samples: request.samples, parameters });
  };
  return { report, commit };
}

function describeSession(
  { dataset, network, compute, training }: Session,
  { seed, drawSeed }: RemovalRequest,
) {
  const draw = drawSeed === null ? {} : { draw: drawSeed };
  return {
    dataset: dataset.id,
    model: network.architecture.id,
    backend: compute.backend,
    device: compute.device,
    provenance: makeProvenance(compute, { ...draw, removal: seed, training: training.seed }),
  };
}

/**
 * The metrics of the session's model on the sets as they are once the samples are removed: what a report compares the new
 * model with. Otherwise leaving a badly fitted sample out would pass for an improvement.
 */
async function startWithout(
  session: Session,
  { sampleCount, removedCount }: ForgetGroup,
  { gradient }: GroupEvaluation,
  removed: readonly number[],
  untrained: Later<void>,
  { signal }: RemovalJob,
  reads: Reads,
): Promise<Later<Metrics>> {
  const { evaluation, network, parameters } = session;
  const rest = sampleCount - removedCount;
  const residualGradient = evaluation.residualGradient.map(
    (g, i) => (g * sampleCount - gradient[i]! * removedCount) / rest,
  );
  network.setParameters(parameters);
  const forgotten = await startForgotten(session, removed, untrained, { signal }, reads);
  const known = { ...evaluation, residualGradient, batchGradientNormMean: null };
  const finish = async () => computeMetrics(session, parameters, known, removed, await forgotten.result);
  return later(finish());
}

function reportSamples(
  { dataset }: Session,
  { samples }: ForgetGroup,
  before: GroupEvaluation,
  after: GroupEvaluation,
): SampleReport[] {
  return samples.map((index, i) => ({
    index,
    label: dataset.training.labels[index]!,
    probabilitiesBefore: before.each[i]!.probabilities,
    probabilitiesAfter: after.each[i]!.probabilities,
    lossBefore: before.each[i]!.loss,
    lossAfter: after.each[i]!.loss,
    gradientNormBefore: before.each[i]!.gradientNorm,
    gradientNormAfter: after.each[i]!.gradientNorm,
  }));
}
