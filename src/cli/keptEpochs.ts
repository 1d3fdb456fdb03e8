/**
 * The ends of epochs of trainings, in the user's cache folder: `lethe train` leaves them there, and rewinding in `lethe unlearn` takes them or makes them anew.
 * Keeping saves time alone: where the folder cannot be written, nothing is kept, and nobody is told.
 */

import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { epochStateKey } from '../engine/rewind/epochStateKey';
import type { EpochStateStore } from '../engine/rewind/epochStates';
import { cutTrajectory, originalTrajectory } from '../engine/rewind/trajectory';
import type { TrainingProgress } from '../model/trainingProgress';
import { type CacheFolder, findCacheFolder, openCacheFolder } from './cacheFolder';
import { openFolderTrainings } from './folderTrainings';

/** Bytes in the folder, of all trainings together: 800 ends of epochs of a net of 79,510 weights, with the momentum. */
export const keptEpochBytes = 512 * 2 ** 20;

/** @param cache where it lies; of what is there the files that were written first go where there is no room */
export function openKeptEpochs(
  cache: CacheFolder = findCacheFolder(),
  limitBytes = keptEpochBytes,
): EpochStateStore {
  const root = join(cache.path, 'epochs');
  const trainings = openFolderTrainings(root);
  return {
    loadTraining: (key) => trainings.loadTraining(key).catch(() => null),
    async saveTraining(key, progress) {
      try {
        if (!(await openCacheFolder(cache))) return;
        await trainings.saveTraining(key, progress);
        await dropOldest(root, limitBytes);
      } catch {
        // It is made anew then.
      }
    },
  };
}

async function dropOldest(root: string, limitBytes: number): Promise<void> {
  const files = await Promise.all(
    (await readdir(root)).map(async (name) => {
      const path = join(root, name);
      const { size, mtimeMs } = await stat(path);
      return { path, size, mtimeMs };
    }),
  );
  let bytes = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
    if (bytes <= limitBytes) return;
    await rm(path, { force: true });
    bytes -= size;
  }
}

/** Keeps the ends of the epochs of a training that is done, for its weights as they are written. */
export async function keepEpochs(
  owner: Parameters<typeof epochStateKey>[0],
  ends: readonly TrainingProgress[],
  store: EpochStateStore = openKeptEpochs(),
): Promise<void> {
  const original = originalTrajectory(owner);
  for (const end of ends) {
    const key = epochStateKey(owner, cutTrajectory(original, end.epoch));
    await store.saveTraining(key, { ...end, previous: end.parameters, spentMs: 0 });
  }
}
