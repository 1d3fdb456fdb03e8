/**
 * Style sheets are CSS modules: a component names classes of the modules that it imports, each of which is there, and no module holds a class
 * that nobody names. What is everybody's by a plain name stands in src/view/design/utilities.css.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = 'src/view';
const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => join(root, path));
const plain = [`${root}/design/theme.css`, `${root}/design/utilities.css`];
const sheets = paths.filter((path) => path.endsWith('.css'));
const components = paths.filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'));

/** The classes of a sheet that are its own, those that it takes from everybody (`:global(...)`) left out. */
function classesOf(path: string): Set<string> {
  const css = readFileSync(path, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\/|url\([^)]*\)|:global\([^)]*\)/g, '')
    .replaceAll(/\{[^{}]*\}/g, ';{}');
  return new Set([...css.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, name]) => name!));
}

interface Use {
  /** The module, as a path. */
  readonly sheet: string;
  readonly name: string;
  readonly by: string;
}

/** The classes of modules that a component names; `styles[...]` may name each of them. */
function usesOf(by: string): Use[] {
  const source = readFileSync(by, 'utf8');
  return [...source.matchAll(/^import (\w+) from '([^']+\.module\.css)';/gm)].flatMap(([, local, from]) => {
    const sheet = join(dirname(by), from!);
    const dotted = [...source.matchAll(new RegExp(`\\b${local}\\.(\\w+)`, 'g'))].map(([, name]) => name!);
    const computed = new RegExp(`\\b${local}\\[`).test(source) ? [...classesOf(sheet)] : [];
    return [...new Set([...dotted, ...computed])].map((name) => ({ sheet, name, by }));
  });
}

const uses = components.flatMap(usesOf);

test('every sheet but two is a module', () => {
  expect(sheets.filter((path) => !path.endsWith('.module.css')).toSorted()).toEqual(plain);
});

test('each class that a component names is in the module that it imports', () => {
  expect(uses.length).toBeGreaterThan(200);
  const missing = uses.filter(({ sheet, name }) => !sheets.includes(sheet) || !classesOf(sheet).has(name));
  expect(missing).toEqual([]);
});

test('no module holds a class that nobody names', () => {
  const unused = sheets
    .filter((path) => path.endsWith('.module.css'))
    .flatMap((sheet) => {
      const named = new Set(uses.filter((use) => use.sheet === sheet).map(({ name }) => name));
      return [...classesOf(sheet)].filter((name) => !named.has(name)).map((name) => `${sheet}: .${name}`);
    });
  expect(unused).toEqual([]);
});

/** Code of a class name without what is put into a template, and without what is compared. */
const withoutParts = (code: string) => code.replaceAll(/\$\{[^}]*\}/g, ' ').replaceAll(/===? '[^']*'/g, '');

test('a class by a plain name is one of the utilities', () => {
  const utilities = classesOf(plain[1]!);
  const literals = components.flatMap((by) => {
    const source = readFileSync(by, 'utf8');
    const values = [...source.matchAll(/className=(?:"([^"]*)"|\{((?:[^{}]|\$\{[^}]*\})*)\})/g)].flatMap(
      ([, text, code]) =>
        text !== undefined
          ? [text]
          : [...withoutParts(code!).matchAll(/['"`]([^'"`]*)['"`]/g)].map(([, part]) => part!),
    );
    return values.flatMap((value) => value.split(/\s+/).filter(Boolean)).map((name) => ({ name, by }));
  });
  expect(literals.length).toBeGreaterThan(100);
  expect(literals.filter(({ name }) => !utilities.has(name))).toEqual([]);
});

test('a component imports modules of its own folder and of the design alone', () => {
  const foreign = uses.filter(
    ({ sheet, by }) => dirname(sheet) !== dirname(by) && !sheet.startsWith(`${root}/design/`),
  );
  expect(foreign.map(({ sheet, by }) => `${relative(root, by)}: ${relative(root, sheet)}`)).toEqual([]);
});

test('the theme itself names no class', () => {
  expect([...classesOf(plain[0]!)]).toEqual([]);
});

/** The values of a property in the modules, by the sheet. */
function valuesOf(property: RegExp): { sheet: string; value: string }[] {
  return sheets.flatMap((sheet) => {
    const css = readFileSync(sheet, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
    return [...css.matchAll(/(?<=[\s{;])([a-z-]+):\s*([^;{}]+);/g)]
      .filter(([, name]) => property.test(name!))
      .map(([, , value]) => ({ sheet, value: value! }));
  });
}

test('sizes of type, spaces, corners and what lies over what are tokens', () => {
  const type = valuesOf(/^font-size$/).filter(
    ({ value }) =>
      !/^(var\(--(mark|tiny|small|large|title|huge)\)|1rem|inherit|87\.5%|100%|137\.5%)$/.test(value),
  );
  // A drawing has units of its own.
  expect(type.map(({ value }) => value).toSorted()).toEqual(['14px', '5px']);
  const lengths = [
    ...valuesOf(/^(gap|row-gap|column-gap|padding|margin)(-|$)/),
    ...valuesOf(/^border-radius$/),
  ];
  expect(lengths.length).toBeGreaterThan(150);
  expect(lengths.filter(({ value }) => /[\d.]rem/.test(value))).toEqual([]);
  expect(valuesOf(/^z-index$/).filter(({ value }) => !/^var\(--z-/.test(value))).toEqual([]);
});
