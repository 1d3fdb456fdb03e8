import type { Dataset } from '../../data/dataset';
import { findArchitecture } from '../../model/architectures';
import { trainingCard } from '../../model/checkpoint';
import type { Compute } from '../../model/compute';
import type { Job } from '../../model/job';
import { createNetworkFor } from '../../model/network';
import { scaledFor } from '../../model/own/scaling';
import { prepareNetwork } from '../../model/prepareNetwork';
import { type TrainedWeights, train } from '../../model/training';
import { stagesOf } from '../../model/trainingRequest';
import { SaidError } from '../../words/saidError';
import type { Original } from '../opening/findOriginal';
import type { TrainingCard } from '../protocol';
import type { Recipe } from '../schema/recipe';

/**
 * The original weights of a recipe, where they lie nowhere: trained again as the recipe says.
 * @throws SaidError where the recipe does not say how; AbortError when cancelled
 */
export async function trainAgain(
  compute: Compute,
  dataset: Dataset,
  { model, training }: Recipe,
  { signal, onProgress }: Job = {},
): Promise<Original> {
  const stages = training && stagesOf(training);
  if (model.id === 'own' || !stages) throw new SaidError('lab.recipe.noOriginal', [{ model: model.name }]);
  const architecture = findArchitecture(model.id);
  const network = createNetworkFor(architecture, dataset);
  try {
    await prepareNetwork(compute, network.graph);
    let weights: TrainedWeights | undefined;
    let card: TrainingCard | undefined;
    for (const [stage, { ended, ...request }] of stages.entries()) {
      let done = 0;
      weights = await train(network, scaledFor(dataset, architecture), request, {
        signal,
        start: weights,
        endsEarly: () => ++done === ended,
        onProgress: ({ fraction }) => onProgress?.((stage + fraction) / stages.length),
      });
      card = trainingCard(dataset, request, weights, compute, card);
    }
    return { architecture, trained: { weights: weights!, card: card!, origin: 'trained' } };
  } finally {
    network.dispose();
  }
}
