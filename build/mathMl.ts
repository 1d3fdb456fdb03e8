import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

interface Temml {
  renderToString(tex: string, options: { displayMode: boolean; throwOnError: boolean }): string;
}
// The package brings types for its file of another kind alone.
const temml = createRequire(import.meta.url)('temml') as Temml;

/**
 * Makes a `*.math.json` of TeX formulas by name into one of MathML: the page shows it as it is, and has no code for formulas. Styles in attributes are left out, which
 * the page's policy refuses.
 * @throws ParseError naming what Temml does not read
 */
export function mathMl(): Plugin {
  return {
    name: 'lethe:math-ml',
    enforce: 'pre',
    transform(code, id) {
      if (!/\.math\.json$/.test(id.split('?')[0]!)) return null;
      const formulas = JSON.parse(code) as Record<string, string>;
      const made = Object.entries(formulas).map(([name, tex]) => {
        const html = temml.renderToString(tex, { displayMode: true, throwOnError: true });
        return [name, html.replaceAll(/ style="[^"]*"/g, '')];
      });
      return { code: JSON.stringify(Object.fromEntries(made)), map: null };
    },
  };
}
