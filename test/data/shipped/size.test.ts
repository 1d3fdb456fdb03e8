import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const shipped = join(import.meta.dirname, '../../../public');
/** Sets of other worlds, which are counted by themselves. */
const otherWorlds = /^(data|models|models\/former|ensembles)\/(faces|provisions)/;
const files = readdirSync(shipped, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^(data|models|ensembles)\//.test(name) && statSync(join(shipped, name)).isFile())
  .map((name) => ({ isOtherWorld: otherWorlds.test(name), bytes: statSync(join(shipped, name)).size }));
const bytesOf = (isOtherWorld: boolean) =>
  files.reduce((sum, file) => sum + (file.isOtherWorld === isOtherWorld ? file.bytes : 0), 0);

it('data, weights and ensembles that ship have under 30 MB', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(bytesOf(false)).toBeLessThan(30e6);
});

it('those of other worlds have under 15 MB', () => {
  expect(bytesOf(true)).toBeGreaterThan(1e6);
  expect(bytesOf(true)).toBeLessThan(15e6);
});
