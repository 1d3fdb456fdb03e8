import { gunzipSync } from 'fflate';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { comparisonName } from '../../src/engine/yardstick/comparisonName';
import type { Message } from '../../src/words/catalogue';
import { sayMessage } from '../../src/words/say';
import { createBrowserLab } from '../../src/worker/browserLab';
import expected from '../fixtures/25670b1/expected.json';

let storages = 0;
const freshStorage = () => `foreign-test-${Date.now()}-${storages++}`;

const spoken = ({ restored }: { restored: readonly Message[] }) => restored.map(sayMessage).join(' ');

async function openLab(storage = freshStorage()) {
  const lab = createBrowserLab(`${location.origin}/`, storage);
  return { lab, state: await lab.open('wasm', () => {}, { dataset: 'digits' }), storage };
}

/** A file of the lab as it was at 25670b1, as if it had been chosen with its folder. */
async function fixture(path: string): Promise<{ path: string; file: File }> {
  const response = await fetch(`/test/fixtures/25670b1/${path}`);
  expect(response.ok, path).toBe(true);
  return { path, file: new File([await response.arrayBuffer()], path) };
}

const fixtures = (folder: string, names: readonly string[]) =>
  Promise.all(names.map((name) => fixture(`${folder}/${name}`)));

const runFiles = ['run.json', 'removals.jsonl', 'comparisons.jsonl', 'weights.bin', 'removals.csv'];
const { removals } = expected.run;

describe('a run folder of the command line', () => {
  it('opens with all that its rows hold, in the state that weights.bin proves; the others are made again', async () => {
    const { lab } = await openLab();
    const opened = await lab.importSession(await fixtures('run', runFiles));
    const last = removals.at(-1)!;
    expect(opened).toMatchObject({
      digest: expected.run.digest,
      history: { count: removals.length, current: removals.length, next: null },
    });
    expect(spoken(opened)).toMatch(/without a chain/);
    const reports = await lab.reportsSince(opened.history.session, 0);
    expect(reports.map(({ digestAfter }) => digestAfter)).toEqual(
      removals.map(({ digestAfter }) => digestAfter),
    );
    expect((await lab.comparisons()).map(comparisonName)).toEqual(opened.history.comparisons);
    expect(opened.history.comparisons.length).toBeGreaterThan(0);

    const back = await lab.goTo(2);
    expect(back.digest).toBe(removals[1]!.digestAfter);
    expect((await lab.goTo(removals.length)).digest).toBe(last.digestAfter);
  });

  it('comes back with the next visit, and without its weights says so and makes them again', async () => {
    const { lab, storage } = await openLab();
    const files = await fixtures('run', runFiles);
    const bare = files.filter(({ path }) => !path.endsWith('weights.bin'));
    const opened = await lab.importSession(bare);
    expect(spoken(opened)).toMatch(/weights.bin is not among the files/);
    expect(opened).toMatchObject({ history: { count: removals.length, current: 0, next: 1 } });
    const first = await lab.redo();
    expect(first.digest).toBe(removals[0]!.digestAfter);
    const again = await openLab(storage);
    expect(again.state).toMatchObject({
      digest: first.digest,
      history: { count: removals.length, current: 1 },
    });
    expect((await again.lab.redo()).digest).toBe(removals[1]!.digestAfter);
  });

  it('is refused with the line that was edited, or where its rows contradict each other', async () => {
    const { lab, state } = await openLab();
    const files = await fixtures('run', runFiles);
    const text = await files[1]!.file.text();
    const change = (from: string | RegExp, to: string) => {
      const edited = text.replace(from, to);
      expect(edited).not.toBe(text);
      return [files[0]!, { path: files[1]!.path, file: new File([edited], 'removals.jsonl') }];
    };
    const swapped = change(/^(.*\n)(.*\n)/, '$2$1');
    await expect(lab.importSession(swapped)).rejects.toThrow(/removal 1: its number is 2/);
    await expect(lab.importSession(change('"accepted":true', '"accepted":3'))).rejects.toThrow(
      /removals.jsonl, line 1/,
    );
    expect((await lab.goTo(0)).history.session).toBe(state.history.session);
  });
});

