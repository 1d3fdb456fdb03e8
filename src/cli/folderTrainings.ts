/** What is left of trainings, in a folder: a file each, which takes the place of the last one as a whole. */

import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { trainingProgressSchema } from '../lab/schema/training';
import { tryPlain } from '../model/schema/read';
import type { TrainingProgress, TrainingStore } from '../model/trainingProgress';
import { readBlob, writeBlob } from './folder/blobs';
import { makeFolder } from './folder/files';

/** @param root the folder, which is made once there is something to keep */
export function openFolderTrainings(root: string): TrainingStore {
  const pathOf = (key: string) => join(root, `training-${nameOf(key)}.bin`);
  return {
    loadTraining: (key) => loadTraining(pathOf(key)),
    async saveTraining(key, { parameters, previous, optimizer, ...about }) {
      await makeFolder(root);
      await writeBlob(pathOf(key), { about, arrays: { parameters, previous, optimizer } });
    },
    dropTraining: (key) => rm(pathOf(key), { force: true }),
  };
}

/** A file's name for any key. */
function nameOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

/** Progress that is damaged is none. */
async function loadTraining(path: string): Promise<TrainingProgress | null> {
  const blob = await readBlob(path);
  if (!blob) return null;
  const read = tryPlain(trainingProgressSchema, { ...blob.about, ...blob.arrays });
  return 'value' in read ? read.value : null;
}
