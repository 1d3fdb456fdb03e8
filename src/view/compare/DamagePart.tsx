import { damageSentences } from '../../state/compare/damageWords';
import type { RetrainingComparison } from '../../state/contract';
import styles from './DamagePart.module.css';

/** What retraining loses too, and what is damage, above a comparison. */
export function DamagePart({ comparison }: { comparison: RetrainingComparison }) {
  const sentences = damageSentences(comparison);
  return sentences === null ? null : <p className={styles.banner}>{sentences}</p>;
}
