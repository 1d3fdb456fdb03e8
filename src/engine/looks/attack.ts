import { fitThreshold } from '../../math/removal/membershipAttack';
import { evaluateSet } from '../../model/evaluation';
import type { Job } from '../../model/job';
import { retainMask } from '../metrics/measureModel';
import type { Looked } from './looked';
import type { LookAnswer, LookQuestion } from './questions';

/**
 * What the population attack goes by: a number of every image, and the threshold that tells members (what is left of the training set) from the validation
 * images best, as the metrics have it (engine/metrics/measureModel.ts).
 */
export async function scoreForAttack(
  { session: { network, dataset }, parameters, removed }: Looked,
  { by }: LookQuestion<'attackScores'>,
  job: Job,
): Promise<LookAnswer<'attackScores'>> {
  network.setParameters(parameters);
  const name = by === 'loss' ? 'losses' : 'entropies';
  const training = (await evaluateSet(network, dataset, dataset.training, job))[name];
  const nonMembers = (await evaluateSet(network, dataset, dataset.validation, job))[name];
  const retained = retainMask(training.length, removed);
  const members = training.filter((_, i) => retained[i] === 1);
  const forgotten = training.filter((_, i) => retained[i] === 0);
  const { threshold, auc } = fitThreshold(members, nonMembers);
  return { members, nonMembers, forgotten, threshold, auc };
}
