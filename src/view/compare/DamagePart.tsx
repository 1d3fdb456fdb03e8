import { damageSentences } from '../../state/compare/damageWords';
import type { RetrainingComparison } from '../../state/contract';

/** What retraining loses too, and what is damage, above a comparison. */
export function DamagePart({ comparison }: { comparison: RetrainingComparison }) {
  const sentences = damageSentences(comparison);
  return sentences === null ? null : <p className="damage-banner">{sentences}</p>;
}
