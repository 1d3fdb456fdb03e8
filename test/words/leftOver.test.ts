import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { en } from '../../src/words/en';

/** The codes of all texts of a section. */
function codesOf(section: object, above: string): string[] {
  return Object.entries(section).flatMap(([key, entry]) =>
    typeof entry === 'object' ? codesOf(entry, `${above}.${key}`) : [`${above}.${key}`],
  );
}

/** Every code that a source names: as it stands, or with a name put in, "page.frame.tabs.${name}". */
function namedIn(source: string): RegExp[] {
  const literals = source.match(/['"`]page\.[^'"`\n]+['"`]/g) ?? [];
  return literals.map((literal) => {
    const parts = literal.slice(1, -1).split(/\$\{[^}]*\}/);
    return new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[\\w-]+')}$`);
  });
}

it('has no text of the page that nothing says', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const named = files
    .filter((file) => !file.startsWith('words/'))
    .flatMap((file) => namedIn(readFileSync(`src/${file}`, 'utf8')));
  const codes = codesOf(en.page, 'page');
  expect(codes.length).toBeGreaterThan(400);
  expect(codes.filter((code) => !named.some((pattern) => pattern.test(code)))).toEqual([]);
});
