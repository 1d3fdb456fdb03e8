/** What unlearning and retraining took, and which was faster. */

import { formats, say } from '../../words/say';
import type { ReportSummary } from '../../worker/protocol';
import { pathTo } from '../history/historyTree';

/**
 * Both times, in sentences: all removals that led to a state, those that the guard rejected on the way too, and one retraining.
 * @param id the state
 * @returns null where no removal led to it
 */
export function timesSentence(
  reports: readonly ReportSummary[],
  id: number,
  retrainingMs: number,
): string | null {
  const path = pathTo(
    reports.map(({ parent }) => parent),
    id,
  );
  if (path.length === 0) return null;
  const removalsMs = path.reduce((sum, one) => sum + reports[one - 1]!.durationMs, 0);
  const both = say('page.compare.times.removals', {
    count: path.length,
    removals: formats.duration(removalsMs),
    retraining: formats.duration(retrainingMs),
  });
  if (removalsMs === 0 || retrainingMs === 0) return both;
  const ratio = retrainingMs / removalsMs;
  const verdict =
    ratio >= 1
      ? say('page.compare.times.faster', { factor: formats.tenths(ratio) })
      : say('page.compare.times.slower', { factor: formats.tenths(1 / ratio) });
  return `${both} ${verdict}`;
}
