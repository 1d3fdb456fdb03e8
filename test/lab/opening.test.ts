import { describe, expect, it, vi } from 'vitest';
import { defaultSettings, type LabEvent, type RemovalRequest } from '../../src/lab/protocol';
import type { Visit } from '../../src/lab/store';
import { sayMessage } from '../../src/words/say';
import { createBrowserLab } from '../../src/worker/browserLab';
import { openIndexedDbStore } from '../../src/worker/indexedDbStore';

let storages = 0;
/** A name for storage that nobody has used. */
const freshStorage = () => `opening-test-${Date.now()}-${storages++}`;

const request = (...samples: number[]): RemovalRequest => ({
  ...defaultSettings,
  samples,
  perturbations: 60,
  guard: null,
});

describe('opening the lab', () => {
  const mnist: Visit = {
    dataset: { id: 'mnist', name: 'MNIST', kind: 'download', trainingLimit: 100, digest: 'a'.repeat(64) },
    model: 'mnist-2nn',
    weights: null,
  };

  it.each([
    ['a download that the browser dropped', mnist, /MNIST, cannot be opened again: .*Download them again/],
    [
      'data of the lab that come out otherwise',
      { ...mnist, dataset: { ...mnist.dataset, id: 'digits', kind: 'builtin', trainingLimit: null } },
      /cannot be opened again: its data came out otherwise/,
    ],
  ] as const)('on %s opens on its own data, and says why', async (_, visit, says) => {
    const storage = freshStorage();
    await openIndexedDbStore(storage).saveVisit(visit);
    const lab = createBrowserLab(`${location.origin}/`, storage);
    const state = await lab.open('wasm', () => {});
    expect((await lab.setup()).dataset.id).toBe('fashion');
    expect(state.metrics).not.toBeNull();
    expect(state.restored.map(sayMessage).join(' ')).toMatch(says);
  });
});

describe('a first visit', () => {
  it('begins with data that it is asked for if they come with the lab, and with a model that has weights for them', async () => {
    const opened = async (dataset: string) => {
      const lab = createBrowserLab(`${location.origin}/`, freshStorage());
      await lab.open('wasm', () => {}, { dataset });
      const { dataset: data, model } = await lab.setup();
      return [data.id, model.id];
    };
    expect(await opened('digits')).toEqual(['digits', 'mnist-2nn']);
    expect(await opened('mnist')).toEqual(['fashion', 'mnist-2nn']);
    expect(await opened('nowhere')).toEqual(['fashion', 'mnist-2nn']);
  });

  it('is no first one where something was left', async () => {
    const storage = freshStorage();
    const before = createBrowserLab(`${location.origin}/`, storage);
    await before.open('wasm', () => {}, { dataset: 'digits' });
    await before.visitDrawn();
    const lab = createBrowserLab(`${location.origin}/`, storage);
    await lab.open('wasm', () => {}, { dataset: 'fashion' });
    expect((await lab.setup()).dataset.id).toBe('digits');
  });
});

describe('opening the lab without the last visit', () => {
  it('leaves alone what is saved, gives it as files that open again, and saves after starting anew', async () => {
    const storage = freshStorage();
    const before = createBrowserLab(`${location.origin}/`, storage);
    await before.open('wasm', () => {});
    const left = await before.unlearn(request(3));
    await before.saveCheckpoint('mine');

    const closed = createBrowserLab(`${location.origin}/`, storage);
    const { files, problems } = await closed.exportSaved();
    expect(problems).toEqual([]);
    expect(files.map(({ fileName }) => fileName)).toEqual([
      'fashion--mnist-2nn--1.lethe-session.json',
      'fashion--mnist-2nn--1.lethe.zip',
    ]);
    const opened = await closed.open('wasm', () => {}, { withoutLastVisit: true });
    expect(opened).toMatchObject({
      history: { count: 0 },
      autosave: { problem: { code: 'lab.saving.aside' } },
    });
    await closed.unlearn(request(4));
    const after = await createBrowserLab(`${location.origin}/`, storage).open('wasm', () => {});
    expect(after).toMatchObject({ digest: left.digest, history: { count: 1 } });
    expect((await closed.discardSession()).autosave.problem).toBeNull();

    const fresh = createBrowserLab(`${location.origin}/`, freshStorage());
    await fresh.open('wasm', () => {});
    const [session, checkpoint] = files.map(({ fileName, bytes }) => ({
      path: fileName,
      file: new File([bytes as Uint8Array<ArrayBuffer>], fileName),
    }));
    expect((await fresh.importSession([session!])).digest).toBe(left.digest);
    expect((await fresh.openModel([checkpoint!])).history.count).toBe(1);
  });

  it('begins the next visit with a model only once it was drawn, or worked on', async () => {
    const storage = freshStorage();
    const lab = createBrowserLab(`${location.origin}/`, storage);
    await lab.open('wasm', () => {});
    await lab.visitDrawn();
    await lab.chooseModel('mnist-logistic');
    const modelOf = async () => {
      const next = createBrowserLab(`${location.origin}/`, storage);
      await next.open('wasm', () => {});
      return (await next.setup()).model.id;
    };
    expect(await modelOf()).toBe('mnist-2nn');
    await lab.visitDrawn();
    expect(await modelOf()).toBe('mnist-logistic');
  });
});

describe('two windows', () => {
  it('are told of each other as long as both have the session open', async () => {
    const storage = freshStorage();
    const events: LabEvent[] = [];
    const first = createBrowserLab(`${location.origin}/`, storage);
    expect((await first.open('wasm', () => {})).elsewhere).toBe(false);
    const second = createBrowserLab(`${location.origin}/`, storage);
    await second.open('wasm', (event) => events.push(event));
    const told = () => events.flatMap((event) => (event.kind === 'windows' ? [event.elsewhere] : []));
    await vi.waitFor(() => expect(told()).toEqual([true]));
    expect((await second.goTo(0)).elsewhere).toBe(true);
    await first.chooseModel('mnist-logistic');
    await vi.waitFor(() => expect(told()).toEqual([true, false]));
    expect((await second.goTo(0)).elsewhere).toBe(false);
  });
});
