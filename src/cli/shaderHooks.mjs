// Gives shaders to Node as Vite gives them to the page: `import code from './a.wgsl?raw'`.
import { readFile } from 'node:fs/promises';

const ending = '.wgsl?raw';

export async function resolve(specifier, context, next) {
  if (!specifier.endsWith(ending)) return next(specifier, context);
  return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true };
}

export async function load(url, context, next) {
  if (!url.endsWith(ending)) return next(url, context);
  const code = await readFile(new URL(url.slice(0, -'?raw'.length)), 'utf8');
  return { format: 'module', source: `export default ${JSON.stringify(code)};`, shortCircuit: true };
}
