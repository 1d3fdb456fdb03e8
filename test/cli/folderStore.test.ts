import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openFolderStore } from '../../src/cli/folderStore';
import type { Store } from '../../src/lab/store';
import { describeStore } from '../lab/storeContract';

const folders = new Map<Store, string>();
afterAll(() => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
});

function openIn(folder: string): Store {
  const store = openFolderStore(folder);
  folders.set(store, folder);
  return store;
}

describeStore('a folder', {
  open: async () => openIn(mkdtempSync(join(tmpdir(), 'lethe-store-'))),
  reopen: async (store) => openIn(folders.get(store)!),
});
