import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { curvatureIds } from '../../src/engine/choices';
import { type CurvatureProblem, poseProblem } from '../../src/engine/curvatures/curvature';
import { curvatureOf } from '../../src/engine/curvatures/index.ts';
import { evaluateGroup, findForgetGroup } from '../../src/engine/forgetSet';
import { defaultSettings } from '../../src/engine/parameters';
import type { RemovalRequest } from '../../src/engine/request';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { norm, subtract } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { createNetwork } from '../../src/model/network';
import { blockIndices, gather } from '../../src/model/slices';
import { train } from '../../src/model/training';
import { normalised, smallTraining } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

const count = 40;
const dataset = makeSmallDataset(count, 20, [12, 12, 2]);
const weightDecay = 0.03;
const training = { ...smallTraining, batchSize: 16, weightDecay };
const slices = [0, 6, 9];
const samples = [3, 7, 11];

let session: Session;
beforeAll(async () => {
  const compute = await openTestCompute('wasm');
  const network = createNetwork(normalised, dataset.shape, dataset.classNames.length);
  const trained = await train(network, dataset, training);
  session = await openSession(compute, dataset, network, trained, training);
});

const request = (changes: Partial<RemovalRequest> = {}): RemovalRequest => ({
  ...defaultSettings,
  perturbations: 60,
  perturbationDeviation: 0.5,
  guard: null,
  samples,
  ...changes,
});

async function pose(changes: Partial<RemovalRequest>): Promise<CurvatureProblem> {
  const asked = request(changes);
  const group = findForgetGroup(session, asked);
  const block = blockIndices(session.network.layers, slices);
  const { gradient: flatGradient } = await evaluateGroup(session, group, session.parameters);
  const gradient = gather(flatGradient, block);
  return poseProblem({ session, request: asked, group, slices, block, flatGradient, gradient });
}

/** The gradient of the mean loss of these samples in float64, flat. */
function meanGradient(of: readonly number[]): Float64Array {
  const { network, parameters } = session;
  const mean = new Float64Array(parameters.length);
  for (const sample of of) {
    const input = normalise(dataset.training, dataset, sample, sample + 1);
    const { gradient } = evaluateSample(network.graph, parameters, input, dataset.training.labels[sample]!);
    gradient.forEach((g, i) => {
      mean[i]! += g / of.length;
    });
  }
  return mean;
}

/** w where it is trained, 0 for running statistics. */
function trainedWeights(): Float64Array {
  const weights = Float64Array.from(session.parameters);
  for (const { trainable, offset, size } of session.network.graph.weights) {
    if (!trainable) weights.fill(0, offset, offset + size);
  }
  return weights;
}

const all = Array.from({ length: count }, (_, i) => i);
const share = samples.length / (count - samples.length);
const distance = (a: Float64Array, b: Float64Array) => norm(subtract(a, b)) / norm(b);

