import { takeSamples } from '../../data/takeSamples';
import { distancesToSet, smallestPlaces } from '../../math/dependence/distancesToSet';
import {
  fitLastLayerInPieces,
  influenceOnInPieces,
  type LastLayer,
  selfInfluenceInPieces,
} from '../../math/removal/lastLayerInfluence';
import { evaluateMargins, evaluateSet } from '../../model/evaluation';
import { type Job, runInPieces } from '../../model/job';
import { labelsOf } from '../../model/labels';
import { measureSampleGradients } from '../../model/sampleGradients';
import { SaidError } from '../../words/saidError';
import { readPenultimate } from './embedding';
import type { Looked } from './looked';
import type { LookAnswer, LookQuestion } from './questions';

/** The training samples nearest to one, the nearest first; the sample itself is none of them. */
export async function findNeighbours(
  looked: Looked,
  { sample, count }: LookQuestion<'neighbours'>,
  job: Job,
): Promise<LookAnswer<'neighbours'>> {
  const { dataset } = looked.session;
  refuseOther(dataset.training.count, sample);
  const rows = await readPenultimate(looked, dataset.training, job);
  const own = await readPenultimate(looked, takeSamples(dataset, [sample]), { signal: job.signal });
  const distances = await runInPieces(distancesToSet(rows, own), job.signal);
  distances[sample] = Number.POSITIVE_INFINITY;
  const samples = smallestPlaces(distances, Math.min(count, distances.length - 1));
  return {
    samples: Uint32Array.from(samples),
    values: Float32Array.from(samples, (one) => Math.sqrt(distances[one]!)),
  };
}

function refuseOther(count: number, sample: number): void {
  if (!Number.isInteger(sample) || sample < 0 || sample >= count) {
    throw new SaidError('engine.looks.noImage', [{ index: sample, last: count - 1 }]);
  }
}

/** A number of every training sample, of those that are gone too. */
export async function scoreSamples(
  looked: Looked,
  question: LookQuestion<'sampleScores'>,
  job: Job,
): Promise<LookAnswer<'sampleScores'>> {
  const { network, dataset } = looked.session;
  network.setParameters(looked.parameters);
  switch (question.score) {
    case 'gradientNorm':
      return (await measureSampleGradients(network, dataset, dataset.training, job)).gradientNorms;
    case 'margin':
      return evaluateMargins(network, dataset, dataset.training, job);
    case 'entropy':
      return (await evaluateSet(network, dataset, dataset.training, job)).entropies;
    case 'effect':
    case 'influence':
      return measureInfluence(looked, question, job);
    default:
      return question.score satisfies never;
  }
}

/** Influences as lastLayerInfluence.ts has them: of every sample on itself, or on one. The means run over what is left. */
async function measureInfluence(
  looked: Looked,
  { score, damping = 0, on = 0 }: LookQuestion<'sampleScores'>,
  { signal, onProgress }: Job,
): Promise<Float32Array> {
  const { network, dataset } = looked.session;
  const { training } = dataset;
  refuseOther(training.count, on);
  if (!(damping > 0)) throw new SaidError('engine.looks.noDamping', []);
  const features = await readPenultimate(looked, training, {
    signal,
    onProgress: (fraction) => onProgress?.(fraction * 0.3),
  });
  const { probabilities } = await evaluateSet(network, dataset, training, {
    signal,
    onProgress: (fraction) => onProgress?.(0.3 + fraction * 0.3),
  });
  const layer: LastLayer = { features, probabilities, labels: labelsOf(training), loss: network.graph.loss };
  const gone = new Set(looked.removed);
  const left = Array.from(training.labels.keys()).filter((sample) => !gone.has(sample));
  const hessian = await runInPieces(fitLastLayerInPieces(layer, left, damping), signal);
  const influences =
    score === 'effect' ? selfInfluenceInPieces(layer, hessian) : influenceOnInPieces(layer, hessian, on);
  return Float32Array.from(await runInPieces(influences, signal));
}
