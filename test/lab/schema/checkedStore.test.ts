import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkedStore } from '../../../src/lab/schema/checkedStore';
import type { Store, Visit } from '../../../src/lab/store';

const models = join(import.meta.dirname, '../../../public/models/former/digits--mnist-logistic');
const read = (name: string) => new Uint8Array(readFileSync(join(models, name)));
const card = JSON.parse(readFileSync(join(models, 'card.json'), 'utf8'));
const checkpoint = {
  card,
  modelJson: readFileSync(join(models, 'model.json'), 'utf8'),
  weights: read('weights.bin'),
  secant: read('secant.bin'),
};
const dataset = {
  id: 'digits',
  name: 'Digits',
  kind: 'builtin',
  trainingLimit: null,
  digest: card.data.digest,
};
const visit = { dataset, model: 'mnist-logistic', weights: { origin: 'trained', checkpoint } };

/** A store that holds just this, whatever it is. */
const holding = (found: Partial<Record<keyof Store, unknown>>) =>
  checkedStore(
    Object.fromEntries(
      Object.entries(found).map(([name, value]) => [name, async () => value]),
    ) as unknown as Store,
  );

describe('a checked store', () => {
  it('gives the certificate of a session, and none where it is damaged or was not thought of yet', async () => {
    const certificate = {
      ...{ epsilon: 1, delta: 1e-5, sigma: 0.02, releases: 2, originalBound: 2e-5 },
      released: [{ state: 1, bound: 1e-4 }],
    };
    const load = async (head: object) => {
      const stored = { head: { current: 0, next: [], comparisons: [], ...head }, reports: [], savedAt: 1 };
      return (await holding({ loadSession: stored }).loadSession('a'))!.head.certificate;
    };
    expect(await load({ certificate })).toEqual(certificate);
    for (const none of [{ certificate: { ...certificate, sigma: -1 } }, { certificate: null }, {}]) {
      expect(await load(none)).toBeUndefined();
    }
  });

  it('gives the names of states, and none where they are damaged', async () => {
    const load = async (names: unknown) => {
      const stored = { head: { current: 0, next: [], comparisons: [], names }, reports: [], savedAt: 1 };
      return (await holding({ loadSession: stored }).loadSession('a'))!.head;
    };
    expect((await load([[1, 'The one']])).names).toEqual([[1, 'The one']]);
    for (const none of [[[-1, 'x']], [[1]], 'x', undefined]) {
      expect(await load(none)).toMatchObject({ current: 0, next: [] });
      expect((await load(none)).names).toBeUndefined();
    }
  });

  it('gives visits of before there were versions, with the card of today', async () => {
    const found = await holding({ lastVisit: visit }).lastVisit();
    expect(found).toEqual({
      ...visit,
      version: 1,
      weights: {
        origin: 'trained',
        checkpoint: { ...checkpoint, card: { ...card, version: 3, provenance: null } },
      },
    });
  });

  it.each<[string, object, RegExp]>([
    [
      'a name that is an object',
      { dataset: { ...dataset, name: {} } },
      /^the last visit: dataset\.name: expected a text/,
    ],
    [
      'a batch size of 0',
      { weights: { origin: 'own', checkpoint: { ...checkpoint, card: { ...card, batchSize: 0 } } } },
      /^the last visit: weights\.checkpoint\.card\.batchSize: expected a whole number from 2 to 4096, found 0/,
    ],
    [
      'weights that are text',
      { weights: { origin: 'own', checkpoint: { ...checkpoint, weights: 'AAAA' } } },
      /weights\.checkpoint\.weights: expected bytes, found "AAAA"/,
    ],
    [
      'a version of tomorrow',
      { version: 2 },
      /^the last visit: version: expected 1 at most, found 2: a newer version/,
    ],
  ])('refuses a visit with %s, and leaves it out of a list', async (_, change, sentence) => {
    const bad = { ...visit, ...change };
    await expect(holding({ lastVisit: bad }).lastVisit()).rejects.toThrow(sentence);
    expect(await holding({ visitsOn: [bad, visit, bad] }).visitsOn('x')).toHaveLength(1);
  });

  it('leaves a damaged checkpoint out of the list, and refuses it when it is opened', async () => {
    const good = { ...checkpoint, id: 'a', name: 'A', savedAt: 5 };
    const bad = { ...good, id: 'b', card: { ...card, data: null } };
    const listed = await holding({ listCheckpoints: [bad, good] }).listCheckpoints();
    expect(listed.map(({ id }) => id)).toEqual(['a']);
    await expect(holding({ loadCheckpoint: bad }).loadCheckpoint('b')).rejects.toThrow(
      /^the checkpoint: card\.data: expected an object, found null/,
    );
    expect(await holding({ loadCheckpoint: null }).loadCheckpoint('c')).toBeNull();
  });

  it('keeps the removals of a session whose head is damaged', async () => {
    const reports = [{ id: 1 }, { id: 2 }];
    const stored = { head: { current: -3, next: 'x', comparisons: [{ id: 1 }, null] }, reports, savedAt: 7 };
    expect(await holding({ loadSession: stored }).loadSession('key')).toEqual({
      head: { current: 2, next: [], comparisons: [] },
      reports,
      savedAt: 7,
    });
  });

  it('gives the progress of a training, and none where it is damaged', async () => {
    const values = Float32Array.of(1, 2);
    const progress = {
      stage: 0,
      epoch: 3,
      spentMs: 5,
      parameters: values,
      previous: values,
      optimizer: Float32Array.of(),
    };
    const load = (found: unknown) => holding({ loadTraining: found }).loadTraining('key');
    expect(await load({ ...progress, savedAt: 7 })).toEqual(progress);
    expect(await load(null)).toBeNull();
    for (const change of [
      { epoch: 1e9 },
      { epoch: 0 },
      { stage: -1 },
      { spentMs: Number.NaN },
      { parameters: [1, 2] },
      { previous: Float32Array.of(1) },
      { optimizer: Float32Array.of(Number.NaN) },
    ]) {
      expect(await load({ ...progress, ...change }), JSON.stringify(change)).toBeNull();
    }
  });

  it('writes the version', async () => {
    let written: Visit | undefined;
    const saveVisit = async (saved: Visit) => {
      written = saved;
    };
    const store = checkedStore({ saveVisit } as unknown as Store);
    await store.saveVisit(visit as unknown as Visit);
    expect(written).toEqual({ ...visit, version: 1 });
  });
});
