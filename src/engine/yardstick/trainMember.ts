import type { Dataset, ImageSet } from '../../data/dataset';
import { withoutGuard } from '../../data/guardImages';
import { takeSamples } from '../../data/takeSamples';
import { evaluateMargins } from '../../model/evaluation';
import type { Job } from '../../model/job';
import type { Network } from '../../model/network';
import { stagesOf } from '../../model/trainingRequest';
import { type EnsembleSpec, memberTraining } from './ensembleSpec';
import { drawHalf } from './halves';
import type { Member } from './memberStore';
import { trainStages } from './trainStages';

const noImages: ImageSet = { count: 0, images: new Uint8Array(0), labels: new Uint8Array(0) };

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
  // Nobody looks at its validation accuracy after each epoch.
  const half = { ...dataset, training: takeSamples(dataset, samples), validation: noImages };
  const stages = stagesOf(memberTraining(spec, model))!;
  const { parameters, previous } = await trainStages(network, half, stages, { signal, onProgress });
  const ofTraining = await evaluateMargins(network, dataset, dataset.training, { signal });
  const ofValidation = await evaluateMargins(network, dataset, withoutGuard(dataset).validation, { signal });
  const margins = new Float32Array(ofTraining.length + ofValidation.length);
  margins.set(ofTraining);
  margins.set(ofValidation, ofTraining.length);
  return { parameters, previous, margins };
}
