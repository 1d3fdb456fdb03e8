/** A session's history as it is kept outside memory, and its way back: nothing is believed that its digest does not confirm. */

import { breathe, type Job } from '../model/job';
import { digestOf } from './digest';
import { applyChange, pick } from './history';
import type { RemovalReport } from './report';
import { goTo, pathTo, type Removal, removedSamples, type Session } from './session';

/** A removal without the values before it: they follow from its parent. */
export interface SavedRemoval {
  readonly report: RemovalReport;
  /** Where the flat vector changed, rising, and the values there. */
  readonly indices: Uint32Array;
  readonly after: Float32Array;
}

/** The tree: all removals by their ids, the state that the model is in, and where redo leads from each state. */
export interface SavedHistory {
  readonly removals: readonly SavedRemoval[];
  readonly current: number;
  readonly next: readonly (readonly [from: number, to: number])[];
}

/** What became of a saved history. */
export interface RestoredHistory {
  /** The removals that are back: the first ones, up to the first that is damaged. */
  readonly kept: number;
  /** What is wrong with the first one that is not; null where all are back. */
  readonly problem: string | null;
}

/** What is kept of a removal. */
export function saveRemoval({ report, change }: Removal): SavedRemoval {
  return { report, indices: change.indices, after: change.after };
}

/** What is kept of a session's history. */
export function saveHistory({ removals, current, nextOf }: Session): SavedHistory {
  return { removals: removals.map(saveRemoval), current, next: [...nextOf] };
}

/**
 * Puts a saved history into a session that has none, as far as it holds: every state's weights are computed and compared with the digest in its
 * report, and the session goes to the state that was the current one, or else to the last that is left.
 * @throws AbortError when cancelled
 */
export async function restoreHistory(
  session: Session,
  saved: SavedHistory,
  job: Job = {},
): Promise<RestoredHistory> {
  const { removals, problem } = await checkRemovals(session, saved, job);
  const kept = removals.length;
  for (const removal of removals) session.removals.push(removal);
  for (const [from, to] of saved.next) {
    if (removals[to - 1]?.report.parent === from) session.nextOf.set(from, to);
  }
  const isThere = Number.isInteger(saved.current) && saved.current >= 0 && saved.current <= kept;
  const current = isThere ? saved.current : kept;
  if (current !== session.current) await goTo(session, current, job);
  return { kept, problem: problem ?? (isThere ? null : 'the state that the model was in is not there') };
}

async function checkRemovals(session: Session, saved: SavedHistory, { signal, onProgress }: Job) {
  const removals: Removal[] = [];
  let state = { id: 0, parameters: session.trained.parameters };
  for (const [i, removal] of saved.removals.entries()) {
    const problem = findProblem(session, removals, removal);
    if (problem) return { removals, problem: `removal ${i + 1}: ${problem}` };
    const { report, indices, after } = removal;
    const { parent, digestAfter } = report;
    const before = state.id === parent ? state.parameters : parametersOf(session, removals, parent);
    const parameters = before.slice();
    const change = { indices, before: pick(before, indices), after };
    applyChange(change, parameters);
    if (digestOf(parameters) !== digestAfter) {
      return { removals, problem: `removal ${i + 1}: the weights are not those that its digest promises` };
    }
    removals.push({ report, change });
    state = { id: i + 1, parameters };
    onProgress?.((i + 1) / saved.removals.length);
    await breathe(signal);
  }
  return { removals, problem: null };
}

/** Whether a removal may come next in the history: its number, its parent, its samples and its places, but for the digest of the weights. */
function findProblem(
  session: Session,
  earlier: readonly Removal[],
  { report, indices, after }: SavedRemoval,
) {
  const { dataset, network } = session;
  const { count } = dataset.training;
  if (report.id !== earlier.length + 1) return `its number is ${report.id}`;
  if (report.parent >= report.id) return `it starts from state ${report.parent}, which comes later`;
  const digestBefore = report.parent === 0 ? session.digest : earlier[report.parent - 1]!.report.digestAfter;
  if (report.digestBefore !== digestBefore) return 'it starts from other weights than its parent has';
  const removed = new Set(removedSamples({ removals: [...earlier], current: report.parent }));
  const gone = removed.size + (report.accepted ? report.request.samples.length : 0);
  for (const sample of report.request.samples) {
    if (sample >= count) return `sample ${sample} is not among the ${count} training samples`;
    if (removed.has(sample)) return `sample ${sample} is removed twice`;
    removed.add(sample);
  }
  if (report.retainCount !== count - gone) return `it says that ${report.retainCount} samples are left`;
  if (indices.length !== after.length) return `it has ${indices.length} places for ${after.length} values`;
  if (!report.accepted && indices.length > 0) return 'it was rejected, and yet changes weights';
  const misplaced = indices.findIndex((index, i) => index <= (indices[i - 1] ?? -1));
  if (misplaced >= 0 || (indices.at(-1) ?? 0) >= network.parameterCount) {
    return `its places are not rising numbers below ${network.parameterCount}`;
  }
  return null;
}

function parametersOf({ trained }: Session, removals: readonly Removal[], id: number): Float32Array {
  const parameters = trained.parameters.slice();
  for (const { change } of pathTo({ removals: [...removals] }, id)) applyChange(change, parameters);
  return parameters;
}
