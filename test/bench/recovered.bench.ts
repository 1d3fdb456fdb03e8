/**
 * How much of what retraining does each step does, and what it costs: two-layer net, built-in digits, ten samples of different losses, five seeds of the training.
 * For each seed the original is trained and retrained in its own order without each sample; beside that stand every selection, L-FOCI with every curvature, and rewinding.
 * docs/experiments.md has the means, docs/tables/recovered.csv the numbers: what it has is not measured again. npm run bench -- recovered
 *   LETHE_SEEDS=1,2  only these seeds     LETHE_SAMPLES=2  only so many samples of each     LETHE_TABLE=FILE  another file
 */

import { loadData } from '../../src/cli/loadData';
import { loadShippedWeights } from '../../src/cli/loadWeights';
import { openNodeCompute } from '../../src/cli/nodeCompute';
import { takeSamples } from '../../src/data/takeSamples';
import { type Blanket, searchBlanket } from '../../src/engine/blanket';
import { type CurvatureId, curvatureIds, type SelectionId, selectionIds } from '../../src/engine/choices';
import { poseProblem } from '../../src/engine/curvatures/curvature';
import { curvatureOf } from '../../src/engine/curvatures/index.ts';
import { evaluateGroup, findForgetGroup } from '../../src/engine/forgetSet';
import { createStates } from '../../src/engine/history';
import { defaultSettings } from '../../src/engine/parameters';
import { perturb } from '../../src/engine/perturb';
import type { RemovalRequest } from '../../src/engine/request';
import { selectSlices } from '../../src/engine/selectSlices';
import { openSession, type Session } from '../../src/engine/session';
import { floorPlan } from '../../src/engine/yardstick/coupledFloor';
import { type MeasuredModel, measureRecovered } from '../../src/engine/yardstick/recovered';
import { retrain } from '../../src/engine/yardstick/retrain';
import { evaluateSet } from '../../src/model/evaluation';
import { createNetwork } from '../../src/model/network';
import { blockIndices, gather } from '../../src/model/slices';
import { train } from '../../src/model/training';
import { stagesOf } from '../../src/model/trainingRequest';
import { addRows, type RecoveredRow, readRows, tellSummary } from './recoveredTable';
import type { BenchReport } from './report';
import { rewound } from './rewound';

const file = process.env.LETHE_TABLE ?? 'docs/tables/recovered.csv';
const seeds = (process.env.LETHE_SEEDS ?? '1,2,3,4,5').split(',').map(Number);
/** Where the samples stand among all, by the loss that the shipped model has on them. */
const quantiles = [0.98, 0.9, 0.997, 0.8, 0.96, 0.93, 0.99, 0.85, 0.7, 0.5];
const sampleCount = Number(process.env.LETHE_SAMPLES ?? quantiles.length);
/** Epochs that are run again; all of them are the yardstick itself. */
const rewindEpochs = [1, 3, 8];
/** Every selection is tried with these, L-FOCI with all but `block-fd`, which takes a minute for one slice, and says what `block` says. */
const curvaturesOfAll: readonly CurvatureId[] = ['secant', 'secant-cut'];
const curvaturesOf = (selection: SelectionId) =>
  selection === 'lfoci' ? curvatureIds.filter((id) => id !== 'block-fd') : curvaturesOfAll;
/** Parameters of the largest block whose matrix is made: it takes seconds. */
const largestMatrix = 1500;

export default async function recovered(report: BenchReport): Promise<void> {
  for (const seed of seeds) {
    const known = new Set(readRows(file).flatMap((row) => (row.seed === seed ? [row.sample] : [])));
    if (known.size >= sampleCount) continue;
    const { session, samples } = await openSeed(seed);
    report.note(`seed ${seed}: samples ${samples.join(', ')}`);
    const floor = await retrain(session, await floorPlan(session, []));
    for (const sample of samples.slice(0, sampleCount).filter((one) => !known.has(one))) {
      addRows(file, await measureSample(session, seed, sample, floor.parameters));
    }
    session.network.dispose();
  }
  tellSummary(report, readRows(file));
}

/** The original of a seed, and the samples, which are the same for all. */
async function openSeed(seed: number): Promise<{ session: Session; samples: number[] }> {
  const dataset = await loadData(['digits'], { seed: 1 });
  const compute = await openNodeCompute('wasm');
  const { architecture, trained } = await loadShippedWeights(dataset, 'mnist-2nn');
  const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
  network.setParameters(trained.weights.parameters);
  const { losses } = await evaluateSet(network, dataset, dataset.training);
  const ordered = [...losses.keys()].sort((a, b) => losses[a]! - losses[b]!);
  const { ended: _, ...training } = { ...stagesOf(trained.card)![0]!, seed };
  const original = await train(network, dataset, training);
  return {
    session: await openSession(compute, dataset, network, original, training, {}, createStates(0)),
    samples: quantiles.map((quantile) => ordered[Math.floor(quantile * ordered.length)]!),
  };
}

