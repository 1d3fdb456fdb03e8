import { type ReportSummary, standingState } from '../../worker/protocol';
import { pathTo } from '../history/historyTree';
import type { LabState } from '../labState';
import type { State } from '../store';
import { type ChartSource, type RejectedPlace, removedCounts } from './plot';

/** What was drawn last of a session's reports, and at which moment: every chart asks at every change of the page's state. */
const lastDrawn = new WeakMap<
  readonly ReportSummary[],
  {
    readonly lab: LabState;
    readonly shown: number | null;
    readonly end: number;
    readonly source: ChartSource;
  }
>();

/**
 * The state that the charts lead to: the one that the model is in, where a state on its way is looked at, since what came after it belongs to the picture; a
 * state on another way itself.
 */
function chartedState({ reports, shown }: Pick<State, 'reports' | 'shown'>, current: number): number {
  if (shown === null || shown > reports.length) return current;
  const looked = standingState(reports, shown);
  const parents = reports.map(({ parent }) => parent);
  return looked === 0 || pathTo(parents, current).includes(looked) ? current : shown;
}

/** What the charts are drawn from: the very same object as long as nothing of it changed. null before the lab is open. */
export function chartSource(state: Pick<State, 'lab' | 'reports' | 'shown'>): ChartSource | null {
  const { lab, reports, shown } = state;
  if (lab === null) return null;
  const { current } = lab.history;
  const known = lastDrawn.get(reports);
  const isThere = known !== undefined && known.shown === shown && known.lab.history.current === current;
  const end = isThere ? known.end : chartedState(state, current);
  const isSame =
    known?.end === end &&
    known.lab.history.session === lab.history.session &&
    known.lab.comparisons === lab.comparisons &&
    known.lab.certificate?.fixed?.made === lab.certificate?.fixed?.made;
  if (isSame) {
    if (!isThere) lastDrawn.set(reports, { ...known, lab, shown });
    return known.source;
  }
  const parents = reports.map(({ parent }) => parent);
  const path = pathTo(parents, end)
    .map((id) => reports[id - 1]!)
    .filter(({ accepted }) => accepted);
  const rejected = rejectedPlaces(reports, path);
  const certificate = lab.certificate?.fixed ?? null;
  const source = { path, original: lab.original, comparisons: lab.comparisons, rejected, certificate };
  lastDrawn.set(reports, { lab, shown, end, source });
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
