import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeBlob } from '../../src/cli/folder/blobs';
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

const values = Float32Array.of(1, 2);
const about = { stage: 0, epoch: 2, spentMs: 5 };
const arrays = { parameters: values, previous: values, optimizer: Float32Array.of(0.5) };

async function keepOne() {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-trainings-'));
  const store = openIn(folder);
  await store.saveTraining('t', { ...about, ...arrays });
  return { store, path: join(folder, readdirSync(folder)[0]!) };
}

it('finds a changed line by its hash', async () => {
  const { store, path } = await keepOne();
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.toString('latin1').replace('"epoch":2', '"epoch":3'), 'latin1');
  expect(await store.loadTraining('t')).toBeNull();
});

it.each([{ epoch: 1_000_000_000 }, { epoch: 1.5 }, { stage: '0' }, { spentMs: null }])(
  'counts progress with %j as none, under a right hash',
  async (change) => {
    const { store, path } = await keepOne();
    await writeBlob(path, { about, arrays });
    expect(await store.loadTraining('t')).toMatchObject(about);
    await writeBlob(path, { about: { ...about, ...change }, arrays });
    expect(await store.loadTraining('t')).toBeNull();
  },
);
