import type { RetrainingComparison } from '../yardstick/comparison';
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

/**
 * What leaving out a sample of no influence does to every metric, without its sign: the gap that means nothing. Null where the comparison has no floor, or
 * the metric no value.
 */
export function coupledFloors({
  original,
  floor,
}: Pick<RetrainingComparison, 'original' | 'floor'>): Record<MetricId, number | null> {
  const floors = metricIds.map((id) => {
    const { read } = metricTable[id];
    const [whole, without] = [original && read(original), floor && read(floor.metrics)];
    return [id, whole === null || without === null ? null : Math.abs(whole - without)];
  });
  return Object.fromEntries(floors) as Record<MetricId, number | null>;
}
