/** Keeps sessions in the lab's store after every step. Where that fails, or takes too long, work goes on, and a sentence says so. */

import { dropBeyondLimit, holdValues, releaseState } from '../../engine/history';
import { readReport } from '../../engine/report';
import { type RestoredHistory, restoreHistory, type SavedRemoval } from '../../engine/savedHistory';
import type { Session } from '../../engine/session';
import { sessionKey } from '../../engine/sessionKey';
import type { Job } from '../../model/job';
import type { TrainingStore } from '../../model/trainingProgress';
import type { Message } from '../../words/catalogue';
import { SaidError, sayError } from '../../words/saidError';
import { message, say, sayMessage } from '../../words/say';
import type { TrainedModel } from '../opening/openedModel';
import { SessionGone, type SessionWrite, type Store, type StoredCheckpoint, type Visit } from '../store';
import { createPatience } from './patience';

/** What the store has of a session. */
interface Track {
  /** The first so many removals. */
  saved: number;
  /** The time of the last write, 0 where there was none; null: whatever is there is of another session, and will be replaced. */
  savedAt: number | null;
}

/** When a session was saved last, and what is in the way of saving it. */
export interface SavingState {
  readonly savedAt: number | null;
  readonly problem: Message | null;
}

export interface Autosave {
  describe(trained: TrainedModel | null): SavingState;
  /**
   * Brings a session's saved history back into it. The weights of its states stay in the store until they are needed.
   * @returns what came back; null where nothing was saved
   * @throws AbortError when cancelled
   */
  restore(trained: TrainedModel, job: Job): Promise<Message | null>;
  /**
   * Writes what is not written yet: removals, the state that the model is in, comparisons. Ends after some seconds at the latest, or when the signal
   * says stop; what was not written then is written with the next step. Never throws.
   */
  save(trained: TrainedModel, signal?: AbortSignal): Promise<void>;
  /** Lets what is saved of these weights alone: nothing of this session is saved until `discard`. */
  setAside(trained: TrainedModel): void;
  /** Forgets the saved history of these weights, unless another window wrote it. */
  discard(trained: TrainedModel): Promise<void>;
  /** The keys of all saved sessions, the one written last first; none where they cannot be read. */
  savedKeys(): Promise<readonly string[]>;
  /** What was open last; null where that is not known. */
  lastVisit(): Promise<Visit | null>;
  /** What was open on these data, by their digest; the last one first. */
  visitsOn(digest: string): Promise<readonly Visit[]>;
  saveVisit(visit: Visit): Promise<void>;
  /** Where trainings keep their progress; where that fails, it is not kept, and nobody is held up. */
  readonly trainings: TrainingStore;
  /** The checkpoints that the person keeps; none where they cannot be read. */
  checkpoints(): Promise<readonly StoredCheckpoint[]>;
}

/** How long a step waits for the store. */
export const savePatienceMs = 10_000;

/** What else the autosave is given. */
export interface AutosaveOptions {
  /** How long a step waits for the store. */
  readonly patienceMs?: number;
  /** Told when a session was saved, each time. */
  readonly onSaved?: () => void;
  /** Told what kept a step from being saved or read, as it was thrown. */
  readonly onProblem?: (error: unknown) => void;
}

