import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/data/dataset';
import type { CellContext } from '../../src/experiments/experiment';
import { runAttributeBlanket } from '../../src/experiments/runs/fig9';
import { experiments } from '../../src/experiments/table';
import { createRandom } from '../../src/math/random/random';

const spec = { data: { data: 'faces', limit: null }, attribute: 'hat', seed: 1 } as const;

/** 400 pictures whose hat is the beard, with one error in ten, and nothing else. */
function context(names: readonly string[]): CellContext {
  const random = createRandom(1, 'attributes');
  const attributes = new Uint8Array(400 * names.length);
  for (let i = 0; i < 400; i++) {
    const row = attributes.subarray(i * names.length, (i + 1) * names.length);
    names.forEach((_, column) => {
      row[column] = random.integer(2);
    });
    row[names.indexOf('hat')] =
      random.uniform() < 0.1 ? 1 - row[names.indexOf('beard')]! : row[names.indexOf('beard')]!;
  }
  const training = { count: 400, images: new Uint8Array(), labels: new Uint8Array(400), attributes };
  const dataset = { name: 'Made', training, attributeNames: names } as unknown as Dataset;
  return { loadData: async () => dataset } as unknown as CellContext;
}

describe('fig9', () => {
  it('finds by either way what an attribute depends on, and draws it', async () => {
    const names = ['glasses', 'hat', 'smile', 'beard'];
    const result = await runAttributeBlanket(spec, context(names));
    const [row] = result.rows;
    expect(String(row!.exact_blanket).split(' ')[0]).toBe('beard');
    expect(String(row!.lfoci_blanket).split(' ')).toContain('beard');
    expect(row!.agreement).toBeGreaterThan(0);
    const cells = [{ ...result, spec }];
    const { reduce, reduceTimes, draw } = experiments.fig9;
    const figure = draw(reduce(cells), reduceTimes!(cells));
    expect(figure.panels.map(({ series }) => series.map(({ points }) => points[0]!.x))).toEqual([
      ['hat', 'hat'],
      ['hat'],
    ]);
  });

  it('refuses data that say nothing of the attribute, by name', async () => {
    await expect(runAttributeBlanket(spec, context(['beard']))).rejects.toThrow(
      'Made says nothing of the attribute hat',
    );
  });
});
