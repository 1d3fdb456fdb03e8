import type { Dataset } from '../../data/dataset';
import { withoutGuard } from '../../data/guardImages';
import { takeSamples } from '../../data/takeSamples';
import { evaluateMargins } from '../../model/evaluation';
import type { Job } from '../../model/job';
import type { Network } from '../../model/network';
import { stagesOf } from '../../model/trainingRequest';
import { type EnsembleSpec, memberTraining } from './ensembleSpec';
import { drawHalf } from './halves';
import type { Member } from './memberStore';
import { trainModel } from './runStages';

/**
 * Trains a model of an ensemble on its half, by the trainings that made the original, and takes the margins of all samples. The network is left with its
 * weights.
 * @throws SaidError when it diverges; AbortError when cancelled
 */
export async function trainMember(
  network: Network,
  dataset: Dataset,
  spec: EnsembleSpec,
  model: number,
  { signal, onProgress }: Job = {},
): Promise<Member> {
  const samples = drawHalf(spec.seed, model, dataset.training.count);
  const half = { ...dataset, training: takeSamples(dataset, samples) };
  const stages = stagesOf(memberTraining(spec, model))!;
  const weights = await trainModel(network, { dataset: half, stages }, { signal, onProgress });
  const ofTraining = await evaluateMargins(network, dataset, dataset.training, { signal });
  const { validation } = await withoutGuard(dataset);
  const ofValidation = await evaluateMargins(network, dataset, validation, { signal });
  const margins = new Float32Array(ofTraining.length + ofValidation.length);
  margins.set(ofTraining);
  margins.set(ofValidation, ofTraining.length);
  return { ...weights, margins };
}
