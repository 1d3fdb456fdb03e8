/** The runs of removalCurve.ts: two-layer net, 10,000 MNIST images, 100 removals of one sample each. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadData } from '../../src/cli/loadData';
import { loadShippedWeights } from '../../src/cli/loadWeights';
import { openNodeCompute } from '../../src/cli/nodeCompute';
import { type PlannedRemoval, planRemovals } from '../../src/cli/unlearn/planRemovals';
import { digestOf } from '../../src/engine/digest';
import { evaluateGroup, findForgetGroup } from '../../src/engine/forgetSet';
import { runMethod } from '../../src/engine/methods/index.ts';
import { measureModel } from '../../src/engine/metrics/measureModel';
import { defaultSettings } from '../../src/engine/parameters';
import { startPhases } from '../../src/engine/phases';
import type { Metrics, RemovalReport } from '../../src/engine/report';
import type { RemovalRequest, RemovalSettings } from '../../src/engine/request';
import { openSession, recordRemoval, removedSamples, type Session } from '../../src/engine/session';
import { retrain } from '../../src/engine/yardstick/retrain';
import { createNetwork } from '../../src/model/network';
import { prepareNetwork } from '../../src/model/prepareNetwork';

export const removals = 100;
export const measureEvery = 10;
export const privacy = { epsilon: 0.1, delta: 0.01 };

/** One removal, as the tables need it. */
export interface CurveStep {
  readonly sample: number;
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly gradientNormBefore: number;
  readonly gradientNormAfter: number;
  readonly slices: readonly number[];
  readonly parameters: number;
  readonly stepNorm: number;
  readonly noiseNorm: number | null;
  readonly digestAfter: string;
  readonly ms: number;
}

/** The model after so many removals. */
export interface CurvePoint {
  readonly removed: number;
  readonly metrics: Metrics;
}

export interface CurveRun {
  readonly device: string;
  /** null: nothing was removed. */
  readonly settings: RemovalSettings | null;
  readonly steps: readonly CurveStep[];
  readonly points: readonly CurvePoint[];
}

export interface CurveOptions {
  readonly out: string;
  readonly backend: string;
  readonly seeds: string;
  readonly selections: string;
  readonly noises: string;
  readonly retraining: string;
  /** The backend whose retrained models the gaps go by. */
  readonly yardsticks: string;
}

export const runName = (backend: string, selection: string, noise: string, seed: string) =>
  `${backend}-${selection}-${noise}-${seed}`;
/** With nothing removed there is one model for all seeds. */
export const retrainedName = (backend: string, seed: string, removed: number) =>
  `${backend}-retrained-${removed === 0 ? 'all' : seed}-${removed}`;

/** A run of the tool: what is not in the folder yet. */
export async function main({ out, backend, ...options }: CurveOptions): Promise<void> {
  mkdirSync(out, { recursive: true });
  const dataset = await loadData(['mnist'], { seed: 1, trainingLimit: 10_000 });
  const compute = await openNodeCompute(backend);
  const {
    architecture,
    trained: { weights: trained, card },
  } = await loadShippedWeights(dataset, 'mnist-2nn');
  const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
  await prepareNetwork(compute, network.graph);
  const open = () => openSession(compute, dataset, network, trained, card);
  const plan = { order: 'random', removals, batchSize: 1, samples: [], label: null } as const;
  for (const seed of options.seeds.split(',')) {
    const planned = planRemovals(dataset.training, plan, { seed: Number(seed), drawSeed: null });
    for (const noise of options.noises.split(',')) {
      for (const selection of options.selections.split(',')) {
        const name = runName(backend, selection, noise, seed);
        if (readSaved(out, name)) continue;
        const session = await open();
        const run =
          selection === 'none'
            ? await removeNothing(session, planned)
            : await removeAll(session, planned, settingsOf(selection, noise));
        save(out, `${name}.bin`, new Uint8Array(session.parameters.slice().buffer));
        save(out, `${name}.json`, JSON.stringify(run));
      }
    }
    if (options.retraining === 'on') await retrainAll(await open(), planned, out, seed);
  }
  network.dispose();
}

