/** What is saved, as files, without opening any of it: the way out where opening it fails. */

import { type RemovalReport, readReport } from '../../engine/report';
import { readCard } from '../../model/card';
import type { Checkpoint } from '../../model/checkpoint';
import { packCheckpoint } from '../../model/checkpointFile';
import type { Message } from '../../words/catalogue';
import { SaidError, sayError } from '../../words/saidError';
import { message } from '../../words/say';
import type { ShippedWeights } from '../opening/shippedWeights';
import type { ExportedFile, SavedWork } from '../protocol';
import type { SessionOrigin } from '../schema/session';
import type { Store, StoredCheckpoint } from '../store';
import { savePatienceMs } from './autosave';
import { listKept, unpackKept } from './keepSession';
import type { KeptStore } from './keptStore';
import { createPatience } from './patience';
import { writeContent } from './writeSession';

/** Asks the store for something, and waits for it as long as one may. */
type Ask = <T>(request: () => Promise<T>) => Promise<T>;

/**
 * Every session and every checkpoint of a store, and the sessions under names. What cannot be made a file of is told, and keeps nothing else back.
 * @throws SaidError when the store does not answer; AbortError when the signal says stop
 */
export async function exportSaved(
  store: Store,
  sessions: KeptStore,
  shipped: ShippedWeights,
  signal: AbortSignal,
  patienceMs = savePatienceMs,
): Promise<SavedWork> {
  const patience = createPatience(patienceMs);
  const ask: Ask = (request) => patience.wait(request, signal);
  const files: ExportedFile[] = [];
  const problems: Message[] = [];
  const attempt = async (name: string, make: () => Promise<ExportedFile>) => {
    signal.throwIfAborted();
    try {
      files.push(await make());
    } catch (error) {
      signal.throwIfAborted();
      problems.push(message('lab.saving.notExported', { name, reason: sayError(error) }));
    }
  };
  for (const [i, { key }] of (await ask(() => store.listSessions())).entries()) {
    await attempt(`session ${i + 1}`, () => exportOne(store, ask, shipped, key, i + 1));
  }
  for (const [i, { id, name }] of (await ask(() => listKept(sessions))).entries()) {
    await attempt(name, async () => {
      const file = await ask(() => sessions.load(id));
      if (!file) throw new SaidError('lab.kept.gone', []);
      return { fileName: `kept--${i + 1}.lethe-session.json`, bytes: await unpackKept(file) };
    });
  }
  for (const [i, checkpoint] of (await ask(() => store.listCheckpoints())).entries()) {
    await attempt(`checkpoint ${i + 1}`, async () => packOne(checkpoint, i + 1));
  }
  return { files, problems };
}

async function packOne(checkpoint: StoredCheckpoint, number: number): Promise<ExportedFile> {
  const { data, model } = readCard(checkpoint.card, 'card.json');
  return { fileName: `${data.id}--${model}--${number}.lethe.zip`, bytes: packCheckpoint(checkpoint) };
}

async function exportOne(
  store: Store,
  ask: Ask,
  shipped: ShippedWeights,
  key: string,
  number: number,
): Promise<ExportedFile> {
  const stored = await ask(() => store.loadSession(key));
  if (!stored) throw new SaidError('lab.saving.gone', []);
  const { origin, weights } = await findOrigin(store, ask, shipped, key);
  const { current, next, comparisons, certificate = null, names = [] } = stored.head;
  const reports = readSound(stored.reports);
  const isThere = (id: number) => id <= reports.length;
  const text = await writeContent({
    provenance: null,
    origin,
    weights,
    current: isThere(current) ? current : reports.length,
    next: next.filter((pair) => pair.every(isThere)),
    reports,
    readValues: (id) => ask(() => store.loadValues(key, id)),
    present: null,
    comparisons: comparisons.filter(({ id }) => isThere(id)),
    certificate,
    names: names.filter(([state]) => isThere(state)),
  });
  const fileName = `${origin.dataset.id}--${origin.model.id}--${number}.lethe-session.json`;
  return { fileName, bytes: new TextEncoder().encode(text) };
}

/** The reports up to the first that is damaged. */
function readSound(stored: readonly unknown[]): RemovalReport[] {
  const sound: RemovalReport[] = [];
  try {
    for (const report of stored) sound.push(readReport(report, `removal ${sound.length + 1}`));
  } catch {
    // What comes after it hangs on it.
  }
  return sound;
}

/** What a session belongs to, by its key: of a visit on its data, or of what ships with the lab. */
async function findOrigin(
  store: Store,
  ask: Ask,
  shipped: ShippedWeights,
  key: string,
): Promise<{ readonly origin: SessionOrigin; readonly weights: Checkpoint | null }> {
  const [data = '', model = '', digest = ''] = key.split(' ');
  const visit = (await ask(() => store.visitsOn(data))).find((one) => one.model === model);
  const weights = visit?.weights?.checkpoint ?? null;
  const shippedCard = (await shipped.cards()).find(
    (card) => card.model === model && card.data.digest === data,
  );
  const found = weights?.card ?? shippedCard;
  if (!found) throw new SaidError('lab.saving.noOrigin', []);
  const card = readCard(found, 'card.json');
  const { id, name, trainingCount, validationCount } = card.data;
  return {
    origin: {
      dataset: { id, name, digest: data, trainingCount, validationCount },
      model: { id: model, name: card.modelName, parameterCount: card.parameterCount, digest },
      training: card,
    },
    weights,
  };
}
