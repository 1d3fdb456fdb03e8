import type { HistoryState, RemovalReport } from '../../worker/protocol';

/**
 * The reports of the session that `history` speaks of: those known already, and those that it adds. The same array where nothing is new.
 * @param known the reports of the session that the page saw last
 * @param session the name of that session; null before the first
 * @throws RangeError when a report between them is missing
 */
export function mergeReports(
  known: readonly RemovalReport[],
  session: string | null,
  history: HistoryState,
): readonly RemovalReport[] {
  const { added, count } = history;
  const kept = session === history.session ? known : [];
  if (added.length === 0 && kept.length === count) return kept;
  const first = added[0]?.id ?? count + 1;
  const merged = [...kept.slice(0, first - 1), ...added];
  const missing = merged.findIndex(({ id }, place) => id !== place + 1);
  if (missing >= 0 || merged.length !== count) {
    const place = missing >= 0 ? missing : merged.length;
    throw new RangeError(`The page has no report of removal ${place + 1} of ${count}: reload it.`);
  }
  return merged;
}
