/** A style sheet stays with its own panel: what it names first, no other one names. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/** These are everybody's: tokens and the parts that all panels are built of. */
const shared = /^src\/view\/(design|frame)\//;

/** The selectors of a sheet, one by one. */
function selectorsOf(path: string): string[] {
  const css = readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return [...css.matchAll(/(?:^|[{};])\s*([^@{};]+)\{/g)].flatMap(([, list]) =>
    list!.split(/,(?![^(]*\))/).map((selector) => selector.trim()),
  );
}

const classesOf = (selector: string) =>
  [...selector.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, name]) => name!);
const firstPart = (selector: string) => selector.split(/[\s>+~]/)[0]!;

const paths = readdirSync('src/view', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.css'))
  .map((path) => join('src/view', path));

const sheets = paths.map((path) => {
  const selectors = selectorsOf(path);
  return {
    path,
    leading: new Set(selectors.flatMap((selector) => classesOf(firstPart(selector)).slice(0, 1))),
    named: new Set(selectors.flatMap(classesOf)),
  };
});

const everybodys = new Set(sheets.filter(({ path }) => shared.test(path)).flatMap(({ named }) => [...named]));

test('no class that a panel\u2019s sheet begins a rule with is styled by another panel\u2019s', () => {
  expect(sheets.length).toBeGreaterThan(20);
  const leaks = sheets
    .filter(({ path }) => !shared.test(path))
    .flatMap(({ path, leading }) =>
      sheets
        .filter((other) => dirname(other.path) !== dirname(path) && !shared.test(other.path))
        .flatMap((other) =>
          [...leading]
            .filter((name) => other.named.has(name) && !everybodys.has(name))
            .map((name) => `.${name}: ${path}, ${other.path}`),
        ),
    );
  expect(leaks).toEqual([]);
});