describe('the four files of a checkpoint', () => {
  it('open like the one file', async () => {
    const { lab } = await openLab();
    const names = ['card.json', 'model.json', 'weights.bin', 'secant.bin'];
    const folder = 'checkpoint/digits--mnist-logistic';
    const files = await fixtures(folder, names);
    const opened = await lab.openModel([await fixture('checkpoint/index.json'), ...files]);
    expect(opened.history).toMatchObject({ count: 0, current: 0 });
    expect((await lab.setup()).model).toMatchObject({ id: 'mnist-logistic', weightsFrom: 'checkpoint' });
    await expect(lab.openModel(files.slice(0, 2))).rejects.toThrow(/has no weights.bin/);
    const other = files.map(({ path, file }) => ({ path: `other/${path}`, file }));
    await expect(lab.openModel([...files, ...other])).rejects.toThrow(/several checkpoints/);
  });
});

describe('files of an earlier lab', () => {
  it.each(['session.json', 'session-two-layer.json', 'session-trained.json'] as const)(
    'open: %s',
    async (name) => {
      const { lab } = await openLab();
      const opened = await lab.importSession([await fixture(name)]);
      const { digest, current, count } = expected[name];
      expect(opened).toMatchObject({ digest, history: { current, count } });
      for (const { id, digestAfter } of expected[name].removals) {
        expect((await lab.goTo(id)).digest, `state ${id}`).toBe(digestAfter);
      }
    },
  );
});

/** A value of a database's dump, as the README of the fixtures describes it. */
function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  const { $type, base64 } = value as { $type?: string; base64?: string };
  if ($type === undefined) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, revive(member)]));
  }
  const bytes = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
  const views = { Float32Array, Uint32Array, Uint8Array } as const;
  return new views[$type as keyof typeof views](bytes.buffer);
}

interface Dump {
  readonly databases: readonly {
    readonly name: string;
    readonly version: number;
    readonly stores: readonly {
      readonly name: string;
      readonly keyPath: string | string[];
      readonly indexes: readonly { readonly name: string; readonly keyPath: string }[];
      readonly records: readonly { readonly value: unknown }[];
    }[];
  }[];
}

/** Puts the databases of the page back, under the name of another storage. */
async function restoreDump(name: string, storage: string): Promise<void> {
  // The server would unpack it on the way.
  const packed = await commands.readFile(`test/fixtures/25670b1/${name}`, 'base64');
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const text = new TextDecoder().decode(gunzipSync(bytes));
  for (const { name: database, version, stores } of (JSON.parse(text) as Dump).databases) {
    const opened = await openDB(database.replace(/^lethe/, storage), version, {
      upgrade(upgraded) {
        for (const { name: store, keyPath, indexes } of stores) {
          const made = upgraded.createObjectStore(store, { keyPath });
          for (const index of indexes) made.createIndex(index.name, index.keyPath);
        }
      },
    });
    for (const { name: store, records } of stores) {
      for (const { value } of records) await opened.put(store, revive(value));
    }
    opened.close();
  }
}

describe('the databases of an earlier lab', () => {
  it.each(['database.json.gz', 'database-trained.json.gz'] as const)('open: %s', async (name) => {
    const storage = freshStorage();
    await restoreDump(name, storage);
    const { lab, state } = await openLab(storage);
    expect(spoken(state)).toMatch(/of the last visit (is|are) back/);
    const { digest, removals: made } = expected[name] as {
      digest: string;
      removals?: readonly { id: number; digestAfter: string }[];
    };
    expect(state.digest).toBe(digest);
    for (const { id, digestAfter } of made ?? []) expect((await lab.goTo(id)).digest).toBe(digestAfter);
    const checkpoints = await lab.savedCheckpoints();
    expect(checkpoints.length).toBe(name === 'database.json.gz' ? 1 : 0);
    for (const { id } of checkpoints) expect((await lab.loadCheckpoint(id)).history.current).toBeDefined();
  });
});
