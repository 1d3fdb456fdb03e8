import type { ReportSummary } from '../../worker/protocol';
import { pathTo } from '../history/historyTree';
import type { LabState } from '../labState';
import type { State } from '../store';
import { type ChartSource, type RejectedPlace, removedCounts } from './plot';

/** What was drawn last of a session's reports, and at which moment. */
const lastDrawn = new WeakMap<
  readonly ReportSummary[],
  { readonly lab: LabState; readonly source: ChartSource }
>();

/** What the charts are drawn from: the very same object as long as nothing of it changed. null before the lab is open. */
export function chartSource({ lab, reports }: Pick<State, 'lab' | 'reports'>): ChartSource | null {
  if (lab === null) return null;
  const known = lastDrawn.get(reports);
  const isSame =
    known?.lab.history.current === lab.history.current &&
    known.lab.history.session === lab.history.session &&
    known.lab.comparisons === lab.comparisons &&
    known.lab.certificate?.fixed?.made === lab.certificate?.fixed?.made;
  if (isSame) return known.source;
  const parents = reports.map(({ parent }) => parent);
  const path = pathTo(parents, lab.history.current)
    .map((id) => reports[id - 1]!)
    .filter(({ accepted }) => accepted);
  const rejected = rejectedPlaces(reports, path);
  const certificate = lab.certificate?.fixed ?? null;
  const source = { path, original: lab.original, comparisons: lab.comparisons, rejected, certificate };
  lastDrawn.set(reports, { lab, source });
  return source;
}

/** The rejected removals that were tried at a state of the path. */
function rejectedPlaces(reports: readonly ReportSummary[], path: ChartSource['path']): RejectedPlace[] {
  const counts = removedCounts(path);
  const places = new Map([[0, 0], ...path.map(({ id }, i) => [id, counts[i]!] as const)]);
  return reports.flatMap(({ id, parent, accepted }) => {
    const removed = accepted ? undefined : places.get(parent);
    return removed === undefined ? [] : [{ id, removed }];
  });
}