/** The step as published, which the tables are of, with every removal accepted, so that all runs of a seed lose the same samples. */
function settingsOf(selection: string, noise: string): RemovalSettings {
  return {
    ...defaultSettings,
    curvature: 'secant-cut',
    weightDecay: 'none',
    batch: 'mean',
    selection: selection as RemovalSettings['selection'],
    noise: noise === 'on' ? privacy : null,
    guard: null,
  };
}

/** The original model, measured as if the samples were gone: what a gap to retraining is without any unlearning. */
async function removeNothing(session: Session, planned: readonly PlannedRemoval[]): Promise<CurveRun> {
  const points: CurvePoint[] = [];
  for (let removed = 0; removed <= removals; removed += measureEvery) {
    const gone = planned.slice(0, removed).flatMap(({ samples }) => samples);
    const { metrics } = await measureModel(session, session.parameters, gone);
    points.push({ removed, metrics });
  }
  return { device: session.compute.device, settings: null, steps: [], points };
}

async function removeAll(
  session: Session,
  planned: readonly PlannedRemoval[],
  settings: RemovalSettings,
): Promise<CurveRun> {
  const steps: CurveStep[] = [];
  const points: CurvePoint[] = [{ removed: 0, metrics: session.evaluation.metrics }];
  for (const one of planned) {
    steps.push(await removeOne(session, { ...settings, ...one }));
    if (steps.length % measureEvery !== 0) continue;
    const gone = removedSamples(session);
    const { metrics } = await measureModel(session, session.parameters, gone);
    points.push({ removed: gone.length, metrics });
  }
  return { device: session.compute.device, settings, steps, points };
}

/**
 * The removal of engine/unlearn.ts without its measuring of the whole data set, which would be nine tenths of the time: the weights are
 * the same, bit for bit.
 */
async function removeOne(session: Session, request: RemovalRequest): Promise<CurveStep> {
  const start = performance.now();
  const group = findForgetGroup(session, request);
  const before = await evaluateGroup(session, group, session.parameters);
  const { runPhase, runApart } = startPhases({});
  const job = {};
  const result = await runMethod(request.method, {
    ...{ session, request, group, before, job, runPhase, runApart },
  });
  const after = await evaluateGroup(session, group, result.parameters);
  const digestAfter = digestOf(result.parameters);
  const id = session.removals.length + 1;
  // What the history asks of a report.
  const report = { id, parent: session.current, accepted: true, request, digestAfter } as RemovalReport;
  recordRemoval(session, report, result.parameters, session.evaluation);
  const selected = result.selection?.selected ?? [];
  return {
    sample: request.samples[0]!,
    lossBefore: before.each[0]!.loss,
    lossAfter: after.each[0]!.loss,
    gradientNormBefore: before.each[0]!.gradientNorm,
    gradientNormAfter: after.each[0]!.gradientNorm,
    slices: selected.map(({ slice }) => slice),
    parameters: selected.reduce((sum, { parameters }) => sum + parameters, 0),
    stepNorm: result.update.stepNorm,
    noiseNorm: result.update.noise?.norm ?? null,
    digestAfter,
    ms: performance.now() - start,
  };
}

/** The yardsticks of a seed: they depend on the removed samples alone, so all runs of the seed share them. */
async function retrainAll(
  session: Session,
  planned: readonly PlannedRemoval[],
  out: string,
  seed: string,
): Promise<void> {
  for (let removed = 0; removed <= removals; removed += measureEvery) {
    const name = retrainedName(session.compute.backend, seed, removed);
    if (readSaved(out, name)) continue;
    const gone = planned.slice(0, removed).flatMap(({ samples }) => samples);
    const { parameters, retrainingMs } = await retrain(session, { removed: gone, order: 'independent' });
    const { metrics } = await measureModel(session, parameters, gone);
    save(out, `${name}.json`, JSON.stringify({ metrics, retrainingMs }));
  }
}

/** Writes a file at one stroke: a run that is cut off leaves none. */
function save(out: string, name: string, content: string | Uint8Array): void {
  const path = join(out, name);
  writeFileSync(`${path}.next`, content);
  renameSync(`${path}.next`, path);
  console.log(`${new Date().toISOString()} ${name}`);
}

export function readSaved<T>(out: string, name: string): T | null {
  try {
    return JSON.parse(readFileSync(join(out, `${name}.json`), 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
