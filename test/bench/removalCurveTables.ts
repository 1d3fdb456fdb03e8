/** The tables of docs/experiments.md, from what removalCurveRuns.ts has written: mean of the seeds, standard deviation in brackets. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metrics } from '../../src/engine/report';
import { norm, subtract } from '../../src/math/linear/vector';
import {
  type CurveOptions,
  type CurveRun,
  type CurveStep,
  measureEvery,
  readSaved,
  removals,
  retrainedName,
  runName,
} from './removalCurveRuns';

/** A run with its yardsticks, by how many samples were removed. */
interface Judged {
  readonly run: CurveRun;
  readonly retrained: ReadonlyMap<number, Metrics>;
}

interface Group {
  readonly selection: string;
  readonly judged: readonly Judged[];
}

type Read = (judged: Judged, removed: number) => number | null | undefined;

const pointAt = ({ run }: Judged, removed: number) =>
  run.points.find((point) => point.removed === removed)?.metrics;
const own =
  (read: (metrics: Metrics) => number | null): Read =>
  (judged, removed) => {
    const metrics = pointAt(judged, removed);
    return metrics && read(metrics);
  };
const gap =
  (read: (metrics: Metrics) => number | null): Read =>
  (judged, removed) => {
    const [metrics, yardstick] = [pointAt(judged, removed), judged.retrained.get(removed)];
    const [ours, theirs] = [metrics && read(metrics), yardstick && read(yardstick)];
    return typeof ours === 'number' && typeof theirs === 'number' ? ours - theirs : null;
  };
/** Mean over the removals since the last point. */
const steps =
  (read: (step: CurveStep) => number): Read =>
  ({ run }, removed) =>
    removed === 0 ? null : meanOf(run.steps.slice(removed - measureEvery, removed).map(read));

/** Rows of a curve's table: name, digits, what it is. Accuracies in percent, their gaps in points. */
const rows: readonly (readonly [name: string, digits: number, read: Read])[] = [
  ['residual accuracy, %', 3, own((m) => 100 * m.residualAccuracy)],
  ['gradient norm before', 2, steps((s) => s.gradientNormBefore)],
  ['gradient norm after', 2, steps((s) => s.gradientNormAfter)],
  ['gap of residual accuracy', 3, gap((m) => 100 * m.residualAccuracy)],
  ['gap of residual loss', 5, gap((m) => m.residualLoss)],
  ['gap of validation accuracy', 3, gap((m) => 100 * m.validationAccuracy)],
  ['gap of validation loss', 5, gap((m) => m.validationLoss)],
  ['gap of forget accuracy', 2, gap((m) => m.forgetAccuracy && 100 * m.forgetAccuracy)],
  ['gap of forget loss', 4, gap((m) => m.forgetLoss)],
  ['distance to the original', 4, own((m) => m.distanceToOriginal)],
];

/** Rows of the table over all removals of a run. */
const totals: readonly (readonly [name: string, digits: number, read: (run: CurveRun) => number])[] = [
  ['gradient norm before', 3, (run) => meanOf(run.steps.map((s) => s.gradientNormBefore))],
  ['gradient norm after', 3, (run) => meanOf(run.steps.map((s) => s.gradientNormAfter))],
  [
    'after / before, geometric mean',
    4,
    (run) => Math.exp(meanOf(run.steps.map((s) => Math.log(s.gradientNormAfter / s.gradientNormBefore)))),
  ],
  ['sample loss before', 4, (run) => meanOf(run.steps.map((s) => s.lossBefore))],
  ['sample loss after', 4, (run) => meanOf(run.steps.map((s) => s.lossAfter))],
  ['slices', 1, (run) => meanOf(run.steps.map((s) => s.slices.length))],
  ['parameters', 0, (run) => meanOf(run.steps.map((s) => s.parameters))],
  ['step norm', 5, (run) => meanOf(run.steps.map((s) => s.stepNorm))],
  ['noise norm', 5, (run) => meanOf(run.steps.map((s) => s.noiseNorm ?? 0))],
  ['ms of a removal, unmeasured', 0, (run) => meanOf(run.steps.map((s) => s.ms))],
];

/** Prints the tables as Markdown. */
export async function main(options: CurveOptions): Promise<void> {
  const { out, backend, seeds, selections, noises, yardsticks } = options;
  const runsOf = (selection: string, noise: string) =>
    seeds.split(',').flatMap((seed) => {
      const run = readSaved<CurveRun>(out, runName(backend, selection, noise, seed));
      return run ? [{ run, retrained: readYardsticks(out, yardsticks, seed) }] : [];
    });
  for (const noise of noises.split(',')) {
    const groups = selections
      .split(',')
      .map((selection) => ({ selection, judged: runsOf(selection, noise) }));
    printCurves(noise, groups);
    const acting = groups.filter(({ judged }) => judged.some(({ run }) => run.steps.length > 0));
    printTotals(noise, acting);
    printPairs(noise, acting);
  }
  if (backend !== 'wasm') printAgreement(options);
}

