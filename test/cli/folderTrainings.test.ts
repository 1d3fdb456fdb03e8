import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openFolderTrainings } from '../../src/cli/folderTrainings';
import type { TrainingStore } from '../../src/model/trainingProgress';
import { describeTrainings } from '../lab/storeContract';

const folders = new Map<TrainingStore, string>();
afterAll(() => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
});

function openIn(folder: string): TrainingStore {
  const store = openFolderTrainings(folder);
  folders.set(store, folder);
  return store;
}

describeTrainings('a folder', {
  open: async () => openIn(mkdtempSync(join(tmpdir(), 'lethe-trainings-'))),
  reopen: async (store) => openIn(folders.get(store)!),
});
