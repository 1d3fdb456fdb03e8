import { normalise } from '../data/dataset';
import { takeSamples } from '../data/takeSamples';
import { norm } from '../math/linear/vector';
import { evaluateSample } from '../math/network/evaluateGraph';
import type { Label } from '../math/network/outputLoss';
import { evaluateSet, evaluateWithGradient } from '../model/evaluation';
import { breathe, type Job } from '../model/job';
import { labelAt } from '../model/labels';
import { measureSampleGradients } from '../model/sampleGradients';
import { SaidError } from '../words/saidError';
import { checkRequest } from './parameters';
import type { RemovalRequest, SampleIndex } from './request';
import { removedSamples, type Session } from './session';

/** A training sample as the network sees it. */
export interface LabelledInput {
  /** Normalised pixels. */
  readonly input: Float32Array;
  readonly label: Label;
}

/** The samples of one removal. */
export interface ForgetGroup {
  readonly samples: readonly SampleIndex[];
  readonly inputs: readonly LabelledInput[];
  /** n: training samples left before this removal, these included. */
  readonly sampleCount: number;
  /** m: how many of them go. */
  readonly removedCount: number;
}

/** What a model makes of one sample. */
export interface SampleView {
  readonly loss: number;
  readonly probabilities: readonly number[];
  readonly gradientNorm: number;
}

/** What a model makes of the samples. */
export interface GroupEvaluation {
  readonly each: readonly SampleView[];
  /** g: the gradient of the mean loss, flat. */
  readonly gradient: Float64Array;
}

/** A training sample as the network sees it. */
export function readSample({ dataset }: Session, sample: SampleIndex): LabelledInput {
  return {
    input: normalise(dataset.training, dataset, sample, sample + 1),
    label: labelAt(dataset.training, sample),
  };
}

/**
 * The samples that a request asks to remove.
 * @throws SaidError when a number of the request is out of range, a sample is removed already, or none would be left
 */
export function findForgetGroup(session: Session, request: RemovalRequest): ForgetGroup {
  const { training } = session.dataset;
  const { samples } = request;
  checkRequest(request, training.count);
  const removed = new Set(removedSamples(session));
  const again = samples.find((sample) => removed.has(sample));
  if (again !== undefined) throw new SaidError('engine.refused.removedAlready', [{ sample: again }]);
  const sampleCount = training.count - removed.size;
  if (samples.length >= sampleCount) {
    throw new SaidError('engine.refused.takesAll', [{ count: sampleCount }]);
  }
  return {
    samples,
    inputs: samples.map((sample) => readSample(session, sample)),
    sampleCount,
    removedCount: samples.length,
  };
}

/** Groups up to this size are evaluated in float64, sample by sample; larger ones by the backend, in batches. */
const largestExactGroup = 64;

/**
 * Loss, probabilities and gradient norm of each sample, and their mean gradient: in float64 (docs/decisions/0002-the-samples-own-curvature.md) for
 * groups up to largestExactGroup. The network may be left with these parameters.
 * @throws AbortError when cancelled
 */
export function evaluateGroup(
  session: Pick<Session, 'network' | 'dataset'>,
  group: Pick<ForgetGroup, 'samples' | 'inputs'>,
  parameters: Float32Array | Float64Array,
  job: Job = {},
): Promise<GroupEvaluation> {
  return group.inputs.length <= largestExactGroup
    ? evaluateExactly(session, group, parameters, job)
    : evaluateOnBackend(session, group, parameters, job);
}

async function evaluateExactly(
  { network: { graph } }: Pick<Session, 'network'>,
  { inputs }: Pick<ForgetGroup, 'inputs'>,
  parameters: Float32Array | Float64Array,
  { signal, onProgress }: Job,
): Promise<GroupEvaluation> {
  const gradient = new Float64Array(parameters.length);
  const each: SampleView[] = [];
  for (const { input, label } of inputs) {
    const sample = evaluateSample(graph, parameters, input, label);
    for (let i = 0; i < gradient.length; i++) gradient[i]! += sample.gradient[i]! / inputs.length;
    const { loss, probabilities } = sample;
    each.push({ loss, probabilities: [...probabilities], gradientNorm: norm(sample.gradient) });
    onProgress?.(each.length / inputs.length);
    if (inputs.length > 1) await breathe(signal);
  }
  return { each, gradient };
}

async function evaluateOnBackend(
  { network, dataset }: Pick<Session, 'network' | 'dataset'>,
  { samples }: Pick<ForgetGroup, 'samples'>,
  parameters: Float32Array | Float64Array,
  job: Job,
): Promise<GroupEvaluation> {
  const set = takeSamples(dataset, samples);
  network.setParameters(Float32Array.from(parameters));
  const every = new Uint8Array(set.count).fill(1);
  const { losses, probabilities } = await evaluateSet(network, dataset, set, job);
  const { gradient } = await evaluateWithGradient(network, dataset, set, every, job);
  const { gradientNorms } = await measureSampleGradients(network, dataset, set, job);
  const { classes } = network;
  return {
    gradient,
    each: samples.map((_, i) => ({
      loss: losses[i]!,
      probabilities: [...probabilities.subarray(i * classes, (i + 1) * classes)],
      gradientNorm: gradientNorms[i]!,
    })),
  };
}
