import type { RetrainingComparison } from '../report';
import { type MetricId, metricIds, metricTable } from './table';

/**
 * Retraining gap of every metric: the unlearned model's value minus the retrained model's, 0 where unlearning did what retraining does. Null where one
 * of the two has no value.
 */
export function retrainingGaps({
  unlearned,
  retrained,
}: Pick<RetrainingComparison, 'unlearned' | 'retrained'>): Record<MetricId, number | null> {
  const gaps = metricIds.map((id) => {
    const { read } = metricTable[id];
    const [ours, theirs] = [read(unlearned), read(retrained)];
    return [id, ours === null || theirs === null ? null : ours - theirs];
  });
  return Object.fromEntries(gaps) as Record<MetricId, number | null>;
}
