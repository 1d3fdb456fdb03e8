/** What a comparison says first: how much of what retraining does was done, in a sentence. */

import { formats, say } from '../../words/say';
import { type Recovered, type RetrainingComparison, shareInterval } from '../../worker/protocol';

/** The sentence; null where nothing was removed, or where the record says nothing of it. */
export function recoveredSentence({ recovered }: Pick<RetrainingComparison, 'recovered'>): string | null {
  if (recovered === null) return null;
  const { share, retrained, floor } = recovered.loss;
  if (share === null) {
    return say('page.compare.recovered.notDefined', {
      change: formats.difference(retrained),
      floor: formats.number(floor),
    });
  }
  const values = { share: formats.percent(share) };
  if (share > 1.005) return say('page.compare.recovered.overshoot', values);
  if (share < -0.005) return say('page.compare.recovered.opposite', values);
  return say('page.compare.recovered.share', values);
}

/** What the retrained model differs by from the original. @param isBatchNormalised whether the model has such layers */
export function yardstickSentence(
  { order, retrainingSeed }: Pick<RetrainingComparison, 'order' | 'retrainingSeed'>,
  isBatchNormalised: boolean,
): string {
  if (retrainingSeed != null) return say('page.compare.otherSeed', { seed: retrainingSeed });
  const about = say(`engine.retrainingOrders.${order}.about`);
  return order === 'coupled' && isBatchNormalised ? `${about} ${say('page.compare.batchNorm')}` : about;
}

/** What other seeds say of it, in sentences; null where none was asked for. */
export function seedsSentence({ seeds }: Pick<Recovered, 'seeds'>): string | null {
  if (seeds.length === 0) return null;
  const ends = (of: 'loss' | 'margin') => {
    const interval = shareInterval(seeds, of);
    if (!interval) return null;
    const { mean, low, high, count } = interval;
    const texts = { mean: formats.percent(mean), low: formats.percent(low), high: formats.percent(high) };
    return { ...texts, count, of: seeds.length };
  };
  const [loss, margin] = [ends('loss'), ends('margin')];
  if (!loss) return say('page.compare.recovered.seeds.none', { of: seeds.length });
  const sentence = say('page.compare.recovered.seeds.interval', loss);
  return margin ? `${sentence} ${say('page.compare.recovered.seeds.margins', margin)}` : sentence;
}

/** A place on the bar, 0 to 1. */
export interface BarMark {
  readonly model: 'original' | 'unlearned' | 'retrained';
  readonly loss: number;
  readonly at: number;
}

/** The three losses on the forget set along a bar; null where one is not known. */
export function recoveredBar({
  original,
  unlearned,
  retrained,
}: Pick<RetrainingComparison, 'original' | 'unlearned' | 'retrained'>): readonly BarMark[] | null {
  const losses = {
    original: original?.forgetLoss,
    unlearned: unlearned.forgetLoss,
    retrained: retrained.forgetLoss,
  };
  const known = Object.values(losses).filter((loss) => loss !== null && loss !== undefined);
  if (known.length < 3) return null;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return (['original', 'unlearned', 'retrained'] as const).map((model) => ({
    model,
    loss: losses[model]!,
    at: most === least ? 0 : (losses[model]! - least) / (most - least),
  }));
}
