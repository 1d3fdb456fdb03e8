/** What a removal cost, in words: what retraining loses too, and what is damage. Damage is what retraining does not lose, beyond noise. */

import { formats, say } from '../../words/say';
import { coupledFloors, noiseBands, type RetrainingComparison } from '../../worker/protocol';

type Compared = Pick<RetrainingComparison, 'original' | 'unlearned' | 'retrained' | 'floor' | 'band'>;

/** Points below which nothing is said to be lost: they are shown as 0.0. */
const seen = 0.05;

/** The sentences of a comparison; null where the original was not measured, as in older records. */
export function damageSentences(comparison: Compared): string | null {
  const { original, unlearned, retrained } = comparison;
  if (original === null) return null;
  const lost = pointsBetween(original.validationAccuracy, unlearned.validationAccuracy);
  const lostToo = pointsBetween(original.validationAccuracy, retrained.validationAccuracy);
  const points = formats.tenths;
  const cost =
    lost < seen
      ? say('page.compare.damage.none')
      : lostToo < seen
        ? say('page.compare.damage.gained', { lost: points(lost) })
        : say('page.compare.damage.both', { lost: points(lost), retrained: points(lostToo) });
  return [cost, verdict(comparison), forgetSentence(comparison)].filter((part) => part !== null).join(' ');
}

/** What of it is damage: by the noise of retraining, or else by the coupled floor. */
function verdict(comparison: Compared): string {
  const { unlearned, retrained } = comparison;
  const less = pointsBetween(retrained.validationAccuracy, unlearned.validationAccuracy);
  if (less <= 0) return say('page.compare.damage.noneBelow');
  const points = formats.tenths(less);
  const band = noiseBands(comparison.band).validationAccuracy;
  const floor = coupledFloors(comparison).validationAccuracy;
  const width = band ?? floor;
  if (width === null) return say('page.compare.damage.unknown', { points });
  const [by, noise] = [band === null ? 'Floor' : 'Band', formats.tenths(100 * width)] as const;
  if (less <= 100 * width) return say(`page.compare.damage.within${by}`, { points, noise });
  return `${say('page.compare.damage.damage', { points })} ${say(`page.compare.damage.beyond${by}`, { noise })}`;
}

/** What retraining loses of the removed samples too; null where nothing was removed. */
function forgetSentence({ unlearned, retrained }: Compared): string | null {
  if (unlearned.forgetAccuracy === null || retrained.forgetAccuracy === null) return null;
  return say('page.compare.damage.forget', {
    unlearned: formats.share(unlearned.forgetAccuracy),
    retrained: formats.share(retrained.forgetAccuracy),
  });
}

function pointsBetween(higher: number, lower: number): number {
  return 100 * (higher - lower);
}
