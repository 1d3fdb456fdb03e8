/** A session's history as it is kept outside memory, and its way back: no weights are used that the digest of their state does not confirm. */

import { breathe, type Job } from '../model/job';
import type { Message } from '../words/catalogue';
import { message, sayMessage } from '../words/say';
import { digestOf } from './digest';
import { applyState, findDamage, holdValues, readState, type StateValues } from './history';
import type { RemovalReport } from './report';
import { goTo, parametersAt, pathTo, removedSamples, type Session, WeightsMissing } from './session';

/** A removal, and what is kept of its weights. */
export interface SavedRemoval {
  readonly report: RemovalReport;
  /** null: nothing is; they are made again by replay. */
  readonly values: StateValues | null;
}

/** The tree: all removals by their ids, the state that the model is in, and where redo leads from each state. */
export interface SavedHistory {
  readonly removals: readonly SavedRemoval[];
  readonly current: number;
  readonly next: readonly (readonly [from: number, to: number])[];
  /** What a person calls states; absent: none has a name. */
  readonly names?: StateNames | undefined;
}

/** States with the names that a person gave them. */
export type StateNames = readonly (readonly [state: number, name: string])[];

/** What became of a saved history. */
export interface RestoredHistory {
  /** The removals that are back: the first ones, up to the first that is damaged. */
  readonly kept: number;
  /** What is wrong with the first one that is not; null where all are back. */
  readonly problem: Message | null;
  /** The state that the model was in, where its weights are not to be had: it is in an earlier one. null: it is there. */
  readonly missing: number | null;
}

/** What is kept of a session's history, with all values: those of states that only a store has are read. */
export async function saveHistory({
  removals,
  current,
  nextOf,
  names,
  states,
}: Session): Promise<SavedHistory> {
  const saved: SavedRemoval[] = [];
  for (const { report } of removals) saved.push({ report, values: await readState(states, report.id) });
  return { removals: saved, current, next: [...nextOf], names: [...names] };
}

/**
 * Puts a saved history into a session that has none, as far as it holds. Values that come with it are compared with the digests of their states at
 * once; those that the session's store keeps, when a state is gone to. The session goes to the state that was the current one, or else to the last
 * before it whose weights are to be had.
 * @throws AbortError when cancelled
 */
export async function restoreHistory(
  session: Session,
  saved: SavedHistory,
  job: Job = {},
): Promise<RestoredHistory> {
  const problem = await takeRemovals(session, saved, job);
  const kept = session.removals.length;
  for (const [from, to] of saved.next) {
    if (session.removals[to - 1]?.report.parent === from) session.nextOf.set(from, to);
  }
  for (const [state, name] of saved.names ?? []) if (state <= kept) session.names.set(state, name);
  const isThere = Number.isInteger(saved.current) && saved.current >= 0 && saved.current <= kept;
  const wanted = isThere ? saved.current : kept;
  const reached = await goAsFarAs(session, wanted, job);
  return {
    kept,
    problem: problem ?? (isThere ? null : message('engine.history.noCurrent')),
    missing: reached === wanted ? null : wanted,
  };
}

/** Goes to a state, or to the nearest one on the way to it whose weights are to be had; the way on stays known. */
async function goAsFarAs(session: Session, id: number, job: Job): Promise<number> {
  const next = new Map(session.nextOf);
  const path = [0, ...pathTo(session, id).map(({ report }) => report.id)];
  for (const state of path.reverse()) {
    try {
      if (state !== session.current) await goTo(session, state, job);
      if (state === id) return id;
      for (const [from, to] of next) session.nextOf.set(from, to);
      for (const { report } of pathTo(session, id)) session.nextOf.set(report.parent, report.id);
      return state;
    } catch (error) {
      if (!(error instanceof WeightsMissing)) throw error;
    }
  }
  return 0;
}

async function takeRemovals(session: Session, saved: SavedHistory, { signal, onProgress }: Job) {
  let removed = new Set<number>();
  let state: { readonly id: number; readonly parameters: Float32Array | null } = {
    id: 0,
    parameters: session.trained.parameters,
  };
  let last = 0;
  for (const [i, { report, values }] of saved.removals.entries()) {
    const refuse = (problem: Message) =>
      message('engine.history.removal', { id: i + 1, problem: sayMessage(problem) });
    const { parent, digestAfter } = report;
    const place = findMisplacement(session, report);
    if (place) return refuse(place);
    if (parent !== last) removed = new Set(removedSamples(session, parent));
    const problem =
      removeSamples(session, removed, report) ?? (values && findValueProblem(session, report, values));
    if (problem) return refuse(problem);
    last = i + 1;
    if (values) {
      const before = state.id === parent ? state.parameters : await findParameters(session, parent);
      const parameters = values.indices === null ? values.after.slice() : (before?.slice() ?? null);
      if (parameters) applyState(values, parameters);
      if (parameters && digestOf(parameters) !== digestAfter)
        return refuse(message('engine.history.otherWeights'));
      holdValues(session.states, report.id, values);
      state = { id: i + 1, parameters };
    }
    session.removals.push({ report });
    onProgress?.((i + 1) / saved.removals.length);
    if (values || i % 100 === 99) await breathe(signal);
  }
  return null;
}

/** The weights of a state that values were given for; null where they hang on others that are not at hand. */
async function findParameters(session: Session, id: number): Promise<Float32Array | null> {
  try {
    return await parametersAt(session, id);
  } catch (error) {
    if (error instanceof WeightsMissing) return null;
    throw error;
  }
}

/** Whether a removal may come next in the history, by its number and its parent. */
function findMisplacement(session: Session, report: RemovalReport): Message | null {
  const { removals, trained } = session;
  const { id, parent } = report;
  if (id !== removals.length + 1) return message('engine.history.number', { id });
  if (parent >= id) return message('engine.history.laterParent', { parent });
  const digestBefore = parent === 0 ? digestOf(trained.parameters) : removals[parent - 1]!.report.digestAfter;
  return report.digestBefore === digestBefore ? null : message('engine.history.otherParent');
}

/** Takes the samples of a removal out of those that its parent has; what is wrong with them, else. */
function removeSamples({ dataset }: Session, removed: Set<number>, report: RemovalReport): Message | null {
  const { count } = dataset.training;
  const { samples } = report.request;
  const asked = new Set<number>();
  for (const sample of samples) {
    if (sample >= count) return message('engine.history.noSample', { sample, count });
    if (removed.has(sample) || asked.has(sample)) return message('engine.history.removedTwice', { sample });
    asked.add(sample);
  }
  if (report.accepted) for (const sample of samples) removed.add(sample);
  if (report.retainCount === count - removed.size) return null;
  return message('engine.history.samplesLeft', { count: report.retainCount });
}

function findValueProblem(
  { network }: Session,
  { accepted }: RemovalReport,
  values: StateValues,
): Message | null {
  const isChange = values.indices !== null && values.indices.length > 0;
  if (!accepted && isChange) return message('engine.history.rejectedChange');
  return findDamage(values, network.parameterCount);
}
