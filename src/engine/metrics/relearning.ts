import type { Dataset, ImageSet } from '../../data/dataset';
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

/** How a model gets a loss back. */
export interface Relearning {
  /** Epochs, a fraction of one included; 0 where the loss is there already; null where it is not after the limit. */
  readonly epochs: number | null;
  /** The mean loss on the forget set before the first step, and the lowest that was seen. */
  readonly lossBefore: number;
  readonly lossLowest: number;
}

/**
 * Relearn time (A. Golatkar, A. Achille and S. Soatto, CVPR 2020; A. K. Tarun et al., "Fast yet effective machine unlearning", IEEE TNNLS 2023): how many
 * epochs of plain training until the mean loss on the removed samples is at or below `target`. The optimizer and its settings are those of the original
 * training, at a constant learning rate, and the epochs are seeded as those that would have followed it. Measured before the first step and after each
 * sixteenth of an epoch, or after each step where an epoch has fewer. The network is left in the middle of that training.
 * @param dataset what it trains on: all training data, the removed samples among them, or the retain set alone
 */
export async function measureRelearning(
  session: Pick<Session, 'network' | 'dataset' | 'trained' | 'training'>,
  dataset: Dataset,
  parameters: Float32Array,
  forget: ImageSet,
  target: number,
  limit: number,
  { signal, onProgress }: Job = {},
): Promise<Relearning> {
  const { network, trained } = session;
  const training = { ...session.training, schedule: 'constant' } as const;
  network.setParameters(parameters);
  const lossBefore = await meanLoss(session, forget, { signal });
  let lossLowest = lossBefore;
  const reached = (epochs: number | null): Relearning => ({ epochs, lossBefore, lossLowest });
  if (lossBefore <= target) return reached(0);
  const optimizer = createOptimizer(network, training);
  try {
    for (let epoch = 0; epoch < limit; epoch++) {
      let looks = 0;
      for await (const { done } of trainEpoch(
        network,
        dataset,
        training,
        optimizer,
        { epoch, epochsBefore: trained.epochs },
        signal,
      )) {
        if (Math.floor(done * looksPerEpoch) === looks) continue;
        looks = Math.floor(done * looksPerEpoch);
        const loss = await meanLoss(session, forget, { signal });
        lossLowest = Math.min(lossLowest, loss);
        if (loss <= target) return reached(epoch + done);
        onProgress?.((epoch + done) / limit);
      }
    }
    return reached(null);
  } finally {
    optimizer.dispose();
  }
}
