import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** What the page leads to of the documents: how each number is computed, and what a column of a file holds. */
const documents = ['method', 'columns', 'data', 'recipe'] as const;

/** Puts documents beside the page, as text that every browser shows: the mark at the beginning says that it is UTF-8, whatever the host says. */
export function pageDocs(): Plugin {
  return {
    name: 'lethe:page-docs',
    apply: 'build',
    generateBundle() {
      for (const name of documents) {
        const source = `\uFEFF${readFileSync(`docs/${name}.md`, 'utf8')}`;
        this.emitFile({ type: 'asset', fileName: `docs/${name}.txt`, source });
      }
    },
  };
}
