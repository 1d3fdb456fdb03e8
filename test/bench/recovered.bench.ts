/**
 * How much of what retraining does each step does, and what it costs: two-layer net, built-in digits, ten samples of different losses, five seeds of the training.
 * For each seed the original is trained and retrained in its own order without each sample; beside that stand every selection with every curvature, and rewinding.
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
import { rewound } from '../../src/engine/yardstick/rewindLine';
import { largestDenseBlock } from '../../src/math/removal/newtonStep';
import { evaluateSet } from '../../src/model/evaluation';
import { createNetwork } from '../../src/model/network';
import { blockIndices, gather } from '../../src/model/slices';
import { train } from '../../src/model/training';
import { stagesOf } from '../../src/model/trainingRequest';
import { addRows, type RecoveredRow, readRows, tellSummary } from './recoveredTable';
import type { BenchReport } from './report';

const file = process.env.LETHE_TABLE ?? 'docs/tables/recovered.csv';
const seeds = (process.env.LETHE_SEEDS ?? '1,2,3,4,5').split(',').map(Number);
/** Where the samples stand among all, by the loss that the shipped model has on them. */
const quantiles = [0.98, 0.9, 0.997, 0.8, 0.96, 0.93, 0.99, 0.85, 0.7, 0.5];
const sampleCount = Number(process.env.LETHE_SAMPLES ?? quantiles.length);
/** Epochs that are run again; all of them are the yardstick itself. */
const rewindEpochs = [1, 3, 8];
/** Parameters of the largest block that the steps by a matrix are made on: the lab's own limit, and with one by differences what takes seconds. */
const largestMatrix: Partial<Record<CurvatureId, number>> = { block: largestDenseBlock, 'block-fd': 400 };

export default async function recovered(report: BenchReport): Promise<void> {
  const opened = new Map<number, Opened>();
  for (let place = 0; place < sampleCount; place++) {
    for (const seed of seeds) {
      const one = opened.get(seed) ?? (await openSeed(seed));
      opened.set(seed, one);
      const sample = one.samples[place]!;
      const planned = missingSteps(readRows(file), seed, sample);
      if (planned.length > 0) addRows(file, await measureSample(one, seed, sample, planned));
    }
  }
  for (const { session } of opened.values()) session.network.dispose();
  tellSummary(report, readRows(file));
}

/** The original of a seed, the samples, which are the same for all, and its model without a sample of no influence. */
interface Opened {
  readonly session: Session;
  readonly samples: readonly number[];
  readonly floorParameters: Float32Array;
}