function readYardsticks(out: string, backend: string, seed: string): Map<number, Metrics> {
  const yardsticks = new Map<number, Metrics>();
  for (const removed of counts) {
    const saved = readSaved<{ metrics: Metrics }>(out, retrainedName(backend, seed, removed));
    if (saved) yardsticks.set(removed, saved.metrics);
  }
  return yardsticks;
}

const counts = Array.from({ length: removals / measureEvery + 1 }, (_, i) => i * measureEvery);

/** Every quantity along the removals, the selections one under another. */
function printCurves(noise: string, groups: readonly Group[]): void {
  print(
    `**Noise ${noise}**`,
    ['', 'selection', ...counts.map(String)],
    rows.flatMap(([name, digits, read]) => {
      const lines = groups.map(({ selection, judged }) => [
        selection,
        ...counts.map((removed) =>
          summary(
            judged.map((one) => read(one, removed)),
            digits,
          ),
        ),
      ]);
      const known = lines.filter(([, ...cells]) => cells.some((cell) => cell !== ''));
      return known.map((line, i) => [i === 0 ? name : '', ...line]);
    }),
  );
}

function printTotals(noise: string, groups: readonly Group[]): void {
  print(
    `**Means over the ${removals} removals, noise ${noise}**`,
    ['', ...groups.map(({ selection }) => selection)],
    totals.map(([name, digits, read]) => [
      name,
      ...groups.map(({ judged }) =>
        summary(
          judged.map(({ run }) => read(run)),
          digits,
        ),
      ),
    ]),
  );
}

/** The first selection beside each other one, the same samples side by side. */
function printPairs(noise: string, [first, ...others]: readonly Group[]): void {
  for (const other of others) {
    const differences = first!.judged.flatMap(({ run }, i) => {
      const rival = other.judged[i]?.run;
      return rival
        ? run.steps.map((step, k) => step.gradientNormAfter - rival.steps[k]!.gradientNormAfter)
        : [];
    });
    const bySeed = first!.judged.flatMap(({ run }, i) => {
      const rival = other.judged[i]?.run;
      if (!rival) return [];
      const after = ({ steps }: CurveRun) => meanOf(steps.map((step) => step.gradientNormAfter));
      return [after(run) - after(rival)];
    });
    const larger = differences.filter((difference) => difference > 0).length;
    console.log(
      `Noise ${noise}: sample gradient norm after, ${first!.selection} minus ${other.selection}: ${summary(bySeed, 4)} over the seeds; larger for ${larger} of ${differences.length} removals.\n`,
    );
  }
}

/** How another backend's runs differ from those on WASM. */
function printAgreement({ out, backend, seeds, selections, noises }: CurveOptions): void {
  for (const noise of noises.split(',')) {
    for (const selection of selections.split(',')) {
      for (const seed of seeds.split(',')) {
        const here = readWhole(out, runName(backend, selection, noise, seed));
        const there = readWhole(out, runName('wasm', selection, noise, seed));
        if (here && there) console.log(`${selection}, noise ${noise}, seed ${seed}: ${compare(here, there)}`);
      }
    }
  }
}

function compare(here: Whole, there: Whole): string {
  const count = (same: (a: CurveStep, b: CurveStep) => boolean) =>
    here.run.steps.filter((step, k) => same(step, there.run.steps[k]!)).length;
  const slices = count((a, b) => String(a.slices) === String(b.slices));
  const weights = count((a, b) => a.digestAfter === b.digestAfter);
  const apart = norm(subtract(here.parameters, there.parameters));
  const accuracies = here.run.points.map(
    ({ metrics }, i) => metrics.residualAccuracy - there.run.points[i]!.metrics.residualAccuracy,
  );
  const most = Math.max(...accuracies.map(Math.abs));
  return `the same slices in ${slices} of ${here.run.steps.length} removals, the same weights bit for bit after ${weights}; at the end ${apart.toPrecision(3)} apart; residual accuracy differs by at most ${(100 * most).toFixed(3)} points; ${here.run.device}`;
}

interface Whole {
  readonly run: CurveRun;
  readonly parameters: Float32Array;
}

function readWhole(out: string, name: string): Whole | null {
  const run = readSaved<CurveRun>(out, name);
  if (!run) return null;
  return { run, parameters: new Float32Array(new Uint8Array(readFileSync(join(out, `${name}.bin`))).buffer) };
}

function print(title: string, header: readonly string[], lines: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = `|${header.map(() => '---').join('|')}|`;
  console.log([title, '', line(header), rule, ...lines.map(line), ''].join('\n'));
}

function summary(values: readonly (number | null | undefined)[], digits: number): string {
  const known = values.filter((value): value is number => Number.isFinite(value));
  if (known.length === 0) return '';
  const mean = meanOf(known);
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : 0;
  return `${mean.toFixed(digits)} (${deviation.toFixed(digits)})`;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
