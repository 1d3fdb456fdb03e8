import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findLiterals } from './literals';

/** Texts that are no words of any language, by file. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  // The sign for information.
  'src/view/setup/DataMenu.tsx': ['i'],
  // Said to whoever writes a component.
  'src/view/design/useLab.ts': ['useLabStore needs a LabProvider above it'],
};

const texts = (source: string) => findLiterals(source).map(({ text }) => text);

describe('findLiterals', () => {
  it.each([
    ['text of an element', '<p>Saved</p>', ['Saved']],
    ['an attribute that is read', '<p title="Saved" id="place" />', ['Saved']],
    ['a choice in an attribute', "<p aria-label={on ? 'On' : undefined} />", ['On']],
    ['a template', `<p>{\`\${count} samples\`}</p>`, ['samples']],
    ['what follows a condition', "<p>{many && ' rejected'}</p>", ['rejected']],
    ['a label in a table', "const tab = { label: 'Removal', name: 'removal' };", ['Removal']],
    ['prose in any string', "const words = { about: 'Only one' };", ['Only one']],
  ])('finds %s', (_, source, found) => {
    expect(texts(source)).toEqual(found);
  });

  it.each([
    ['codes', `<p title={say('page.a')}>{say(\`page.b.\${name}\`)} · {n === 'x' ? <b /> : null}</p>`],
    ['classes and drawings', '<p className="panel soft"><path d="M0 0 L8 4" /></p>'],
    ['signs and numbers', '<p>↑ 3 × 4</p>'],
    ['what programs are told', "throw new RangeError('median needs at least 1 value')"],
  ])('lets %s pass', (_, source) => {
    expect(texts(source)).toEqual([]);
  });
});

describe.each(['src/view', 'src/state'])('%s', (folder) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`);

  it('is found', () => {
    expect(files.length).toBeGreaterThan(40);
  });

  it.each(files)('%s has all words from the catalogue', (file) => {
    const found = findLiterals(readFileSync(file, 'utf8'), file.endsWith('x') ? 'tsx' : 'ts');
    expect(found.filter(({ text }) => !allowed[file]?.includes(text))).toEqual([]);
  });
});
