import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const root = join(import.meta.dirname, '..');
/** What the numbers of an experiment come from: the folders up to the experiments, and the versions of what they stand on. */
const sources = [
  'src/math',
  'src/gpu',
  'src/kernels',
  'src/data',
  'src/model',
  'src/engine',
  'src/experiments',
  'shaders',
];

/**
 * SHA-256 of the engine that is built: of its sources as they lie there, changed or not, and of the version of tfjs. The commit would miss a dirty tree, and
 * the text of a bundle changes with what else is in it.
 */
function digestOfEngine(): string {
  const hash = createHash('sha256');
  const files = sources.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of files.sort()) {
    hash.update(`${relative(root, file).split(sep).join('/')}\n`);
    hash.update(createHash('sha256').update(readFileSync(file)).digest());
  }
  for (const name of ['tfjs', 'tfjs-backend-wasm', 'tfjs-backend-webgpu']) {
    hash.update(readFileSync(join(root, 'node_modules/@tensorflow', name, 'package.json')));
  }
  return hash.digest('hex');
}

/** What Vite puts in the place of the engine's digest. */
export const engineDefine = { __LETHE_ENGINE__: JSON.stringify(digestOfEngine()) };
