import type { ImageSet } from '../../data/dataset';
import { evaluateSet } from '../../model/evaluation';
import type { Job } from '../../model/job';
import { createOptimizer } from '../../model/optimizers';
import { trainEpoch } from '../../model/training';
import type { Session } from '../session';

/** How often in an epoch the loss is looked at. */
const looksPerEpoch = 16;

/** The mean cross-entropy of the network's present weights on a set. */
export async function meanLoss(
  { network, dataset }: Pick<Session, 'network' | 'dataset'>,
  set: ImageSet,
  { signal }: Job = {},
): Promise<number> {
  const { losses } = await evaluateSet(network, dataset, set, { signal });
  return losses.reduce((sum, loss) => sum + loss, 0) / set.count;
}

/**
 * Relearn time (A. Golatkar, A. Achille and S. Soatto, CVPR 2020; A. K. Tarun et al., "Fast yet effective machine unlearning", IEEE TNNLS 2023): how many
 * epochs of plain training on all training data, the removed samples among them, until the mean loss on these is at or below `target`. The optimizer and
 * its settings are those of the original training, at a constant learning rate, and the epochs are seeded as those that would have followed it. Measured
 * before the first step and after each sixteenth of an epoch, or after each step where an epoch has fewer. The network is left in the middle of that
 * training.
 * @returns epochs, a fraction of one included; 0 where the loss is there already; null where it is not after `limit` epochs
 */
export async function measureRelearning(
  session: Session,
  parameters: Float32Array,
  forget: ImageSet,
  target: number,
  limit: number,
  { signal }: Job = {},
): Promise<number | null> {
  const { network, dataset, trained } = session;
  const training = { ...session.training, schedule: 'constant' } as const;
  const isRelearned = async () => (await meanLoss(session, forget, { signal })) <= target;
  network.setParameters(parameters);
  if (await isRelearned()) return 0;
  const optimizer = createOptimizer(network, training);
  try {
    for (let epoch = 0; epoch < limit; epoch++) {
      let looks = 0;
      for await (const { done } of trainEpoch(
        network,
        dataset,
        training,
        optimizer,
        epoch,
        trained.epochs,
        signal,
      )) {
        if (Math.floor(done * looksPerEpoch) === looks) continue;
        looks = Math.floor(done * looksPerEpoch);
        if (await isRelearned()) return epoch + done;
      }
    }
    return null;
  } finally {
    optimizer.dispose();
  }
}