describe('weight decay in the step', () => {
  it('asks for m (g + wd w) / (n - m)', async () => {
    const { rhs, block, weightDecay: used } = await pose({});
    const gradient = meanGradient(samples);
    const weights = trainedWeights();
    const expected = gather(
      gradient.map((g, i) => share * (g + weightDecay * weights[i]!)),
      block,
    );
    expect(used).toBe(weightDecay);
    expect(distance(rhs, expected)).toBeLessThan(1e-12);
  });

  const withDecay = curvatureIds.filter((id) => !id.startsWith('authors'));
  it.each(withDecay)('stands on the diagonal once, apart from the damping: %s', async (curvature) => {
    const damping = 4;
    const problem = await pose({ curvature, damping });
    const decayed = await curvatureOf(curvature)(problem, {});
    // So much damping is raised by nothing: the same system with the decay in the damping, and none beside it.
    const twin = { ...problem.request, damping: damping + weightDecay };
    const expected = await curvatureOf(curvature)({ ...problem, request: twin, weightDecay: 0 }, {});
    expect(decayed.facts.dampingUsed).toBe(damping);
    expect(expected.facts.dampingUsed).toBe(damping + weightDecay);
    expect(distance(decayed.step, expected.step)).toBeLessThan(1e-5);
    decayed.facts.eigenvalues.forEach((value, i) => {
      expect(value).toBeCloseTo(expected.facts.eigenvalues[i]!, 5);
    });
    const without = await curvatureOf(curvature)(await pose({ curvature, damping, weightDecay: 'none' }), {});
    expect(distance(without.step, decayed.step)).toBeGreaterThan(1e-3);
  });

  it.each(withDecay)('allows a damping of 0: %s', async (curvature) => {
    const problem = await pose({ curvature, damping: 0 });
    const { step, facts } = await curvatureOf(curvature)(problem, {});
    expect(step.every(Number.isFinite)).toBe(true);
    expect(facts.eigenvalues[0]).toBeGreaterThan(0.09 * weightDecay);
    expect(facts.dampingUsed).toBeGreaterThanOrEqual(0);
    await expect(pose({ curvature, damping: 0, weightDecay: 'none' })).rejects.toThrow(
      /A damping of 0 needs the weight decay/,
    );
  });

  it.each([
    { update: 'cr' },
    { update: 'gradient-ascent' },
    { curvature: 'authors-1' },
    { curvature: 'authors-2' },
  ] as const)('is not in the step of %j', async (changes) => {
    const digests: string[] = [];
    for (const decay of ['trained', 'none'] as const) {
      const report = await unlearn(session, request({ ...changes, weightDecay: decay }));
      await undo(session);
      expect(report.curvature?.weightDecay ?? 0).toBe(0);
      digests.push(report.digestAfter);
    }
    expect(digests[0]).toBe(digests[1]);
  });

  it('is 0 for weights that were not trained here, and the report says that nobody knows', async () => {
    const unknown = { ...session, training: { ...training, epochs: 0 } };
    const asked = request({ selection: 'full' });
    const report = await unlearn(unknown as Session, asked);
    expect(report.curvature!.weightDecay).toBe(0);
    expect(report.neglected!.weightDecay).toBeNull();
    const none = await unlearn({ ...session, removals: [] }, { ...asked, weightDecay: 'none' });
    expect(none.neglected!.weightDecay).toBe(weightDecay);
    expect(report.digestAfter).toBe(none.digestAfter);
    session.network.setParameters(session.parameters);
  });
});

describe('what a step leaves out', () => {
  it.each(['trained', 'none'] as const)(
    'is the rest of the gradient of what is left: decay %s',
    async (decay) => {
      const report = await unlearn(session, request({ weightDecay: decay, method: 'influence' }));
      await undo(session);
      const weights = trainedWeights();
      const inStep = decay === 'trained' ? weightDecay : 0;
      const term = meanGradient(samples).map((g, i) => share * (g + inStep * weights[i]!));
      const left = meanGradient(all.filter((sample) => !samples.includes(sample)));
      const whole = left.map((g, i) => g + weightDecay * weights[i]!);
      const { termNorm, gradientNorm, weightDecay: trained } = report.neglected!;
      expect(trained).toBe(weightDecay);
      expect(termNorm / norm(term)).toBeCloseTo(1, 10);
      expect(gradientNorm / norm(whole.map((g, i) => g + term[i]!))).toBeCloseTo(1, 4);
      if (decay === 'none') return;
      const before = meanGradient(all).map((g, i) => g + weightDecay * weights[i]!);
      expect(gradientNorm / ((norm(before) * count) / (count - samples.length))).toBeCloseTo(1, 4);
      expect(report.before.decayedGradientNorm! / norm(whole)).toBeCloseTo(1, 4);
      expect(report.before.residualGradientNorm / norm(left)).toBeCloseTo(1, 4);
    },
  );

  it('is a member of every report', async () => {
    for (const method of ['fine-tuning', 'ssd'] as const) {
      const report = await unlearn(session, request({ method }));
      await undo(session);
      expect(report.neglected!.gradientNorm).toBeGreaterThan(0);
    }
  });
});
