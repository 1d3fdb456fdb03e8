/** Sessions under names: nothing that takes the place of a history loses it. */

import type { Session } from '../../engine/session';
import { sessionKey } from '../../engine/sessionKey';
import { say } from '../../words/say';
import type { TrainedModel } from '../opening/openedModel';
import { type KeptSession, mostKept, readKept } from '../schema/kept';
import { checksumOf } from '../schema/session';
import { exportSession } from './exportSession';
import { freshId } from './freshId';
import type { KeptStore } from './keptStore';

/** All that are kept, the newest first. */
export async function listKept(store: KeptStore): Promise<KeptSession[]> {
  return readKept(await store.list()).toSorted((a, b) => b.savedAt - a.savedAt);
}

/** Names a history of a session, or its beginning: equal names, equal removals, and states that a person calls the same. */
export function nameHistory(
  { removals, names }: Pick<Session, 'removals' | 'names'>,
  count = removals.length,
): string {
  const states = removals.slice(0, count).map(({ report }) => [report.parent, report.digestAfter]);
  const named = [...names].filter(([state]) => state <= count).sort(([a], [b]) => a - b);
  return checksumOf(JSON.stringify(named.length === 0 ? states : [states, named]));
}

/**
 * Keeps the session as it is now.
 * @param name what a person calls it; null: nobody named it
 * @returns the entry; what was kept without a name of the same history, or of its beginning, has gone for it
 */
export async function keepSession(
  store: KeptStore,
  trained: TrainedModel,
  name: string | null,
): Promise<KeptSession> {
  const { session } = trained;
  const { dataset, network, removals } = session;
  const all = await listKept(store);
  const key = sessionKey(session);
  const earlier = all.filter((entry) => entry.key === key && isBeginning(entry, session));
  const same = earlier.find(({ removals: count }) => count === removals.length);
  if (same && (name === null || same.name === name)) return same;
  const file = await compress((await exportSession(trained, 'json')).bytes);
  const facts = { data: dataset.name, model: network.architecture.name, removals: removals.length };
  const entry: KeptSession = {
    ...{ version: 1, id: freshId(), isNamed: name !== null, ...facts, key },
    name: name ?? say('lab.kept.unnamed', facts),
    savedAt: Math.max(Date.now(), (all[0]?.savedAt ?? 0) + 1),
    history: nameHistory(session),
    sizeBytes: file.length,
  };
  const replaced = earlier.filter(({ isNamed }) => !isNamed);
  await store.save(
    entry,
    file,
    [...replaced, ...beyondMost(all.filter((one) => !replaced.includes(one)))].map(({ id }) => id),
  );
  return entry;
}

/** Whether an entry holds the first removals of a session, or all. */
export function isBeginning(entry: KeptSession, session: Session): boolean {
  return entry.removals <= session.removals.length && entry.history === nameHistory(session, entry.removals);
}

/** Those that make room for one more. @param all the newest first */
function beyondMost(all: readonly KeptSession[]): readonly KeptSession[] {
  const count = all.length + 1 - mostKept;
  if (count <= 0) return [];
  const oldest = all.toReversed();
  return [...oldest.filter(({ isNamed }) => !isNamed), ...oldest.filter(({ isNamed }) => isNamed)].slice(
    0,
    count,
  );
}

async function compress(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return through(bytes, new CompressionStream('gzip'));
}

/** The text of a kept session's file. */
export async function unpackKept(file: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return through(file, new DecompressionStream('gzip'));
}

async function through(
  bytes: Uint8Array,
  pair: ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(pair);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
