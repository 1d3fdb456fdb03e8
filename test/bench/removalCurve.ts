/**
 * How good does a model stay, and how near to retraining, while sample after sample is removed? The experiment of docs/experiments.md:
 *   LETHE_DATA=DIR npx tsx test/bench/removalCurve.ts run --out DIR [--backend wasm | webgpu] [--seeds 1,2,3,4,5]
 *     [--selections lfoci,random,random-layer,random-label,saliency,full,none] [--noises off,on] [--retraining on | off]
 *   npx tsx test/bench/removalCurve.ts tables --out DIR [the same, --yardsticks wasm: whose retrained models the gaps go by]
 * The selection "none" measures the original model on the same sets. A run that is in the folder already is not made again, nor is a model
 * retrained twice: what was interrupted goes on.
 */
import { parseArgs } from 'node:util';
import { openVite } from './openVite';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    backend: { type: 'string', default: 'wasm' },
    seeds: { type: 'string', default: '1,2,3,4,5' },
    selections: { type: 'string', default: 'lfoci,random,random-layer,random-label,saliency,full' },
    noises: { type: 'string', default: 'off,on' },
    retraining: { type: 'string', default: 'on' },
    yardsticks: { type: 'string', default: 'wasm' },
  },
});
const [task = ''] = positionals;
const modules: Readonly<Record<string, string>> = {
  run: '/test/bench/removalCurveRuns.ts',
  tables: '/test/bench/removalCurveTables.ts',
};
if (!(task in modules) || !values.out) throw new RangeError('usage: removalCurve.ts run | tables --out DIR');

const server = await openVite();
try {
  const { main } = await server.ssrLoadModule(modules[task]!);
  await main({ ...values, out: values.out });
} finally {
  await server.close();
}
// A GPU binding may keep the process alive.
process.exit();
