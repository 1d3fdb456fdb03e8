/** The metrics of a removal as rows of a table: before, after, and beside a retrained model. */

import { metricWords } from '../../words/rowWords';
import { formats } from '../../words/say';
import {
  coupledFloors,
  isWithin,
  type MetricId,
  type MetricRow,
  metricIds,
  metricTable,
  noiseBands,
  type RemovalReport,
  type RetrainingComparison,
} from '../../worker/protocol';

export interface MetricLine {
  readonly id: MetricId;
  readonly label: string;
  readonly explanation: string;
  readonly better: MetricRow['better'];
  readonly unit: MetricRow['unit'];
  readonly before: number | null;
  readonly after: number | null;
  /** After minus before. */
  readonly change: number | null;
  /** Of the model retrained on what is left; null without a comparison. */
  readonly retrained: number | null;
  /** The retraining gap: unlearned minus retrained. */
  readonly gap: number | null;
  /** The coupled floor: the gap that leaving out a sample of no influence makes, without its sign. */
  readonly floor: number | null;
  /** Half the width of the band: the noise of retraining. */
  readonly band: number | null;
  /** Whether the gap lies within it; null where one of the two is not known. */
  readonly within: boolean | null;
  /**
   * What the removal did to the metric, by the direction that is better; null where only a retrained model could tell, where both numbers read alike, and where a
   * sample of no influence changes as much.
   */
  readonly verdict: 'better' | 'worse' | null;
}

/**
 * A line for every metric that was measured.
 * @param comparison of the state after the removal with a retrained model; null where there is none
 */
export function metricLines(
  { before, after, accepted }: Pick<RemovalReport, 'before' | 'after' | 'accepted'>,
  comparison: RetrainingComparison | null,
): MetricLine[] {
  // A rejected removal left the model as it was: what was compared is not what the report says of after.
  const compared = accepted ? comparison : null;
  const bands = noiseBands(compared?.band);
  const floors = compared && coupledFloors(compared);
  return metricIds
    .map((id) => {
      const { read, ...row }: MetricRow = metricTable[id];
      const [first, second] = [read(before), read(after)];
      const change = difference(second, first);
      const retrained = compared && read(compared.retrained);
      const gap = compared && difference(read(compared.unlearned), retrained);
      return {
        id,
        ...row,
        ...metricWords(id, after),
        before: first,
        after: second,
        change,
        retrained,
        gap,
        floor: floors?.[id] ?? null,
        band: bands[id],
        within: isWithin(gap, bands[id]),
        verdict: judge(row, first, second, floors?.[id] ?? 0),
      };
    })
    .filter((line) => line.before !== null || line.after !== null);
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

/** @param floor how much of a change means nothing */
function judge(
  { better, unit }: Pick<MetricRow, 'better' | 'unit'>,
  before: number | null,
  after: number | null,
  floor: number,
): MetricLine['verdict'] {
  if (better === 'retrained' || before === null || after === null) return null;
  const write = formats[unit === 'share' ? 'share' : 'number'];
  const change = after - before;
  if (write(before) === write(after) || Math.abs(change) <= Math.abs(floor)) return null;
  return (better === 'higher') === change > 0 ? 'better' : 'worse';
}
