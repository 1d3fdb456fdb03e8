/**
 * Logistic regression at its minimum, as it ships for Fashion-MNIST: single samples removed from the original model. One exact Newton step, its r, and the
 * distance that r bounds, to the minimum of what is left, in float64; then the full step of Algorithm 1 beside that minimum. docs/certificate.md and
 * docs/experiments.md have the tables. npm run bench -- certificate
 */

import { loadData } from '../../src/cli/loadData';
import { loadShippedWeights } from '../../src/cli/loadWeights';
import { openNodeCompute } from '../../src/cli/nodeCompute';
import { takeSamples } from '../../src/data/takeSamples';
import { openObjective } from '../../src/engine/certificate/measureBound';
import { allowedOf } from '../../src/engine/certificate/terms';
import { defaultSettings } from '../../src/engine/parameters';
import type { RemovalSettings } from '../../src/engine/request';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { norm, subtract } from '../../src/math/linear/vector';
import { createRandom } from '../../src/math/random/random';
import { openRegression, type Regression } from '../../src/model/logisticRegression';
import { createNetwork } from '../../src/model/network';
import { newtonStep, toleranceFor } from '../../src/model/newtonStep';
import type { BenchReport } from './report';

const seed = 2026;
const randomCount = 50;
const fullStepCount = 10;
const terms = { epsilon: 1, delta: 1e-5, sigma: 0.02 };

/** Where the minimum of what is left is taken to be reached: a twentieth of what a training stops at. */
const smallestGradient = 1e-8;

const exactStep: RemovalSettings = { ...defaultSettings, method: 'newton', guard: null };
const fullStep: RemovalSettings = {
  ...defaultSettings,
  ...{ selection: 'full', curvature: 'cg', damping: 0, weightDecay: 'trained', hessianSamples: 6000 },
  guard: null,
};

/** One sample removed by one exact Newton step, beside the minimum of what is left. */
interface Case {
  readonly sample: number;
  readonly bound: number;
  readonly distance: number;
  /** The gradient that is left at the minimum. */
  readonly gradient: number;
  /** The change of the sample's loss from the original to the minimum, and the part of it that the step makes. */
  readonly change: number;
  readonly ratio: number;
}

export default async function certificate(report: BenchReport): Promise<void> {
  const session = await openFashion();
  const order = createRandom(seed, 'certificate').shuffle(
    Uint32Array.from(session.dataset.training.labels.keys()),
  );
  const cases = await judgeBound(report, session, [...order.subarray(0, randomCount)]);
  await judgeFullStep(report, session, cases.slice(0, fullStepCount));
}

async function openFashion(): Promise<Session> {
  const dataset = await loadData(['fashion'], { seed: 1 });
  const compute = await openNodeCompute('wasm');
  const { architecture, trained } = await loadShippedWeights(dataset, 'mnist-logistic-minimum');
  const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
  return openSession(compute, dataset, network, trained.weights, trained.card);
}

/** Part 1: r beside the distance, for samples drawn at random. */
async function judgeBound(
  report: BenchReport,
  session: Session,
  samples: readonly number[],
): Promise<Case[]> {
  const original = session.parameters;
  const cases: Case[] = [];
  for (const sample of samples) {
    const { distanceBound } = await unlearn(session, { ...exactStep, samples: [sample] });
    const objective = openObjective(session, [sample])!;
    const stepped = objective.toRows(session.parameters);
    await undo(session);
    const { minimum, gradient } = await findMinimum(objective, stepped);
    const before = await lossOf(session, sample, objective.toRows(original));
    const change = (await lossOf(session, sample, minimum)) - before;
    const ratio = ((await lossOf(session, sample, stepped)) - before) / change;
    const distance = norm(subtract(stepped, minimum));
    cases.push({ sample, bound: distanceBound!, distance, gradient, change, ratio });
  }
  const { decay } = openObjective(session, [])!;
  // The distance to the very minimum is this far from the one that is measured, at most.
  const error = Math.max(...cases.map(({ gradient }) => gradient)) / decay;
  const holds = cases.filter(({ bound, distance }) => bound >= distance + error).length;
  const allowed = allowedOf(terms);
  const over = cases.filter(({ bound }) => bound > allowed).length;
  report.note(
    `${samples.length} samples at random, seed ${seed}; gradient at the minima at most ${(error * decay).toExponential(1)}: distances to ${error.toExponential(1)}; r >= distance in ${holds}; Delta ${allowed.toPrecision(4)}, over it ${over}`,
  );
  const figures = {
    r: cases.map(({ bound }) => bound),
    distance: cases.map(({ distance }) => distance),
    'r / distance': cases.map(({ bound, distance }) => bound / distance),
    "change of the loss, of retraining's": cases.map(({ ratio }) => ratio),
  };
  for (const [figure, values] of Object.entries(figures)) report.row({ figure, ...spread(values) });
  return cases;
}

/** Part 2: what the full step of Algorithm 1 makes of the change of the sample's loss. */
async function judgeFullStep(report: BenchReport, session: Session, cases: readonly Case[]): Promise<void> {
  const { toRows } = openObjective(session, [])!;
  const original = toRows(session.parameters);
  const ratios: number[] = [];
  for (const { sample, change } of cases) {
    const { curvature } = await unlearn(session, { ...fullStep, samples: [sample] });
    const before = await lossOf(session, sample, original);
    const ratio = ((await lossOf(session, sample, toRows(session.parameters))) - before) / change;
    await undo(session);
    ratios.push(ratio);
    const { products, solveResidual, dampingUsed, hessianSamples } = curvature!;
    const measured = { 'samples in H': hessianSamples!, 'damping used': dampingUsed!, products: products! };
    const residual = solveResidual!.toExponential(1);
    report.row({
      sample,
      'change by retraining': change.toExponential(3),
      ratio: asText(ratio),
      ...measured,
      residual,
    });
  }
  report.row({ figure: "full step, of retraining's", ...spread(ratios) });
}

/** The minimum of an objective, by Newton steps in float64 from a place next to it. */
async function findMinimum(objective: Regression, start: Float64Array) {
  let minimum = start;
  for (;;) {
    const point = await objective.evaluate(minimum);
    const gradient = norm(point.gradient);
    if (gradient <= smallestGradient) return { minimum, gradient };
    const { step } = await newtonStep(objective, point, toleranceFor(point, smallestGradient / 2));
    minimum = minimum.map((value, i) => value + step[i]!);
  }
}

/** The loss of one training sample, in float64. */
async function lossOf({ network, dataset }: Session, sample: number, weights: Float64Array): Promise<number> {
  const alone = openRegression(network, dataset, takeSamples(dataset, [sample]), 0)!;
  return (await alone.evaluate(weights)).loss;
}

function spread(values: readonly number[]) {
  const ordered = [...values].sort((a, b) => a - b);
  const middle = ordered.length / 2;
  const median = (ordered[Math.ceil(middle) - 1]! + ordered[Math.floor(middle)]!) / 2;
  const [least, most] = [ordered[0]!, ordered.at(-1)!];
  return { median: asText(median), least: asText(least), most: asText(most) };
}

function asText(value: number): string {
  return value < 0.01 ? value.toExponential(2) : value.toPrecision(5);
}
