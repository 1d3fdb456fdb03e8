import type { RetrainingComparison } from './comparison';

/** Names a comparison and what is measured beside it: where the name is the same, so are all numbers. */
export function comparisonName(comparison: RetrainingComparison): string {
  const { id, order, retrainingSeed, retrainingMs, recovered, band, comeback, rewindLine } = comparison;
  const beside = [recovered?.seeds.length ?? 0, Boolean(band), Boolean(comeback), Boolean(rewindLine)];
  return [id, order, retrainingSeed ?? 'own', retrainingMs, ...beside].join(' ');
}
