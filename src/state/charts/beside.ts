/** Runs that are drawn beside the one on the page: of files, and paths to other states of the same history. */

import { formats, say } from '../../words/say';
import type { ChartedMetrics, ChosenFile, RunBeside } from '../../worker/protocol';
import { stateName } from '../compare/stateTable';
import { pathTo } from '../history/historyTree';
import { nameOfState } from '../history/nameState';
import { runJob } from '../jobs/job';
import { notify } from '../jobs/notices';
import type { LabStore, State } from '../store';
import type { ChartSource } from './plot';

/** A run beside that on the page. */
export type Beside =
  | { readonly kind: 'file'; readonly key: string; readonly run: RunBeside }
  | { readonly kind: 'state'; readonly key: string; readonly session: string; readonly id: number };

/** How runs are drawn: each as a line, or their mean with what lies between the least and the greatest. */
export const besideLooks = ['lines', 'mean'] as const;
export type BesideLook = (typeof besideLooks)[number];

/** More are no picture. */
export const mostBeside = 19;

/** A run beside that on the page, as the charts draw it. */
export interface BesideRun {
  readonly key: string;
  readonly name: string;
  readonly source: ChartSource;
}

/** What was made of a run, and of what. */
const made = new WeakMap<Beside, { readonly of: readonly unknown[]; readonly run: BesideRun }>();
/** The runs of a list: the very same as long as none of them changed. */
const lists = new WeakMap<readonly Beside[], readonly BesideRun[]>();

/** The runs beside; those of another session's states are left out. */
export function besideRuns(state: Pick<State, 'lab' | 'reports' | 'beside'>): readonly BesideRun[] {
  const runs = state.beside.flatMap((beside) => {
    if (beside.kind === 'state' && beside.session !== state.lab?.history.session) return [];
    return [runOf(state, beside)];
  });
  const last = lists.get(state.beside);
  if (last?.length === runs.length && runs.every((run, i) => run === last[i])) return last;
  lists.set(state.beside, runs);
  return runs;
}

function runOf({ lab, reports }: Pick<State, 'lab' | 'reports'>, beside: Beside): BesideRun {
  const name = beside.kind === 'file' ? beside.run.name : nameOf({ lab, reports }, beside.id);
  // The original model is another one with another session alone, though each moment brings it anew.
  const of = [lab?.history.session, name, ...(beside.kind === 'state' ? [lab?.comparisons] : [])];
  const known = made.get(beside);
  if (known?.of.every((part, i) => part === of[i])) return known.run;
  const run = { key: beside.key, name, source: sourceOf({ lab, reports }, beside) };
  made.set(beside, { of, run });
  return run;
}

const nameOf = ({ lab, reports }: Pick<State, 'lab' | 'reports'>, id: number) =>
  stateName(reports[id - 1], nameOfState({ lab }, id));

function sourceOf({ lab, reports }: Pick<State, 'lab' | 'reports'>, beside: Beside): ChartSource {
  const nothing = { rejected: [], certificate: null };
  const original = lab?.original ?? null;
  if (beside.kind === 'file') {
    const { path, comparisons, isOfOpenModel } = beside.run;
    return { ...nothing, path, comparisons, original: isOfOpenModel ? original : originalOf(beside.run) };
  }
  const parents = reports.map(({ parent }) => parent);
  const path = pathTo(parents, beside.id).map((id) => reports[id - 1]!);
  return {
    ...nothing,
    path: path.filter(({ accepted }) => accepted),
    comparisons: lab?.comparisons ?? [],
    original,
  };
}

/**
 * What a run's first removal tells of another original model than the open one: of held-out images, which no removal changes. The other sets of a report are
 * already without the removed samples.
 */
function originalOf({ path: [first] }: RunBeside): Partial<ChartedMetrics> | null {
  if (!first) return null;
  return { validationAccuracy: first.before.validationAccuracy, distanceToOriginal: 0 };
}

/** Reads runs out of files, which are drawn beside from then on; what is open stays as it is. */
export async function addRuns(store: LabStore, files: readonly ChosenFile[]): Promise<void> {
  if (files.length === 0) return;
  await runJob(
    store,
    { kind: 'loading', what: say('page.charts.beside.reading') },
    async (lab) => addFileRuns(store, await lab.readRuns([...files])),
    () => say('page.charts.beside.cancelled'),
  );
}

/** Reads a kept session, which is drawn beside from then on; what is open stays as it is. */
export async function addKept(store: LabStore, id: string): Promise<void> {
  await runJob(
    store,
    { kind: 'loading', what: say('page.charts.beside.reading') },
    async (lab) => addFileRuns(store, [await lab.readKept(id)]),
    () => say('page.charts.beside.cancelled'),
  );
}

function addFileRuns(store: LabStore, runs: readonly RunBeside[]): void {
  const stamp = `file ${Date.now()} ${store.getState().beside.length}`;
  add(
    store,
    runs.map((run, i) => ({ kind: 'file', key: `${stamp} ${i}`, run })),
  );
}

/** Draws the paths to these states beside; each once. */
export function addStates(store: LabStore, ids: readonly number[]): void {
  const { lab, beside } = store.getState();
  const session = lab?.history.session ?? '';
  const fresh = ids
    .map((id) => ({ kind: 'state', key: `${session} ${id}`, session, id }) as const)
    .filter(({ key }) => !beside.some((one) => one.key === key));
  add(store, fresh);
}

function add(store: LabStore, more: readonly Beside[]): void {
  const all = [...store.getState().beside, ...more];
  store.setState({ beside: all.slice(0, mostBeside) });
  if (all.length <= mostBeside) return;
  const values = { most: formats.whole(mostBeside), left: formats.whole(all.length - mostBeside) };
  notify(store, 'warning', say('page.charts.beside.tooMany', values));
}

/** A run is no longer drawn beside. */
export function dropBeside(store: LabStore, key: string): void {
  store.setState(({ beside }) => ({ beside: beside.filter((one) => one.key !== key) }));
}

export function showBesideAs(store: LabStore, besideAs: BesideLook): void {
  store.setState({ besideAs });
}
