import type { Dataset } from '../../data/dataset';
import { trainingCard } from '../../model/checkpoint';
import type { Compute } from '../../model/compute';
import type { Job } from '../../model/job';
import { createNetwork } from '../../model/network';
import { measureScalings } from '../../model/own/measureScalings';
import { scaledFor } from '../../model/own/scaling';
import type { OwnModel } from '../../model/ownModel';
import { completeWeights } from '../../model/training';
import { SaidError } from '../../words/saidError';
import type { Original } from './findOriginal';
import { ownTraining } from './openCheckpoint';

/**
 * A model of the user's as original weights on data, with its pixels scaled as it does best.
 * @throws ModelError where it takes other images; SaidError where its loss is no number under any scaling
 */
export async function ownOriginal(
  own: OwnModel,
  dataset: Dataset,
  compute: Compute,
  job: Job,
): Promise<Original> {
  const network = createNetwork(own.architecture, dataset.shape, dataset.classNames.length);
  try {
    const scaling = await measureScalings(network, dataset, own.parameters, own.scaling, job);
    if (!scaling) throw new SaidError('model.training.lossNotFinite', []);
    const architecture = { ...own.architecture, scaling };
    const weights = await completeWeights(network, scaledFor(dataset, architecture), own.parameters, job);
    const card = trainingCard(dataset, { ...ownTraining, epochs: 0 }, weights, compute);
    return { architecture, trained: { weights, card, origin: 'own' } };
  } finally {
    network.dispose();
  }
}
