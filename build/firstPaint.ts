import { join } from 'node:path';
import { type Plugin, runnerImport } from 'vite';
import first from './firstPaint.json' with { type: 'json' };

/** The catalogue is the page's own: the build reads it as the page does. */
const words = join(import.meta.dirname, '../src/words/firstWords.ts');

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * Writes into the page what it shows before any script has come: a picture of the data that a first visit opens with, what the network that ships makes of it, and the way
 * to an example. The numbers are measured, and test/e2e/help.spec.ts holds them to what the lab says of that sample.
 */
export function firstPaint(): Plugin {
  return {
    name: 'lethe:first-paint',
    transformIndexHtml: {
      order: 'pre',
      async handler(html, { path }) {
        if (!path.endsWith('/index.html')) return html;
        const { firstWords } = (await runnerImport<typeof import('../src/words/firstWords')>(words)).module;
        const { name, about, thinks, example } = firstWords(first);
        const shell = [
          `<main class="panel first" data-first="${first.sample}" data-of="${first.dataset}">`,
          `<h1>${escaped(name)}</h1>`,
          `<p>${escaped(about)}</p>`,
          `<img src="./first/picture.png" width="168" height="168" alt="${escaped(first.label)}">`,
          `<p>${escaped(thinks)}</p>`,
          `<p><a href="./?example=on">${escaped(example)}</a></p>`,
          '</main>',
        ];
        return html.replace('<div id="page"></div>', `<div id="page">${shell.join('')}</div>`);
      },
    },
  };
}
