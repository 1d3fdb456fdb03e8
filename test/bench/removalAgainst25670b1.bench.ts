/**
 * Removals as commit 25670b1 made them and as they are made now, in one run, taking turns, on the same data and weights: 10,000 training and 1,000 held-out images (MNIST
 * where LETHE_DATA names a folder with mnist/, else the built-in digits, of which 4,000 come twice), the weights that ship, m = 1000 copies, every metric. Both with the settings of
 * that time, in Node on WASM, in Chromium on WASM (now with threads), and in Node on WebGPU (SwiftShader where there is no other adapter). Of each model one sample of which
 * L-FOCI selects output units alone and one of which it selects others too; before each that counts another of its kind is removed and taken back, or what the layers made of the
 * images under the very weights that come would be known from the round before. LETHE_PLACES=node,page,webgpu and LETHE_ROUNDS=5 choose.
 */
import { createRequire } from 'node:module';
import type { Dataset } from '../../src/data/dataset';
import { openWasmCompute } from '../../src/model/compute';
import { checkOut, here } from './against/checkOut';
import type { Removed, Task } from './against/removals';
import { launchChromium, openNodeSide, openPageSide, type Side } from './against/sides';
import { heldOutCount, loadRemovalData, trainingCount } from './removalData';
import type { BenchReport } from './report';

const wasmPath = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
);
const commit = '25670b1';
const models = ['mnist-2nn', 'mnist-cnn'];
/** Samples that are looked at for one of which other slices than output units are selected. */
const mostLooks = 60;
const places = (process.env.LETHE_PLACES ?? 'node,page,webgpu').split(',');
const rounds = Number(process.env.LETHE_ROUNDS ?? 5);

/** How many times faster the issue wants it. */
const bars: Readonly<
  Record<string, { readonly output: Readonly<Record<string, number>>; readonly other: number }>
> = {
  node: { output: { 'mnist-2nn': 1.5, 'mnist-cnn': 1.3 }, other: 1.2 },
  page: { output: { 'mnist-2nn': 2, 'mnist-cnn': 2 }, other: 1.2 },
  webgpu: { output: { 'mnist-2nn': 1.7, 'mnist-cnn': 1.7 }, other: 1.7 },
};

interface Case {
  readonly model: string;
  readonly sample: number;
  /** Another of its kind. */
  readonly other: number;
  readonly isOutputAlone: boolean;
}

export default async function bench(report: BenchReport): Promise<void> {
  const root = checkOut(commit);
  await openWasmCompute(wasmPath);
  const { dataset: loaded, weights } = await loadRemovalData();
  const dataset = asPlain(loaded);
  report.note(
    `${dataset.name}, n = ${trainingCount} + ${heldOutCount}, m = 1000; least of ${rounds}, taking turns`,
  );
  const tasks = new Map<string, Omit<Task, 'version' | 'backend'>>();
  for (const model of models) {
    tasks.set(model, { model, dataset, trained: await weights(model) });
  }
  const cases = await findCases(tasks);
  const browser = places.includes('page') ? await launchChromium() : undefined;
  const openers: Readonly<Record<string, () => Promise<[Side, Side]>>> = {
    node: () => Promise.all([openNodeSide(root), openNodeSide(here)]),
    page: () =>
      Promise.all([openPageSide(browser!, root, commit, false), openPageSide(browser!, here, 'now', true)]),
    webgpu: () => Promise.all([openNodeSide(root), openNodeSide(here)]),
  };
  for (const place of places) {
    for (const model of models) {
      const sides = await openers[place]!();
      const backend = place === 'webgpu' ? 'webgpu' : 'wasm';
      const task = { ...tasks.get(model)!, backend } as const;
      await sides[0].open({ ...task, version: 'before' });
      await sides[1].open({ ...task, version: 'now' });
      for (const one of cases.filter((each) => each.model === model)) {
        report.row(rowOf(place, one, await takeTurns(sides, one)));
      }
      await Promise.all(sides.map((side) => side.close()));
    }
  }
  await browser?.close();
}

/** What both versions know of a data set, and what can be sent to them. */
function asPlain(dataset: Dataset): Dataset {
  const { id, name, origin, licence, citation, shape, classNames, normalisation, digest } = dataset;
  // What was read from a file may be a view of a Buffer, which JSON writes in its own way.
  const plainSet = ({ count, images, labels }: Dataset['training']) => ({
    count,
    images: new Uint8Array(images),
    labels: new Uint8Array(labels),
  });
  const [training, validation] = [plainSet(dataset.training), plainSet(dataset.validation)];
  return {
    id,
    name,
    origin,
    licence,
    citation,
    shape,
    classNames,
    normalisation,
    digest,
    training,
    validation,
  };
}

/** For each model the first two samples of each kind. */
async function findCases(tasks: ReadonlyMap<string, Omit<Task, 'version' | 'backend'>>): Promise<Case[]> {
  const cases: Case[] = [];
  for (const [model, task] of tasks) {
    const side = await openNodeSide(here);
    await side.open({ ...task, version: 'now', backend: 'wasm' });
    const found = new Map<boolean, number[]>([
      [true, []],
      [false, []],
    ]);
    const isEnough = () => [...found.values()].every(({ length }) => length >= 2);
    for (let sample = 0; sample < mostLooks && !isEnough(); sample++) {
      found.get((await side.remove(sample)).isOutputAlone)!.push(sample);
    }
    await side.close();
    for (const [isOutputAlone, [sample, other]] of found) {
      if (sample !== undefined) cases.push({ model, sample, other: other ?? sample, isOutputAlone });
    }
  }
  return cases;
}

/** The quickest removal of each, after one that is not counted. */
async function takeTurns(sides: readonly Side[], { sample, other }: Case): Promise<Removed[]> {
  const best: Removed[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const [k, side] of sides.entries()) {
      await side.remove(other);
      const removed = await side.remove(sample);
      if (round === 1 || (round > 1 && removed.ms < best[k]!.ms)) best[k] = removed;
    }
  }
  return best;
}

function rowOf(place: string, { model, sample, isOutputAlone }: Case, [before, now]: Removed[]) {
  const { output, other } = bars[place]!;
  return {
    place,
    model,
    sample,
    selected: isOutputAlone ? 'output units' : 'others too',
    [`${commit} ms`]: before!.ms,
    'now ms': now!.ms,
    ratio: before!.ms / now!.ms,
    bar: isOutputAlone ? output[model]! : other,
    'same weights': before!.digest === now!.digest ? 'yes' : 'no',
    'select before, now': `${before!.phases.select!.toFixed(0)}, ${now!.phases.select!.toFixed(0)}`,
    'evaluate before, now': `${before!.phases.evaluate!.toFixed(0)}, ${now!.phases.evaluate!.toFixed(0)}`,
  };
}
