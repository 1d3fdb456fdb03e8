/**
 * `npm run figures -- DIR...`: puts what `lethe run` left in folders where the docs and the page have it: the picture into docs/figures, the tables into docs/tables, and a line into
 * docs/figures/index.json. A figure of other data than the experiment's own has them in its name.
 */

import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { experiments } from '../../src/experiments/table';
import { cellsOf, type ExperimentPlan, parsePlan } from '../../src/lab/figures/plan';

const docs = join(import.meta.dirname, '../../docs');
const indexFile = join(docs, 'figures/index.json');

interface Entry {
  readonly name: string;
  readonly experiment: string;
  readonly scale: string;
  readonly data: string | null;
  readonly limit: number | null;
  readonly runs: number | null;
  readonly cells: number;
}

const folders = process.argv.slice(2);
if (folders.length === 0) throw new RangeError('name the folders that lethe run wrote');
const known = JSON.parse(readFileSync(indexFile, 'utf8')) as Entry[];
const entries = folders.map(ship);
const kept = known.filter(({ name }) => entries.every((entry) => entry.name !== name));
const order = Object.keys(experiments);
const all = [...kept, ...entries].sort(
  (a, b) => order.indexOf(a.experiment) - order.indexOf(b.experiment) || (a.name < b.name ? -1 : 1),
);
writeFileSync(indexFile, `${JSON.stringify(all, null, 2)}\n`);

/** @throws Error where the folder holds no experiment, or its figure is not drawn */
function ship(folder: string): Entry {
  const plan = parsePlan(readFileSync(join(folder, 'experiment.json'), 'utf8'));
  if (plan === null) throw new RangeError(`${folder} holds no experiment of this lab`);
  const { experiment, scale, data, runs = null } = plan;
  const name = nameOf(plan);
  const from = (ending: string) => join(folder, `${experiment}${ending}`);
  copyFileSync(from('.svg'), join(docs, 'figures', `${name}.svg`));
  for (const ending of ['.csv', '-times.csv']) {
    if (existsSync(from(ending))) copyFileSync(from(ending), join(docs, 'tables', `${name}${ending}`));
  }
  return {
    name,
    experiment,
    scale,
    data: data?.data ?? null,
    limit: data?.limit ?? null,
    runs,
    cells: cellsOf(plan).length,
  };
}

function nameOf({ experiment, scale, data }: ExperimentPlan): string {
  const own = experiments[experiment].data?.small;
  const parts = [experiment, ...(scale === 'small' ? [] : [scale])];
  return (data === null || data.data === own?.data ? parts : [...parts, data.data]).join('-');
}
