import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const shipped = join(import.meta.dirname, '../../../public');
/** Sets of other worlds, which are counted by themselves. */
const otherWorlds = /^(data|models|models\/former|ensembles)\/(faces|provisions)/;

it('data, weights and ensembles that ship have under 30 MB', () => {
  const files = readdirSync(shipped, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(data|models|ensembles)\//.test(name) && !otherWorlds.test(name))
    .map((name) => statSync(join(shipped, name)))
    .filter((file) => file.isFile());
  expect(files.length).toBeGreaterThan(50);
  expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(30e6);
});