async function openSeed(seed: number): Promise<Opened> {
  const dataset = await loadData(['digits'], { seed: 1 });
  const compute = await openNodeCompute('wasm');
  const { architecture, trained } = await loadShippedWeights(dataset, 'mnist-2nn');
  const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
  network.setParameters(trained.weights.parameters);
  const { losses } = await evaluateSet(network, dataset, dataset.training);
  const ordered = [...losses.keys()].sort((a, b) => losses[a]! - losses[b]!);
  const { ended: _, ...training } = { ...stagesOf(trained.card)![0]!, seed };
  const original = await train(network, dataset, training);
  const session = await openSession(compute, dataset, network, original, training, {}, createStates(0));
  const floor = await retrain(session, await floorPlan(session, []));
  return {
    session,
    samples: quantiles.map((quantile) => ordered[Math.floor(quantile * ordered.length)]!),
    floorParameters: floor.parameters,
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

/** The steps of a pair that the table does not have yet. */
async function measureSample(
  { session, floorParameters }: Opened,
  seed: number,
  sample: number,
  planned: readonly PlannedStep[],
): Promise<RecoveredRow[]> {
  const { parameters, retrainingMs } = await retrain(session, { removed: [sample], order: 'coupled' });
  const original = await measure(session, session.parameters, sample);
  const retrained = await measure(session, parameters, sample);
  const floor = await measure(session, floorParameters, sample);
  const rows: RecoveredRow[] = [];
  for await (const { step, made } of makeSteps(session, sample, planned)) {
    const unlearned = await measure(session, made.after ?? session.parameters, sample);
    const { loss, margin, validation, weights } = measureRecovered(
      { original, unlearned, retrained, floor },
      [sample],
    );
    const isMade = made.after !== null;
    rows.push({
      seed,
      sample,
      ...step,
      parameters: made.count,
      lossBefore: original.evaluation.training.losses[sample]!,
      lossMade: isMade ? loss.made : Number.NaN,
      lossRetrained: loss.retrained,
      lossFloor: loss.floor,
      marginMade: isMade ? margin.made : Number.NaN,
      marginRetrained: margin.retrained,
      marginFloor: margin.floor,
      validation: validation.loss ?? Number.NaN,
      cosine: weights.cosine ?? Number.NaN,
      distanceLeft: isMade ? (weights.distanceLeft ?? Number.NaN) : Number.NaN,
      searchMs: made.searchMs,
      stepMs: made.ms,
      retrainingMs,
    });
  }
  return rows;
}

type PlannedStep = Pick<RecoveredRow, 'method' | 'selection' | 'curvature' | 'epochs'>;

/** Every step that is tried on a sample. */
const plannedSteps: readonly PlannedStep[] = [
  ...rewindEpochs.map((epochs) => ({ method: 'rewind', selection: '', curvature: '', epochs })),
  ...selectionIds.flatMap((selection) =>
    curvatureIds.map((curvature) => ({ method: 'algorithm1', selection, curvature, epochs: 0 })),
  ),
];

/** The steps that the table lacks for a sample of a seed. */
function missingSteps(rows: readonly RecoveredRow[], seed: number, sample: number): PlannedStep[] {
  const nameOf = ({ selection, curvature, epochs }: PlannedStep) => `${selection} ${curvature} ${epochs}`;
  const known = new Set(rows.filter((row) => row.seed === seed && row.sample === sample).map(nameOf));
  return plannedSteps.filter((step) => !known.has(nameOf(step)));
}

interface MadeStep {
  /** The weights afterwards; null where no step is made, as its matrix would be too large. */
  readonly after: Float32Array | null;
  /** Parameters that it may change. */
  readonly count: number;
  readonly searchMs: number;
  readonly ms: number;
}

/** Makes the steps on a sample, each from the original. */
async function* makeSteps(
  session: Session,
  sample: number,
  planned: readonly PlannedStep[],
): AsyncGenerator<{ readonly step: PlannedStep; readonly made: MadeStep }> {
  const searched = {
    lfoci: await search(session, sample, 'lfoci'),
    cheap: await search(session, sample, 'cheap'),
  };
  for (const step of planned) {
    if (step.method === 'rewind') {
      const { parameters: after, ms } = await rewound(session, [sample], step.epochs);
      yield { step, made: { after, count: after.length, searchMs: 0, ms } };
    } else {
      const { selection, curvature } = step as { selection: SelectionId; curvature: CurvatureId };
      const { blanket, ms } = searched[selection === 'cheap' ? 'cheap' : 'lfoci'];
      const made = await stepOf(session, requestOf(sample, selection, curvature), blanket);
      const isOwn = selection === 'lfoci' || selection === 'cheap';
      yield { step, made: { ...made, searchMs: isOwn ? ms : 0 } };
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

/** One step, without its search. */
async function stepOf(
  session: Session,
  request: RemovalRequest,
  blanket: Blanket,
): Promise<Omit<MadeStep, 'searchMs'>> {
  const { layers } = session.network;
  const group = findForgetGroup(session, request);
  const before = await evaluateGroup(session, group, session.parameters);
  const labels = group.inputs.map(({ label }) => label);
  const { slices } = selectSlices({ layers, blanket, gradient: before.gradient, labels }, request);
  const block = blockIndices(layers, slices);
  const isTooLarge = block.length > (largestMatrix[request.curvature] ?? Number.POSITIVE_INFINITY);
  if (block.length === 0 || isTooLarge) return { after: null, count: block.length, ms: 0 };
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
