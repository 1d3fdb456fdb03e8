/**
 * Where a lab keeps its work: sessions, what was open at the visits before, checkpoints, and what is left of trainings. One interface with two adapters:
 * the browser's storage (src/worker/indexedDbStore.ts) and a folder (src/cli/unlearn/runStore.ts). What belongs together is written as a whole or not at all.
 */

import type { Certificate } from '../engine/certificate/terms';
import type { StateValues } from '../engine/history';
import type { SavedHistory, SavedRemoval } from '../engine/savedHistory';
import type { AttackReport } from '../engine/yardstick/attackReport';
import type { RetrainingComparison } from '../engine/yardstick/comparison';
import type { Checkpoint } from '../model/checkpoint';
import type { TrainingStore } from '../model/trainingProgress';
import { SaidError } from '../words/saidError';
import type { StoredVisit } from './schema/storage';
import type { Wanted } from './schema/wanted';

export type { StateValues } from '../engine/history';
export type { MemberStore, MemberWeights } from '../engine/yardstick/memberStore';

import type { MemberStore } from '../engine/yardstick/memberStore';

export type { TrainingProgress } from '../model/trainingProgress';

/** Where a session's model stands, and what it was compared with. */
export interface SessionHead extends Omit<SavedHistory, 'removals'> {
  readonly comparisons: readonly RetrainingComparison[];
  /** What was fixed of a certificate, and what was released; absent or null: nothing. */
  readonly certificate?: Certificate | null | undefined;
}

/** Keeps models of ensembles, and what is wanted of them. */
export interface EnsembleStore extends MemberStore {
  /** What an attack found, by its key (engine/yardstick/attackRemovals.ts), as it lies there; undefined where it is not there. */
  loadFound(attack: string): Promise<unknown>;
  saveFound(attack: string, report: AttackReport): Promise<void>;
  /** What was begun in the background and is not done, by the keys of the ensembles, as it lies there. */
  loadWanted(): Promise<ReadonlyMap<string, unknown>>;
  /** @param wanted null: no more */
  saveWanted(ensemble: string, wanted: Wanted | null): Promise<void>;
}

/** A session without the weights of its states. */
export interface StoredSession {
  readonly head: SessionHead;
  /** By their ids from 1. As they lie there: not read by their schema yet. */
  readonly reports: readonly unknown[];
  /** Milliseconds since 1970, and later than at the write before: who wrote last knows it. */
  readonly savedAt: number;
}

/** A session in a list. */
export interface SessionEntry {
  readonly key: string;
  readonly savedAt: number;
}

/** What one write changes. */
export interface SessionWrite {
  readonly head: SessionHead;
  /** Removals with higher ids are deleted, then these are added. */
  readonly keep: number;
  readonly added: readonly SavedRemoval[];
  /** Weights of states that are written already, and that were made again. */
  readonly remade: readonly (readonly [id: number, values: StateValues])[];
  /** The weights of the state that the head names: all that a store needs that keeps none of those between. */
  readonly parameters: Float32Array;
  /** The time of the write before, 0 where there was none; null: whatever is there is replaced. */
  readonly after: number | null;
}

/** A model on its data, as it was open: what the next visit begins with. A store adds the version of such records. */
export type Visit = Omit<StoredVisit, 'version'> & Partial<Pick<StoredVisit, 'version'>>;

/** A checkpoint that the person keeps. */
export interface StoredCheckpoint extends Checkpoint {
  readonly id: string;
  /** What the person calls it. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/**
 * What a lab saves to and restores from. Every call may reject with a StoreError, whatever the medium has in the way; what was there then stays as it was.
 */
export interface Store extends TrainingStore {
  /** Whether the weights of states are kept by `saveSession`; false: only those of the state that the model is in. */
  readonly keepsValues: boolean;
  /** null where there is none. */
  loadSession(key: string): Promise<StoredSession | null>;
  /**
   * Writes a session, whole or not at all, and drops the oldest sessions beyond the most that are kept.
   * @returns the time of this write
   * @throws SessionConflict when somebody else has written it; SessionGone when it is there no more
   */
  saveSession(key: string, write: SessionWrite): Promise<number>;
  /** What is kept of the weights of one state; null: nothing. */
  loadValues(key: string, id: number): Promise<StateValues | null>;
  /**
   * Deletes a session.
   * @param after the time of the write that is known here, 0 where there was none; null: whatever is there goes
   * @throws SessionConflict when somebody else has written it since
   */
  discardSession(key: string, after: number | null): Promise<void>;
  /** All sessions, the one written last first. */
  listSessions(): Promise<SessionEntry[]>;
  /** What was open last. */
  lastVisit(): Promise<Visit | null>;
  /** What was open on these data, by their digest; the last one first. */
  visitsOn(digest: string): Promise<Visit[]>;
  /** Notes what is open, and drops the oldest beyond the most that are kept. */
  saveVisit(visit: Visit): Promise<void>;
  /** The newest first. */
  listCheckpoints(): Promise<StoredCheckpoint[]>;
  saveCheckpoint(checkpoint: StoredCheckpoint): Promise<void>;
  /** null where there is none of this id. */
  loadCheckpoint(id: string): Promise<StoredCheckpoint | null>;
  deleteCheckpoint(id: string): Promise<void>;
}

/** Sessions that are kept, and visits; the one left alone for longest goes first. */
export const keptSessions = 20;

/** Trainings whose progress is kept. */
export const keptTrainings = 4;

/** The store cannot do what it was asked for; `message` says why, and what to do. */
export class StoreError extends SaidError {
  override readonly name: string = 'StoreError';
}

/** Somebody else has written the session since it was read here. */
export class SessionConflict extends StoreError {
  override readonly name = 'SessionConflict';

  constructor() {
    super('lab.saving.conflict', []);
  }
}

/** What was written of the session is no longer there: somebody else started anew, or the person cleared the site's data. */
export class SessionGone extends StoreError {
  override readonly name = 'SessionGone';

  constructor() {
    super('lab.saving.gone', []);
  }
}
