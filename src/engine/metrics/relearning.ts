import type { ImageSet } from '../../data/dataset';
import { evaluateSet } from '../../model/evaluation';
import type { Job } from '../../model/job';
import { createOptimizer } from '../../model/optimizers';
import { trainEpoch } from '../../model/training';
import type { Session } from '../session';

/** The mean cross-entropy of parameters on a set. The network is left with them. */
export async function meanLoss(
  { network, dataset }: Pick<Session, 'network' | 'dataset'>,
  parameters: Float32Array,
  set: ImageSet,
  { signal }: Job = {},
): Promise<number> {
  network.setParameters(parameters);
  const { losses } = await evaluateSet(network, dataset, set, { signal });
  return losses.reduce((sum, loss) => sum + loss, 0) / set.count;
}

/**
 * Relearn time (A. Golatkar, A. Achille and S. Soatto, CVPR 2020; A. K. Tarun et al., "Fast yet effective machine unlearning", IEEE TNNLS 2023): how many
 * epochs of plain training on all training data, the removed samples among them, until the mean loss on these is at or below `target`. The optimizer and
 * its settings are those of the original training, at a constant learning rate, and the epochs are seeded as those that would have followed it. Measured
 * at the end of every epoch. The network is left in the middle of that training.
 * @returns 0 where the loss is there already; null where it is not after `limit` epochs
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
  network.setParameters(parameters);
  const optimizer = createOptimizer(network, training);
  try {
    for (let epoch = 0; ; epoch++) {
      const present = await network.readParameters();
      if ((await meanLoss(session, present, forget, { signal })) <= target) return epoch;
      if (epoch === limit) return null;
      await trainEpoch(network, dataset, training, optimizer, epoch, trained.epochs, () => {}, signal);
    }
  } finally {
    optimizer.dispose();
  }
}
