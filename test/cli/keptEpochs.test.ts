import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commands } from '../../src/cli/commands';
import { openKeptEpochs } from '../../src/cli/keptEpochs';
import { noStop } from '../../src/cli/stop';
import { quietly, readReports, unlearnHere, unlearnWords } from './unlearnCommand';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let home: string;
let folder: string;
const files = () => readdirSync(folder).sort();

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'lethe-epochs-'));
  vi.stubEnv('XDG_CACHE_HOME', join(home, 'cache'));
  folder = join(home, 'cache', 'lethe', 'epochs');
  const data = ['--data', 'digits', '--limit', '300', '--model', 'mnist-logistic'];
  const training = [...data, '--epochs', '4', '--batch-size', '32', '--out', home];
  await quietly(() => commands.train!.start(training, noStop));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

async function rewindIn(name: string) {
  const out = join(home, name);
  const method = ['--method', 'rewind', '--set', 'epochs=2', '--samples', '3,7', '--guard', 'off'];
  await unlearnHere(unlearnWords(join(home, 'digits--mnist-logistic'), out, ...method));
  return readReports(out);
}

describe('the ends of epochs that a training leaves', () => {
  it('are there for each, and rewinding takes them: nothing is made anew, and nothing comes out otherwise', async () => {
    expect(files()).toHaveLength(4);
    const kept = await rewindIn('kept');
    expect(kept.map(({ rewind }) => rewind)).toEqual([
      { epochs: 2, of: 4, remadeEpochs: 0, remadeMs: 0, originalDistance: 0 },
      { epochs: 2, of: 4, remadeEpochs: 0, remadeMs: 0, originalDistance: 0 },
    ]);
    // What removals left out on their way is not kept beyond the run.
    expect(files()).toHaveLength(4);

    for (const name of files()) writeFileSync(join(folder, name), 'no longer what it was');
    const remade = await rewindIn('remade');
    expect(remade[0]!.rewind).toMatchObject({ remadeEpochs: 4, originalDistance: 0 });
    expect(remade[1]!.rewind).toMatchObject({ remadeEpochs: 0 });
    expect(remade.map(({ digestAfter }) => digestAfter)).toEqual(kept.map(({ digestAfter }) => digestAfter));

    const again = await rewindIn('again');
    expect(again[0]!.rewind).toMatchObject({ remadeEpochs: 0 });
  });

  it('have a bounded size, and a folder that cannot be written is no trouble', async () => {
    const state = (epoch: number) => {
      const values = new Float32Array(1000).fill(epoch);
      return { stage: 0, epoch, parameters: values, previous: values, optimizer: values, spentMs: 0 };
    };
    const cache = { path: join(home, 'other'), note: null };
    const store = openKeptEpochs(cache, 30_000);
    for (const epoch of [1, 2, 3, 4]) {
      await store.saveTraining(`epoch ${epoch}`, state(epoch));
      // The times of files are as fine as the disk makes them.
      await new Promise((done) => setTimeout(done, 20));
    }
    const sizes = readdirSync(join(cache.path, 'epochs')).map(
      (name) => statSync(join(cache.path, 'epochs', name)).size,
    );
    expect(sizes).toHaveLength(2);
    expect(await store.loadTraining('epoch 1')).toBeNull();
    expect(await store.loadTraining('epoch 4')).toEqual(state(4));

    writeFileSync(join(home, 'file'), '');
    const none = openKeptEpochs({ path: join(home, 'file'), note: null });
    await none.saveTraining('epoch 1', state(1));
    expect(await none.loadTraining('epoch 1')).toBeNull();
  });
});
