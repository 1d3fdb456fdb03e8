/**
 * What L-FOCI's choice of slices is worth beside simpler ones: two-layer net, built-in digits, 150 training samples with a loss above 0.05, each removed alone from
 * the original model. The rise of the samples' mean gradient norm, and the means of loss, parameters and step. Selections take their number from one and the
 * same blanket. docs/experiments.md has the table. npm run bench -- controls
 */

import { loadData } from '../../src/cli/loadData';
import { loadShippedWeights } from '../../src/cli/loadWeights';
import { openNodeCompute } from '../../src/cli/nodeCompute';
import { type Blanket, searchBlanket } from '../../src/engine/blanket';
import type { CurvatureId, SelectionId } from '../../src/engine/choices';
import { poseProblem } from '../../src/engine/curvatures/curvature';
import { curvatureOf } from '../../src/engine/curvatures/index.ts';
import {
  evaluateGroup,
  type ForgetGroup,
  findForgetGroup,
  type GroupEvaluation,
} from '../../src/engine/forgetSet';
import { defaultSettings } from '../../src/engine/parameters';
import { perturb } from '../../src/engine/perturb';
import type { RemovalRequest } from '../../src/engine/request';
import { selectSlices } from '../../src/engine/selectSlices';
import { openSession, type Session } from '../../src/engine/session';
import { norm } from '../../src/math/linear/vector';
import { classesIn } from '../../src/math/network/outputLoss';
import { createRandom } from '../../src/math/random/random';
import { createNetwork } from '../../src/model/network';
import { blockIndices, gather } from '../../src/model/slices';
import type { BenchReport } from './report';

const sampleCount = 150;
const smallestLoss = 0.05;
const selections = [
  'random',
  'random-layer',
  'random-label',
  'saliency',
  'saliency-slices',
  'lfoci',
] as const satisfies readonly SelectionId[];
const curvatures = ['secant-cut', 'secant'] as const satisfies readonly CurvatureId[];

/** The step: with the exact secant measured on 1,024 samples, and no decay. */
const step = { hessianSamples: 1024, weightDecay: 'none', damping: 0.1 } as const;

/** One sample with all that the selections go by. */
interface Case {
  readonly request: RemovalRequest;
  readonly group: ForgetGroup;
  readonly before: GroupEvaluation;
  readonly blanket: Blanket;
}

interface Outcome {
  readonly gradientNorm: number;
  readonly loss: number;
  readonly parameters: number;
  readonly step: number;
}

export default async function controls(report: BenchReport): Promise<void> {
  const session = await openDigits();
  const cases = await findCases(session);
  const { layers } = session.network;
  const output = layers.at(-1)!;
  const withLabel = cases.filter(({ group, blanket }) =>
    blanket.slices.includes(output.firstSlice + classesIn(group.inputs[0]!.label)[0]!),
  ).length;
  const slices = cases.flatMap(({ blanket }) => blanket.slices);
  const share = slices.filter((slice) => slice >= output.firstSlice).length / slices.length;
  report.note(
    `${cases.length} samples; of L-FOCI's slices ${(100 * share).toFixed(0)}% are output units, and ${withLabel} blankets hold the label's own`,
  );
  for (const curvature of curvatures) {
    report.note(curvature);
    const before = meanOf(cases.map((one) => one.before.each[0]!.gradientNorm));
    const outcomes = new Map<SelectionId, Outcome[]>();
    for (const selection of selections) {
      const made: Outcome[] = [];
      for (const one of cases) made.push(await removeOne(session, one, { selection, curvature }));
      outcomes.set(selection, made);
    }
    const ofFoci = outcomes.get('lfoci')!;
    for (const [selection, made] of outcomes) {
      const larger = made.filter(({ gradientNorm }, i) => gradientNorm > ofFoci[i]!.gradientNorm).length;
      report.row({
        curvature,
        selection,
        'rise, %': 100 * (meanOf(made.map(({ gradientNorm }) => gradientNorm)) / before - 1),
        'above L-FOCI': `${larger} of ${made.length}`,
        loss: meanOf(made.map(({ loss }) => loss)),
        parameters: Math.round(meanOf(made.map(({ parameters }) => parameters))),
        step: meanOf(made.map(({ step }) => step)),
      });
    }
  }
}

async function openDigits(): Promise<Session> {
  const dataset = await loadData(['digits'], { seed: 1 });
  const compute = await openNodeCompute('wasm');
  const { architecture, trained } = await loadShippedWeights(dataset, 'mnist-2nn');
  const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
  return openSession(compute, dataset, network, trained.weights, trained.card);
}

async function findCases(session: Session): Promise<Case[]> {
  const { losses } = session.evaluation.training;
  const random = createRandom(7, 'samples');
  const pool = [...losses.keys()].filter((i) => losses[i]! > smallestLoss);
  const samples = random.shuffle(Uint32Array.from(pool)).subarray(0, sampleCount);
  const cases: Case[] = [];
  for (const sample of samples) {
    const seed = random.bits();
    const request: RemovalRequest = { ...defaultSettings, ...step, samples: [sample], seed, guard: null };
    const group = findForgetGroup(session, request);
    const before = await evaluateGroup(session, group, session.parameters);
    session.network.setParameters(session.parameters);
    const perturbation = await perturb(session.compute, session.network, group.inputs, request);
    const blanket = await searchBlanket(session.compute, perturbation, request, {});
    cases.push({ request, group, before, blanket });
  }
  return cases;
}

async function removeOne(
  session: Session,
  { request, group, before, blanket }: Case,
  choices: Pick<RemovalRequest, 'selection' | 'curvature'>,
): Promise<Outcome> {
  const { layers } = session.network;
  const asked = { ...request, ...choices };
  const labels = group.inputs.map(({ label }) => label);
  const { slices } = selectSlices({ layers, blanket, gradient: before.gradient, labels }, asked);
  const block = blockIndices(layers, slices);
  const gradient = gather(before.gradient, block);
  const flatGradient = before.gradient;
  const problem = poseProblem({ session, request: asked, group, slices, block, flatGradient, gradient });
  const { step } = await curvatureOf(asked.curvature)(problem, {});
  const parameters = session.parameters.slice();
  block.forEach((index, i) => {
    parameters[index] = parameters[index]! + step[i]!;
  });
  const after = await evaluateGroup(session, group, parameters);
  const { gradientNorm, loss } = after.each[0]!;
  return { gradientNorm, loss, parameters: block.length, step: norm(step) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
