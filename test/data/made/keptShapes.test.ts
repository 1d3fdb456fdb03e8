import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Dataset } from '../../../src/data/dataset';
import type { CacheLike } from '../../../src/data/loadOptions';
import { loadShapes, SHAPES_DIGEST } from '../../../src/data/made/keptShapes';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A cache in memory, with its one entry laid open. */
const entry: { key: string; body: Uint8Array; headers: Headers } = {
  key: '',
  body: new Uint8Array(),
  headers: new Headers(),
};
const cache: CacheLike = {
  match: async (key) =>
    key === entry.key ? new Response(new Uint8Array(entry.body), { headers: entry.headers }) : undefined,
  async put(key, response) {
    Object.assign(entry, {
      key,
      headers: response.headers,
      body: new Uint8Array(await response.arrayBuffer()),
    });
  },
  async delete() {
    entry.key = '';
    return true;
  },
};

/** @returns the shapes, and in how many steps they came: one where nothing is drawn */
async function load(): Promise<{ shapes: Dataset; steps: number }> {
  let steps = 0;
  const onProgress = () => {
    steps += 1;
  };
  return { shapes: await loadShapes({ seed: 1, cache, onProgress }), steps };
}

let drawn: Awaited<ReturnType<typeof load>>;
beforeAll(async () => {
  drawn = await load();
});

describe('the shapes', () => {
  it('are those that weights ship for, to the last bit, and are drawn once', async () => {
    expect(drawn.shapes.digest).toBe(SHAPES_DIGEST);
    expect(drawn.steps).toBeGreaterThan(1);
    const again = await load();
    expect(again.steps).toBe(1);
    expect(again.shapes.digest).toBe(SHAPES_DIGEST);
    expect(again.shapes.classNames).toEqual(drawn.shapes.classNames);
    const [kept, made] = [await again.shapes.guard!.load(), await drawn.shapes.guard!.load()];
    expect(kept.count).toBe(500);
    expect(Buffer.compare(kept.images, made.images)).toBe(0);
    expect(again.shapes.guard!.isLater).toBeUndefined();
    expect(Buffer.compare(again.shapes.validation.images, drawn.shapes.validation.images)).toBe(0);
  });

  it('are drawn anew where what was kept is damaged', async () => {
    entry.body[123_456]! ^= 1;
    const { shapes, steps } = await load();
    expect(steps).toBeGreaterThan(1);
    expect(shapes.digest).toBe(SHAPES_DIGEST);
    expect((await load()).steps).toBe(1);
  });
});
