/**
 * Runs the benchmarks: npm run bench [-- name ...]. Without names all of test/bench/*.bench.ts, else the one of that name, or those whose
 * name contains it.
 * The files go through Vite, as in the app, so that they can import shaders as text.
 */
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { openVite } from './openVite';
import { type Bench, createTextReport } from './report';

const wanted = process.argv.slice(2);
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const isWanted = (name: string) =>
  wanted.some((part) => name === part || (!all.includes(part) && name.includes(part)));
const names = all.filter((name) => wanted.length === 0 || isWanted(name)).sort();
if (names.length === 0) throw new RangeError(`no benchmark is named like ${wanted.join(' or ')}`);

console.log(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.versions.node}`);
const server = await openVite();
let failed = 0;
try {
  for (const name of names) await runOne(name);
} finally {
  await server.close();
}
// A GPU binding may keep the process alive after its last benchmark.
process.exit(failed > 0 ? 1 : 0);

async function runOne(name: string): Promise<void> {
  console.log(`\n${name}`);
  const report = createTextReport(console.log);
  try {
    const loaded = await server.ssrLoadModule(`/test/bench/${name}.bench.ts`);
    await (loaded.default as Bench)(report);
    report.flush();
  } catch (error) {
    report.flush();
    failed += 1;
    console.error(`${name} failed:`, error);
  }
}
