import type { Dataset } from '../../data/dataset';
import { trainingCard } from '../../model/checkpoint';
import type { Compute } from '../../model/compute';
import type { Job } from '../../model/job';
import { createNetwork } from '../../model/network';
import { measureScalings } from '../../model/own/measureScalings';
import { type ScalingId, scaledFor, takeScaling } from '../../model/own/scaling';
import type { OwnModel } from '../../model/ownModel';
import { completeWeights } from '../../model/training';
import { SaidError } from '../../words/saidError';
import type { Original } from './findOriginal';
import { ownTraining } from './openCheckpoint';

/**
 * A model of the user's as original weights on data, with its pixels scaled as it does best.
 * @param wanted this scaling, in place of the best
 * @throws ModelError where it takes other images; SaidError where its loss is no number under any scaling, or under the one that is wanted
 */
export async function ownOriginal(
  own: OwnModel,
  dataset: Dataset,
  compute: Compute,
  job: Job,
  wanted?: ScalingId,
): Promise<Original> {
  const network = createNetwork(own.architecture, dataset.shape, dataset.classNames.length);
  try {
    const best = await measureScalings(network, dataset, own.parameters, own.scaling, job);
    if (!best) throw new SaidError('model.training.lossNotFinite', []);
    const scaling = wanted ? takeScaling(best, wanted) : best;
    const architecture = { ...own.architecture, scaling };
    const weights = await completeWeights(network, scaledFor(dataset, architecture), own.parameters, job);
    const card = trainingCard(dataset, { ...ownTraining, epochs: 0 }, weights, compute);
    return { architecture, trained: { weights, card, origin: 'own' } };
  } finally {
    network.dispose();
  }
}