/** A model's losses where the numbers look: on the sample, and on the validation images. */
async function measure(session: Session, parameters: Float32Array, sample: number): Promise<MeasuredModel> {
  const { network, dataset } = session;
  network.setParameters(parameters);
  const { losses } = await evaluateSet(network, dataset, takeSamples(dataset, [sample]));
  const validation = await evaluateSet(network, dataset, dataset.validation);
  const training = { losses: { length: dataset.training.count, [sample]: losses[0]! } };
  return { parameters, evaluation: { training, validation } };
}

async function measureSample(
  session: Session,
  seed: number,
  sample: number,
  floorParameters: Float32Array,
): Promise<RecoveredRow[]> {
  const { parameters, retrainingMs } = await retrain(session, { removed: [sample], order: 'coupled' });
  const original = await measure(session, session.parameters, sample);
  const retrained = await measure(session, parameters, sample);
  const floor = await measure(session, floorParameters, sample);
  const rows: RecoveredRow[] = [];
  for await (const { parameters, about } of steps(session, sample)) {
    const unlearned = await measure(session, parameters, sample);
    const { loss, margin, validation, weights } = measureRecovered(
      { original, unlearned, retrained, floor },
      [sample],
    );
    rows.push({
      seed,
      sample,
      ...about,
      lossBefore: original.evaluation.training.losses[sample]!,
      lossMade: loss.made,
      lossRetrained: loss.retrained,
      lossFloor: loss.floor,
      marginMade: margin.made,
      marginRetrained: margin.retrained,
      marginFloor: margin.floor,
      validation: validation.loss ?? Number.NaN,
      cosine: weights.cosine ?? Number.NaN,
      distanceLeft: weights.distanceLeft ?? Number.NaN,
      retrainingMs,
    });
  }
  return rows;
}

interface Step {
  readonly parameters: Float32Array;
  readonly about: Pick<
    RecoveredRow,
    'method' | 'selection' | 'curvature' | 'epochs' | 'parameters' | 'searchMs' | 'stepMs'
  >;
}

/** Every step on a sample, each from the original. */
async function* steps(session: Session, sample: number): AsyncGenerator<Step> {
  for (const epochs of rewindEpochs) {
    const { parameters, ms } = await rewound(session, [sample], epochs);
    const about = { method: 'rewind', selection: '', curvature: '', epochs, searchMs: 0, stepMs: ms };
    yield { parameters, about: { ...about, parameters: parameters.length } };
  }
  const searched = {
    lfoci: await search(session, sample, 'lfoci'),
    cheap: await search(session, sample, 'cheap'),
  };
  for (const selection of selectionIds) {
    for (const curvature of curvaturesOf(selection)) {
      const { blanket, ms } = searched[selection === 'cheap' ? 'cheap' : 'lfoci'];
      const made = await stepOf(session, requestOf(sample, selection, curvature), blanket);
      if (made === null) continue;
      const isOwn = selection === 'lfoci' || selection === 'cheap';
      const about = { method: 'algorithm1', selection, curvature, epochs: 0, searchMs: isOwn ? ms : 0 };
      yield { parameters: made.after, about: { ...about, parameters: made.count, stepMs: made.ms } };
    }
  }
}

const requestOf = (sample: number, selection: SelectionId, curvature: CurvatureId): RemovalRequest => ({
  ...defaultSettings,
  selection,
  curvature,
  samples: [sample],
  guard: null,
});

async function search(session: Session, sample: number, selection: SelectionId) {
  const { compute, network, parameters } = session;
  const request = requestOf(sample, selection, 'secant');
  const { inputs } = findForgetGroup(session, request);
  const began = performance.now();
  network.setParameters(parameters);
  const perturbation = await perturb(compute, network, inputs, request);
  const blanket = await searchBlanket(compute, perturbation, request, {});
  return { blanket, ms: performance.now() - began };
}

/** One step; null where its matrix would be too large, or it changes nothing. */
async function stepOf(session: Session, request: RemovalRequest, blanket: Blanket) {
  const { layers } = session.network;
  const group = findForgetGroup(session, request);
  const before = await evaluateGroup(session, group, session.parameters);
  const labels = group.inputs.map(({ label }) => label);
  const { slices } = selectSlices({ layers, blanket, gradient: before.gradient, labels }, request);
  const block = blockIndices(layers, slices);
  const isTooLarge = request.curvature === 'block' && block.length > largestMatrix;
  if (block.length === 0 || isTooLarge) return null;
  const gradient = gather(before.gradient, block);
  const flatGradient = before.gradient;
  const problem = poseProblem({ session, request, group, slices, block, flatGradient, gradient });
  const began = performance.now();
  const { step } = await curvatureOf(request.curvature)(problem, {});
  const ms = performance.now() - began;
  const after = session.parameters.slice();
  block.forEach((index, i) => {
    after[index] = after[index]! + step[i]!;
  });
  return { after, count: block.length, ms };
}
