/** The gaps of a comparison beside the noise of retraining. */

import { rowWords } from '../../words/rowWords';
import {
  coupledFloors,
  isWithin,
  type MetricId,
  type MetricRow,
  metricIds,
  metricTable,
  noiseBands,
  type RetrainingComparison,
  retrainingGaps,
} from '../../worker/protocol';

export interface BandLine {
  readonly id: MetricId;
  readonly label: string;
  readonly unit: MetricRow['unit'];
  /** Unlearned minus retrained. */
  readonly gap: number;
  readonly floor: number | null;
  /** Half the width of the 95% band of the gap to another seed. */
  readonly band: number;
  readonly within: boolean;
}

/** A line for every metric that has a gap, and of which the band says something. */
export function bandLines(comparison: RetrainingComparison): readonly BandLine[] {
  const [gaps, floors, bands] = [
    retrainingGaps(comparison),
    coupledFloors(comparison),
    noiseBands(comparison.band),
  ];
  return metricIds.flatMap((id) => {
    const [gap, band] = [gaps[id], bands[id]];
    const within = isWithin(gap, band);
    if (gap === null || band === null || within === null) return [];
    const { label } = rowWords('engine.metrics', id);
    const { unit }: MetricRow = metricTable[id];
    return [{ id, label, unit, gap, floor: floors[id], band, within }];
  });
}
