import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataCases } from '../../support/dataCases';
import { runLethe } from '../unlearnCommand';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-cases-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the page says of the same files: test/e2e/cases.spec.ts. */
it.each(dataCases.map((each, i) => [each.what, each, i] as const))('%s', async (_, { files, ...row }, i) => {
  const home = join(folder, String(i));
  mkdirSync(home);
  for (const { name, bytes } of files()) writeFileSync(join(home, name), bytes);
  const { code, out, err } = await runLethe(['data', home]);
  expect({ code, err: row.isRefused ? '' : err }).toEqual({ code: row.isRefused ? 3 : 0, err: '' });
  const said = (row.isRefused ? err : out).replaceAll(`${i}/`, '');
  for (const words of row.says) expect(said).toContain(words);
});
