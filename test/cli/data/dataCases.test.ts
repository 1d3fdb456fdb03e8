import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataCases } from '../../support/dataCases';
import { moreDataCases } from '../../support/moreDataCases';
import { runLethe } from '../unlearnCommand';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-cases-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const cases = [...dataCases, ...moreDataCases];

/** What the page says of the first of them: test/e2e/cases.spec.ts. */
it.each(cases.map((each, i) => [each.what, each, i] as const))('%s', async (_, { files, ...row }, i) => {
  const home = join(folder, String(i));
  mkdirSync(home);
  for (const { name, bytes } of files()) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), bytes);
  }
  const { code, out, err } = await runLethe(['data', home]);
  expect({ code, err: row.isRefused ? '' : err }).toEqual({ code: row.isRefused ? 3 : 0, err: '' });
  const said = (row.isRefused ? err : out).replaceAll(`${i}/`, '');
  for (const words of row.says) expect(said).toContain(words);
});
