import type { Dataset } from '../../data/dataset';
import { trainingCard } from '../../model/checkpoint';
import type { Compute } from '../../model/compute';
import type { Job } from '../../model/job';
import { createNetwork, createNetworkFor } from '../../model/network';
import { measureScalings } from '../../model/own/measureScalings';
import { type ModelScaling, type ScalingId, scaledFor, takeScaling } from '../../model/own/scaling';
import type { OwnModel } from '../../model/ownModel';
import { completeWeights } from '../../model/training';
import { SaidError } from '../../words/saidError';
import type { Original } from './findOriginal';
import { ownTraining } from './openCheckpoint';
import { withFeatures } from './ownFeatures';

/** Original weights, and the data as they take them. */
export interface OriginalOnData {
  readonly original: Original;
  readonly dataset: Dataset;
}

/**
 * A model of the user's as original weights on data, with its pixels scaled as it does best.
 * @param wanted this scaling, in place of the best
 * @throws ModelError where it takes other images; SaidError where its loss is no number under any scaling, or under the one that is wanted
 */
export async function ownOriginal(
  own: OwnModel,
  given: Dataset,
  compute: Compute,
  job: Job,
  wanted?: ScalingId,
): Promise<OriginalOnData> {
  return originalOn(own, await scaleFor(own, given, job, wanted), compute, job);
}

/** A model of the user's as original weights on data that were scaled for it. */
export async function originalOn(
  own: Pick<OwnModel, 'architecture' | 'parameters'>,
  { dataset, scaling }: ScaledData,
  compute: Compute,
  job: Job,
): Promise<OriginalOnData> {
  const architecture = { ...own.architecture, scaling };
  const network = createNetworkFor(architecture, dataset);
  try {
    const weights = await completeWeights(network, scaledFor(dataset, architecture), own.parameters, job);
    const card = trainingCard(dataset, { ...ownTraining, epochs: 0 }, weights, compute);
    return { original: { architecture, trained: { weights, card, origin: 'own' } }, dataset };
  } finally {
    network.dispose();
  }
}

/**
 * The same original weights with the pixels scaled as somebody had them.
 * @param wanted absent: as they are
 * @throws SaidError where the model was not measured under it
 */
export async function withScaling(
  original: Original,
  dataset: Dataset,
  wanted: ScalingId | undefined,
  compute: Compute,
  job: Job,
): Promise<Original> {
  const { architecture, trained } = original;
  const { scaling } = architecture;
  if (!scaling || wanted === undefined || scaling.id === wanted) return original;
  const own = { architecture, parameters: trained.weights.parameters };
  return (await originalOn(own, { dataset, scaling: takeScaling(scaling, wanted) }, compute, job)).original;
}

/** Data as a model takes them, and how its pixels are scaled. */
export interface ScaledData {
  readonly dataset: Dataset;
  readonly scaling: ModelScaling;
}

/** The data as a model takes them, and how their pixels are scaled for it: what is shown before anything is computed with it. */
export async function scaleFor(
  own: OwnModel,
  dataset: Dataset,
  job: Job,
  wanted?: ScalingId,
): Promise<ScaledData> {
  const { body } = own;
  if (body) return withFeatures(dataset, { ...own, body }, wanted, job);
  const network = createNetwork(own.architecture, dataset.shape, dataset.classNames.length);
  try {
    const best = await measureScalings(network, dataset, own.parameters, own.scaling, job);
    if (!best) throw new SaidError('model.training.lossNotFinite', []);
    return { dataset, scaling: wanted ? takeScaling(best, wanted) : best };
  } finally {
    network.dispose();
  }
}