/** @param store where to */
export function openAutosave(
  store: Store,
  { patienceMs = savePatienceMs, onSaved = () => {}, onProblem = () => {} }: AutosaveOptions = {},
): Autosave {
  /** By the sessions' ids. */
  const tracks = new Map<string, Track>();
  /** The time of the last write that is known here, by the sessions' keys: another session of the same weights takes the place of this write alone. */
  const known = new Map<string, number>();
  const patience = createPatience(patienceMs);
  /** The sessions that are not to be saved, by their keys. */
  const aside = new Set<string>();
  let problem: Message | null = null;

  /** Runs a step; its failure becomes a message. */
  async function attempt<T>(
    work: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<{ readonly result: T } | null> {
    try {
      return { result: await patience.wait(work, signal) };
    } catch (error) {
      problem = explain(error);
      onProblem(error);
      return null;
    }
  }

  /** Runs a step whose failure costs nothing but time. */
  async function quietly<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await patience.wait(work);
    } catch {
      return null;
    }
  }

  /** Lets the session read from the store what it does not hold. */
  function connect({ session }: TrainedModel): void {
    const key = sessionKey(session);
    session.states.source = (id) => patience.wait(() => store.loadValues(key, id));
  }

  async function write(trained: TrainedModel): Promise<void> {
    const { session, id } = trained;
    const key = sessionKey(session);
    const { saved, savedAt } = tracks.get(id) ?? { saved: 0, savedAt: known.get(key) ?? null };
    const count = session.removals.length;
    const hasMore = trained.comparisons.length > 0 || session.certificate !== null || session.names.size > 0;
    if (savedAt === 0 && count === 0 && !hasMore) return;
    let at: number;
    try {
      at = await store.saveSession(key, describeWrite(trained, saved, savedAt));
    } catch (error) {
      if (!(error instanceof SessionGone)) throw error;
      holdWhole(session);
      at = await store.saveSession(key, describeWrite(trained, 0, 0));
    }
    tracks.set(id, { saved: count, savedAt: at });
    known.set(key, at);
    onSaved();
    if (!store.keepsValues) return;
    for (const state of session.states.held.keys()) if (state <= count) releaseState(session.states, state);
    connect(trained);
  }

  return {
    describe: (trained) => ({
      savedAt: (trained && tracks.get(trained.id)?.savedAt) || null,
      problem: problem && (describeDropped(trained?.session) ?? problem),
    }),

    async restore(trained, job) {
      const { session, id } = trained;
      const read = await attempt(() => store.loadSession(sessionKey(session)), job.signal);
      job.signal?.throwIfAborted();
      if (!read) return null;
      problem = null;
      const stored = read.result;
      tracks.set(id, { saved: 0, savedAt: stored?.savedAt ?? 0 });
      known.set(sessionKey(session), stored?.savedAt ?? 0);
      if (!stored) return null;
      connect(trained);
      const { removals, problem: unreadable } = readReports(stored.reports);
      const restored = await restoreHistory(session, { ...stored.head, removals }, job);
      session.certificate = stored.head.certificate ?? session.certificate;
      trained.comparisons.push(...stored.head.comparisons.filter((one) => one.id <= restored.kept));
      tracks.set(id, { saved: restored.kept, savedAt: stored.savedAt });
      return describeRestored(restored, unreadable, stored.reports.length, session.current);
    },

    setAside({ session }) {
      aside.add(sessionKey(session));
      problem = message('lab.saving.aside');
    },

    async save(trained, signal) {
      if (aside.size > 0 && aside.has(sessionKey(trained.session))) return;
      const saved = await attempt(() => write(trained), signal);
      dropBeyondLimit(trained.session.states);
      if (saved) problem = null;
    },

    async discard({ session, id }) {
      const key = sessionKey(session);
      const discarded = await attempt(() => store.discardSession(key, known.get(key) ?? null));
      if (!discarded) return;
      if (aside.delete(key)) problem = null;
      tracks.set(id, { saved: 0, savedAt: 0 });
      known.set(key, 0);
    },

    savedKeys: async () => ((await quietly(() => store.listSessions())) ?? []).map(({ key }) => key),

    async lastVisit() {
      return (await attempt(() => store.lastVisit()))?.result ?? null;
    },

    async visitsOn(digest) {
      return (await attempt(() => store.visitsOn(digest)))?.result ?? [];
    },

    trainings: {
      loadTraining: async (key) => (await quietly(() => store.loadTraining(key))) ?? null,
      saveTraining: async (key, progress) => void (await quietly(() => store.saveTraining(key, progress))),
      dropTraining: async (key) => void (await quietly(() => store.dropTraining(key))),
    },

    async checkpoints() {
      return (await attempt(() => store.listCheckpoints()))?.result ?? [];
    },

    async saveVisit(visit) {
      await attempt(() => store.saveVisit(visit));
    },
  };
}

/** Holds the states that are in memory anyway: what the store had of the others is gone, and they are made again when they are gone to. */
function holdWhole({ states, recent, current, parameters }: Session): void {
  const known = [...recent].map(([id, state]) => [id, state.parameters] as const);
  for (const [id, after] of [...known, [current, parameters] as const]) {
    if (id !== 0 && !states.held.has(id)) holdValues(states, id, { indices: null, after });
  }
}

/** What is to be written, after the first `keep` removals. States that were written before and are held again were made again. */
function describeWrite(
  { session, comparisons }: TrainedModel,
  keep: number,
  after: number | null,
): SessionWrite {
  const { removals, current, nextOf, names, states, parameters, certificate } = session;
  return {
    head: { current, next: [...nextOf], comparisons: [...comparisons], certificate, names: [...names] },
    keep,
    added: removals.slice(keep).map(({ report }) => ({ report, values: states.held.get(report.id) ?? null })),
    remade: [...states.held].filter(([id]) => id <= keep),
    parameters,
    after,
  };
}

/** The stored removals up to the first that is not whole. */
function readReports(stored: readonly unknown[]): { removals: SavedRemoval[]; problem: string | null } {
  const removals: SavedRemoval[] = [];
  for (const report of stored) {
    try {
      removals.push({
        report: readReport(report, say('lab.removalPlace', { id: removals.length + 1 })),
        values: null,
      });
    } catch (error) {
      return { removals, problem: sayError(error) };
    }
  }
  return { removals, problem: null };
}

function describeRestored(
  { kept, problem, missing }: RestoredHistory,
  unreadable: string | null,
  count: number,
  reached: number,
): Message | null {
  const damage = unreadable ?? (problem && sayMessage(problem));
  if (damage !== null) return message('lab.restored.damaged', { problem: damage, kept, count });
  if (missing !== null) return message('lab.restored.missing', { state: missing, reached });
  return count === 0 ? null : message('lab.restored.removals', { count });
}

function describeDropped(session: Session | undefined): Message | null {
  const count = session?.states.dropped ?? 0;
  return count === 0 ? null : message('lab.saving.dropped', { count });
}

function explain(error: unknown): Message {
  if (error instanceof SaidError) return error.said;
  if (error instanceof DOMException && error.name === 'AbortError') return message('lab.saving.cutShort');
  return message('lab.saving.closed', { reason: sayError(error) });
}
