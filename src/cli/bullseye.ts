/**
 * Table 1 of the paper from the command line: true and false positive rates and times of each method on 3D-Bullseye.
 *   npx tsx src/cli/bullseye.ts --samples 1000 --repeats 5 --seed 1 [--permutations 199] [--level 0.05]
 */
import { parseArgs } from 'node:util';
import {
  BLANKET_METHODS,
  type BlanketMethod,
  type BlanketResult,
  findBullseyeBlanket,
} from '../math/dependence/bullseye';

const { values } = parseArgs({
  options: {
    samples: { type: 'string', default: '1000' },
    repeats: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    permutations: { type: 'string', default: '199' },
    level: { type: 'string', default: '0.05' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(
    'npx tsx src/cli/bullseye.ts [--samples 1000] [--repeats 5] [--seed 1] [--permutations 199] [--level 0.05]',
  );
  process.exit(0);
}
const samples = Number(values.samples);
const repeats = Number(values.repeats);
const firstSeed = Number(values.seed);
const permutations = Number(values.permutations);
const level = Number(values.level);
if (!Number.isSafeInteger(repeats) || repeats < 1) {
  throw new RangeError(`--repeats needs a whole number from 1 up, got ${values.repeats}`);
}

console.log(`3D-Bullseye, radii, n=${samples}, seeds ${firstSeed} to ${firstSeed + repeats - 1}`);
console.log('method          TPR mean (sd)    FPR mean (sd)    seconds (median)');
for (const method of Object.keys(BLANKET_METHODS) as BlanketMethod[]) report(method);

function report(method: BlanketMethod): void {
  const results: BlanketResult[] = [];
  const seconds: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const start = performance.now();
    results.push(findBullseyeBlanket(method, samples, firstSeed + repeat, { level, permutations }));
    seconds.push((performance.now() - start) / 1000);
  }
  const truePositives = meanAndDeviation(results.map((result) => result.truePositiveRate));
  const falsePositives = meanAndDeviation(results.map((result) => result.falsePositiveRate));
  const median = seconds.sort((a, b) => a - b)[repeats >> 1]!;
  console.log(
    `${method.padEnd(16)}${truePositives.padEnd(17)}${falsePositives.padEnd(17)}${median.toFixed(3)}`,
  );
  for (const { seed, found } of results) console.log(`  seed ${seed}: {${found.join(', ')}}`);
}

function meanAndDeviation(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
  return `${mean.toFixed(3)} (${deviation.toFixed(3)})`;
}
