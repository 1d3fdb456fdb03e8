import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRelease } from '../../src/lab/schema/release';
import { norm, subtract } from '../../src/math/linear/vector';
import { readTable, runLethe } from './unlearnCommand';

const home = mkdtempSync(join(tmpdir(), 'lethe-certificate-'));
afterAll(() => rmSync(home, { recursive: true }));
const out = (name: string) => join(home, name);
const data = ['--data', 'fashion', '--limit', '200'];
const checkpoint = ['--checkpoint', out('models/fashion--mnist-logistic-minimum')];
const unlearn = (...words: string[]) =>
  runLethe(['unlearn', ...data, ...checkpoint, '--method', 'newton', '--guard', 'off', ...words]);
const releaseOf = (name: string) => readRelease(readFileSync(out(`${name}/release.json`), 'utf8'), name);

beforeAll(async () => {
  const { code } = await runLethe([
    ...['train', ...data, '--model', 'mnist-logistic-minimum', '--precision', 'float32'],
    ...['--weight-decay', '0.05', '--out', out('models')],
  ]);
  expect(code).toBe(0);
}, 120_000);

describe('lethe unlearn --certificate', () => {
  const terms = ['--certificate', '1,1e-5,0.05'];
  const run = ['--samples', '3', '--set', 'steps=3', '--out', out('near')];

  it('writes one release where retraining is near enough, and never another', async () => {
    const { code, out: said } = await unlearn(...terms, ...run);
    expect(code).toBe(0);
    expect(said).toContain('The release is');
    const [row] = readTable(readFileSync(out('near/removals.csv'), 'utf8'));
    expect(Number(row!.distance_bound)).toBeLessThan(0.05 * 0.268);
    expect(row).toMatchObject({ epsilon: '', delta: '', noise_epsilon: '' });
    const release = releaseOf('near');
    expect(release).toMatchObject({ epsilon: 1, delta: 1e-5, sigma: 0.05 });
    const weights = readFileSync(out('near/weights.bin'));
    const stored = new Float32Array(weights.buffer.slice(weights.byteOffset, weights.byteOffset + 31_400));
    const noise = norm(subtract(release.weights, stored)) / Math.sqrt(7850);
    expect(Math.abs(noise / 0.05 - 1)).toBeLessThan(0.06);
    expect((await unlearn(...terms, ...run)).out).toContain('The one release is made');
    expect(releaseOf('near')).toEqual(release);
  });

  it('writes none where retraining may be too far, and says so', async () => {
    const { code, out: said } = await unlearn(
      '--certificate',
      '1,1e-5,1e-6',
      '--samples',
      '3',
      '--out',
      out('far'),
    );
    expect(code).toBe(0);
    expect(said).toMatch(/No release: retraining may be .* away, and 2\.68e-7 is allowed/);
    expect(() => releaseOf('far')).toThrow(/ENOENT/);
  });

  it.each([
    [['--certificate', '1,1e-5'], /is epsilon,delta,sigma/],
    [['--certificate', '1,1e-5,0'], /^lethe unlearn: --certificate sigma is a number from/],
    [['--certificate', '1,1e-5,1', '--session', 'x'], /not with --session/],
  ])('refuses %j', async (words, message) => {
    const { code, err } = await runLethe(['unlearn', ...words, '--out', out('refused')]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
