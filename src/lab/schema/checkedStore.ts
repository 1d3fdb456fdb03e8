import * as v from 'valibot';
import { certificateSchema } from '../../engine/certificate/terms';
import { readComparison } from '../../engine/yardstick/comparison';
import { readForm, readPlain } from '../../model/schema/read';
import type { SessionHead, Store, StoredSession } from '../store';
import { placeSchema, stateNames, storedCheckpointSchema, visitForm } from './storage';
import { trainingProgressSchema } from './training';

/**
 * A store that gives back only what its schema knows: a record that was damaged, or that a lab with other rules wrote, opens nothing and is no entry of
 * a list. Reports are read where they are restored, so that those before a damaged one come back (saving/autosave.ts).
 */
export function checkedStore(store: Store): Store {
  return {
    ...store,

    async loadSession(key) {
      const session = await store.loadSession(key);
      return session && { ...session, head: readHead(session) };
    },

    async lastVisit() {
      const visit = await store.lastVisit();
      return visit && readForm(visitForm, visit, 'the last visit');
    },

    async visitsOn(digest) {
      const visits = await store.visitsOn(digest);
      return readable(visits, (visit) => readForm(visitForm, visit, 'a visit'));
    },

    saveVisit: (visit) => store.saveVisit({ ...visit, version: 1 }),

    async listCheckpoints() {
      const checkpoints = await store.listCheckpoints();
      return readable(checkpoints, (checkpoint) =>
        readPlain(storedCheckpointSchema, checkpoint, 'a checkpoint'),
      );
    },

    async loadCheckpoint(id) {
      const checkpoint = await store.loadCheckpoint(id);
      return checkpoint && readPlain(storedCheckpointSchema, checkpoint, 'the checkpoint');
    },

    /** Progress that is damaged is none: the training begins anew. */
    async loadTraining(key) {
      const progress = await store.loadTraining(key);
      const read = (found: unknown) => readPlain(trainingProgressSchema, found, 'a training');
      return readable([progress], read)[0] ?? null;
    },
  };
}

/** The head of a session as far as it can be read: else the model stands at the last removal, and a comparison that is damaged is left out. */
function readHead({ head, reports }: StoredSession): SessionHead {
  const { current, next } = readable([head], (found) => readPlain(placeSchema, found, 'the head'))[0] ?? {
    current: reports.length,
    next: [],
  };
  const certificate = readable([head.certificate], readCertificate)[0];
  const names = readable([head.names], readNames)[0];
  const comparisons = Array.isArray(head.comparisons) ? head.comparisons : [];
  return {
    current,
    next,
    comparisons: readable(comparisons, (comparison) => readComparison(comparison, 'a comparison')),
    ...(certificate ? { certificate } : {}),
    ...(names ? { names } : {}),
  };
}

const readCertificate = (found: unknown) => readPlain(v.nullish(certificateSchema), found, 'a certificate');

const readNames = (found: unknown) => readPlain(v.optional(stateNames), found, 'names of states');

/** Those that can be read. */
function readable<T, R>(entries: readonly T[], read: (entry: T) => R): R[] {
  return entries.flatMap((entry) => {
    try {
      return [read(entry)];
    } catch {
      return [];
    }
  });
}
