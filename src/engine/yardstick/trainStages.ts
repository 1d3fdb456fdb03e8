import type { Dataset } from '../../data/dataset';
import type { Job } from '../../model/job';
import type { Network } from '../../model/network';
import { runEpochs, type TrainedParameters } from '../../model/training';
import type { TrainingStage } from '../../model/trainingRequest';
import type { SampleIndex } from '../request';

/**
 * Trains a model of the yardstick: trainings one after another, each as far as it went. The network is left with the weights.
 * @param leftOut samples that are left out, everything else staying in its place
 * @throws SaidError when it diverges; AbortError when cancelled
 */
export async function trainStages(
  network: Network,
  dataset: Dataset,
  stages: readonly TrainingStage[],
  { signal, onProgress }: Job = {},
  leftOut?: readonly SampleIndex[],
): Promise<TrainedParameters> {
  const epochs = stages.reduce((sum, { ended }) => sum + ended, 0);
  let trained: TrainedParameters | undefined;
  for (const { ended, ...request } of stages) {
    const before = trained?.epochs ?? 0;
    let done = 0;
    trained = await runEpochs(network, dataset, request, {
      signal,
      start: trained,
      leftOut,
      endsEarly: () => ++done === ended,
      onProgress: ({ fraction }) => onProgress?.((before + fraction * request.epochs) / epochs),
    });
  }
  return trained!;
}
