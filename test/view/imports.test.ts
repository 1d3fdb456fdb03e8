import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What a source file takes in when it runs, types left out. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\s+(?!type\b)[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm,
  );
  return [...found].map(([, named, bare]) => (named ?? bare)!);
}

/** The files that the page's own code takes in, and the packages. */
function reached(entry: string): { readonly files: Set<string>; readonly packages: Map<string, string> } {
  const files = new Set([entry]);
  const packages = new Map<string, string>();
  for (const file of files) {
    for (const path of importsOf(file)) {
      if (!path.startsWith('.')) {
        packages.set(path, file);
        continue;
      }
      const base = join(dirname(file), path);
      const source = ['', '.ts', '.tsx']
        .map((ending) => base + ending)
        .find((name) => /\.tsx?$/.test(name) && existsSync(name));
      if (source) files.add(source);
    }
  }
  return { files, packages };
}

it('the page takes in the types and tables of the layers below, and never TensorFlow.js', () => {
  const { files, packages } = reached(join(root, 'src/view/main.tsx'));
  expect(files.has(join(root, 'src/engine/report.ts'))).toBe(true);
  const tensors = [...packages].filter(([name]) => name.startsWith('@tensorflow/'));
  expect(tensors).toEqual([]);
});
