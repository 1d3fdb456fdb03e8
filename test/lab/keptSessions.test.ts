import { describe, expect, it } from 'vitest';
import { defaultSettings, mostKept, type RemovalRequest, type TrainingRequest } from '../../src/lab/protocol';
import { readSession } from '../../src/lab/schema/session';
import { sayMessage } from '../../src/words/say';
import { createBrowserLab } from '../../src/worker/browserLab';

let storages = 0;
const freshStorage = () => `kept-test-${Date.now()}-${storages++}`;

async function openLab(storage: string) {
  const lab = createBrowserLab(`${location.origin}/`, storage);
  await lab.open('wasm', () => {}, { dataset: 'digits' });
  const moment = await lab.chooseModel('mnist-logistic');
  return { lab, moment };
}

const request = (...samples: number[]): RemovalRequest => ({
  ...defaultSettings,
  samples,
  perturbations: 60,
  guard: null,
});

const training: TrainingRequest = {
  optimizer: 'sgd',
  epochs: 1,
  batchSize: 256,
  learningRate: 0.02,
  schedule: 'constant',
  momentum: 0.9,
  weightDecay: 0.01,
  augmentation: 'none',
  seed: 5,
};

describe('a session that something else takes the place of', () => {
  it('is kept by itself, opens again to the same digest after a reload, and has the name that it is given', async () => {
    const storage = freshStorage();
    const { lab } = await openLab(storage);
    await lab.unlearn(request(1));
    const { digest } = await lab.unlearn(request(2));
    const named = await lab.nameState(1, ' The one ');
    expect(named.history.names).toEqual([[1, 'The one']]);
    await expect(lab.nameState(3, 'Nowhere')).rejects.toThrow('states 0 to 2');
    await expect(lab.nameState(1, 'x'.repeat(81))).rejects.toThrow('at most 80');
    expect(await lab.keptSessions()).toEqual([]);

    const trained = await lab.train(training, 'fresh');
    expect(trained.history.count).toBe(0);
    const [entry, ...others] = await lab.keptSessions();
    expect(entry).toMatchObject({ isNamed: false, removals: 2, data: 'Handwritten-like digits' });
    expect(others).toEqual([]);
    expect(trained.restored.map(sayMessage)).toEqual([
      `The history before is kept as \u201c${entry!.name}\u201d: Session opens it again.`,
    ]);

    const after = createBrowserLab(`${location.origin}/`, storage);
    await after.open('wasm', () => {}, { dataset: 'digits' });
    const opened = await after.openKept(entry!.id);
    expect(opened).toMatchObject({ digest, history: { current: 2, count: 2, names: [[1, 'The one']] } });
    const again = createBrowserLab(`${location.origin}/`, storage);
    const { history } = await again.open('wasm', () => {});
    expect(history).toMatchObject({ count: 2, names: [[1, 'The one']] });
    await after.undo();
    await after.unlearn(request(7));
    const anew = await after.discardSession();
    expect(anew.history.count).toBe(0);
    // The longer history took the place of its beginning.
    expect((await after.keptSessions()).map(({ removals }) => removals)).toEqual([3]);
    const [long] = await after.keptSessions();
    expect(await after.renameKept(long!.id, '  Sevens  ')).toMatchObject([{ name: 'Sevens', isNamed: true }]);
    await expect(after.renameKept(long!.id, ' ')).rejects.toThrow('needs a name');
    expect(await after.openKept(long!.id)).toMatchObject({ history: { current: 3, count: 3 } });
    const saved = await after.exportSaved();
    const kept = saved.files.find(({ fileName }) => fileName === 'kept--1.lethe-session.json');
    expect(readSession(kept!.bytes).history.removals).toHaveLength(3);
    expect(readSession(kept!.bytes).history.names).toEqual([[1, 'The one']]);
    expect((await after.nameState(1, '')).history.names).toEqual([]);
    expect(await after.deleteKept(long!.id)).toEqual([]);
    await expect(after.openKept(long!.id)).rejects.toThrow('no longer kept');
  });

  it('is not kept where nothing took its place, and once however often it is left', async () => {
    const { lab } = await openLab(freshStorage());
    await lab.unlearn(request(1));
    const bad = { path: 'x.json', file: new File(['{}'], 'x.json') };
    await expect(lab.importSession([bad])).rejects.toThrow();
    expect(await lab.keptSessions()).toEqual([]);
    for (const model of ['mnist-2nn', 'mnist-logistic', 'mnist-2nn']) await lab.chooseModel(model);
    expect(await lab.keptSessions()).toMatchObject([{ removals: 1, model: 'Logistic regression' }]);
  });

  it(`makes room beyond ${mostKept}: the oldest without a name of a person's goes first`, async () => {
    const { lab } = await openLab(freshStorage());
    await lab.unlearn(request(1));
    await lab.chooseModel('mnist-2nn');
    for (let i = 0; i < mostKept; i++) await lab.keepSession(`session ${i}`);
    const names = async () => (await lab.keptSessions()).map(({ name }) => name);
    expect(await names()).toHaveLength(mostKept);
    expect((await names()).at(-1)).toBe('session 0');
    await lab.keepSession('one more');
    expect([(await names())[0], (await names()).at(-1)]).toEqual(['one more', 'session 1']);
  });
});

describe('the present weights', () => {
  it('leave as tfjs, .npz and safetensors, and each opens again to the same digest', async () => {
    const { lab } = await openLab(freshStorage());
    const { digest } = await lab.unlearn(request(1, 2));
    const files = [];
    for (const format of ['weights', 'npz', 'safetensors'] as const) {
      const { fileName, bytes } = await lab.exportSession(format);
      files.push({ path: fileName, file: new File([bytes as Uint8Array<ArrayBuffer>], fileName) });
    }
    for (const file of files) {
      expect(await lab.openModel([file])).toMatchObject({ digest, history: { count: 0 } });
    }
  });
});
