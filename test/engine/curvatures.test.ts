import { beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, normalise } from '../../src/data/dataset';
import { withDigest } from '../../src/data/digest';
import { type CurvatureId, curvatureIds } from '../../src/engine/choices';
import { ggn } from '../../src/engine/curvatures/cg';
import { type CurvatureProblem, poseProblem } from '../../src/engine/curvatures/curvature';
import { blockByDifferences } from '../../src/engine/curvatures/denseBlock';
import { differenceBlock } from '../../src/engine/curvatures/differenceBlock';
import { takeHessianSet, withHessianSet } from '../../src/engine/curvatures/hessianSet';
import { productBlock } from '../../src/engine/curvatures/productBlock';
import { evaluateGroup, findForgetGroup } from '../../src/engine/forgetSet';
import { defaultSettings } from '../../src/engine/parameters';
import type { RemovalRequest } from '../../src/engine/request';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { solveLinear } from '../../src/math/linear/linearSolve';
import { dot, norm, subtract } from '../../src/math/linear/vector';
import { softmax } from '../../src/math/network/crossEntropy';
import { evaluateLogits, evaluateSample } from '../../src/math/network/evaluateGraph';
import { logitJacobian } from '../../src/math/network/gaussNewton';
import { outputLosses } from '../../src/math/network/outputLoss';
import { createRandom } from '../../src/math/random/random';
import { type Architecture, findArchitecture } from '../../src/model/architectures';
import { type Compute, measureMemory } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { blockIndices, gather, type SliceIndex } from '../../src/model/slices';
import { completeWeights, train } from '../../src/model/training';
import { SaidError } from '../../src/words/saidError';
import { normalised, smallTraining, twoLayers } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

const logistic = findArchitecture('mnist-logistic');

async function openTrained(compute: Compute, architecture: Architecture, dataset: Dataset): Promise<Session> {
  const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
  const trained = await train(network, dataset, { ...smallTraining, batchSize: 32 });
  return openSession(compute, dataset, network, trained, smallTraining);
}

const request = (changes: Partial<RemovalRequest> = {}): RemovalRequest => ({
  ...defaultSettings,
  // What the decay does to a step is in decay.test.ts.
  weightDecay: 'none',
  perturbations: 100,
  perturbationDeviation: 0.5,
  guard: null,
  samples: [3],
  ...changes,
});

/** The problem that Algorithm 1 would pose for these slices. */
async function pose(
  session: Session,
  slices: readonly SliceIndex[],
  changes: Partial<RemovalRequest> = {},
): Promise<CurvatureProblem> {
  const asked = request(changes);
  const group = findForgetGroup(session, asked);
  const block = blockIndices(session.network.layers, slices);
  const { gradient: flatGradient } = await evaluateGroup(session, group, session.parameters);
  const gradient = gather(flatGradient, block);
  return poseProblem({ session, request: asked, group, slices, block, flatGradient, gradient });
}

/** The exact block, without damping, and how many products it took. */
const exactBlock = (problem: CurvatureProblem) =>
  withHessianSet(problem, {}, (set) => productBlock(problem, set, 0, {}));
/** The block by differences. */
const differences = (problem: CurvatureProblem) =>
  withHessianSet(problem, {}, (set) => differenceBlock(problem, set, 0, {}));

/** The block's Hessian of the mean loss of these training samples by central differences in float64 with a tiny step. */
function oracleBlock({ session, block }: CurvatureProblem, samples: readonly number[]): Float64Array {
  const { network, dataset, parameters } = session;
  const size = block.length;
  const matrix = new Float64Array(size * size);
  const moved = Float64Array.from(parameters);
  const step = 1e-6;
  for (const sample of samples) {
    const input = normalise(dataset.training, dataset, sample, sample + 1);
    const label = dataset.training.labels[sample]!;
    const gradientAt = (index: number, by: number) => {
      moved[index] = parameters[index]! + by;
      const { gradient } = evaluateSample(network.graph, moved, input, label);
      moved[index] = parameters[index]!;
      return gradient;
    };
    block.forEach((index, column) => {
      const plus = gradientAt(index, step);
      const minus = gradientAt(index, -step);
      block.forEach((place, row) => {
        matrix[column * size + row]! += (plus[place]! - minus[place]!) / (2 * step * samples.length);
      });
    });
  }
  return matrix;
}

/** The block's Gauss-Newton matrix of the mean loss of these training samples in float64, from the logits' derivatives. */
function oracleGaussNewton({ session, block }: CurvatureProblem, samples: readonly number[]): Float64Array {
  const { network, dataset, parameters } = session;
  const matrix = new Float64Array(block.length ** 2);
  for (const sample of samples) {
    const input = normalise(dataset.training, dataset, sample, sample + 1);
    const rows = logitJacobian(network.graph, parameters, input);
    const p = softmax(evaluateLogits(network.graph, parameters, input));
    block.forEach((place, column) => {
      const curved = outputLosses.softmax.multiplyHessian(
        p,
        Float64Array.from(rows, (row) => row[place]!),
      );
      block.forEach((other, row) => {
        const slopes = Float64Array.from(rows, (one) => one[other]!);
        matrix[column * block.length + row]! += dot(slopes, curved) / samples.length;
      });
    });
  }
  return matrix;
}

/** |a - b| / |b| over all entries. */
const distance = (a: Float64Array, b: Float64Array) => norm(subtract(a, b)) / norm(b);

/** Softmax regression: the Hessian of class c's slice is the mean of p_c (1 - p_c) x x', with a 1 at the end of x. */
function closedForm({ session, block }: CurvatureProblem, unit: number, samples: readonly number[]) {
  const { network, dataset, parameters } = session;
  const size = block.length;
  const matrix = new Float64Array(size * size);
  for (const sample of samples) {
    const x = [...normalise(dataset.training, dataset, sample, sample + 1), 1];
    const label = dataset.training.labels[sample]!;
    const { probabilities } = evaluateSample(
      network.graph,
      parameters,
      Float32Array.from(x.slice(0, -1)),
      label,
    );
    const weight = (probabilities[unit]! * (1 - probabilities[unit]!)) / samples.length;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) matrix[i * size + j]! += weight * x[i]! * x[j]!;
    }
  }
  return matrix;
}

const allBut = (count: number, ...gone: number[]) =>
  [...Array(count).keys()].filter((sample) => !gone.includes(sample));

describe.each(['webgpu', 'wasm'] as const)('curvatures on %s', (backend) => {
  let compute: Compute;
  beforeAll(async () => {
    compute = await openTestCompute(backend);
  });

  describe('softmax regression against its closed form', () => {
    const dataset = makeSmallDataset(200, 50, [10, 10, 1]);
    let problem: CurvatureProblem;
    beforeAll(async () => {
      problem = await pose(await openTrained(compute, logistic, dataset), [1], { hessianSamples: 1000 });
    });

    it('block by exact products: within 1e-5; by differences: within 1e-3', async () => {
      expect(takeHessianSet(problem).count).toBe(199);
      const expected = closedForm(problem, 1, allBut(200, 3));
      const { matrix, products } = await exactBlock(problem);
      expect(distance(matrix, expected)).toBeLessThan(1e-5);
      expect(products).toBe(1);
      expect(distance(await differences(problem), expected)).toBeLessThan(1e-3);
    });
  });

  describe.each([
    ['a two-layer net', twoLayers(12), [6, 6, 1], [0, 12, 5, 13]],
    ['a convolutional net with batch normalisation', normalised, [12, 12, 2], [0, 9, 6, 10]],
  ] as const)('%s', (_, architecture, shape, slices) => {
    const dataset = makeSmallDataset(40, 20, shape);
    let session: Session;
    beforeAll(async () => {
      session = await openTrained(compute, architecture, dataset);
    });

    it('has the exact block within 1e-4 of float64 differences with a tiny step', async () => {
      const problem = await pose(session, slices);
      const { matrix } = await exactBlock(problem);
      expect(distance(matrix, oracleBlock(problem, allBut(40, 3)))).toBeLessThan(1e-4);
    });

    it('has the forgotten sample\u2019s own Hessian for the update cr', async () => {
      const problem = await pose(session, slices.slice(-1), { update: 'cr', samples: [7] });
      const { matrix } = await exactBlock(problem);
      expect(distance(matrix, oracleBlock(problem, [7]))).toBeLessThan(1e-4);
    });

    it('takes one step by Cholesky and by conjugate gradients, and that step solves the system', async () => {
      const settings = { samples: [5], maxSlices: 3, damping: 0.05 } as const;
      const block = await unlearn(session, request({ ...settings, curvature: 'block' }));
      const stepped = session.parameters;
      await undo(session);
      const cg = await unlearn(session, request({ ...settings, curvature: 'cg' }));
      expect(norm(subtract(session.parameters, stepped))).toBeLessThan(1e-4 * block.update.stepNorm + 1e-6);
      await undo(session);
      expect(cg.curvature!.dampingUsed).toBeCloseTo(block.curvature!.dampingUsed, 3);
      expect(block.curvature!.solveResidual).toBeLessThan(1e-6);
      expect(cg.curvature!.solveResidual).toBeLessThan(1e-4);
      expect(cg.curvature!.products).toBeLessThan(block.curvature!.parameters);
    });

    it('takes the Gauss-Newton step of the float64 oracle, and never raises the damping', async () => {
      const settings = { curvature: 'ggn', damping: 0.01 } as const;
      const problem = await pose(session, slices, settings);
      const { step, facts } = await ggn(problem, {});
      const matrix = oracleGaussNewton(problem, allBut(40, 3));
      problem.block.forEach((_, i) => {
        matrix[i * problem.block.length + i]! += 0.01;
      });
      expect(distance(step, solveLinear(matrix, problem.rhs))).toBeLessThan(1e-3);
      expect(facts.solveResidual).toBeLessThan(1e-4);
      const full = await unlearn(session, request({ ...settings, selection: 'full' }));
      await undo(session);
      expect(full.curvature!.dampingUsed).toBe(0.01);
      const byHessian = await unlearn(session, request({ ...settings, curvature: 'cg', selection: 'full' }));
      await undo(session);
      expect(byHessian.curvature!.dampingUsed).toBeGreaterThan(0.01);
    });

    it('shows the error of differences against exact products, as large as it is', async () => {
      const report = await unlearn(session, request({ curvature: 'block-fd', maxSlices: 1 }));
      await undo(session);
      const problem = await pose(
        session,
        report.selection!.selected.map(({ slice }) => slice),
      );
      const { matrix: exact } = await exactBlock(problem);
      const error = distance(await differences(problem), exact);
      expect(error).toBeGreaterThan(1e-6);
      expect(Math.abs(Math.log(report.curvature!.differenceError! / error))).toBeLessThan(Math.log(3));
    });

    it('has no error of differences where the Hessian is zero: a model that is sure of every sample', async () => {
      const sure = { ...session, parameters: session.parameters.slice() };
      sure.parameters[session.network.layers.at(-1)!.biasOffset!] = 1e6;
      session.network.setParameters(sure.parameters);
      const { facts } = await blockByDifferences(await pose(sure, slices.slice(-1)), {});
      expect(facts.differenceError).toBeNull();
      session.network.setParameters(session.parameters);
    });

    it.each(curvatureIds)(
      '%s: raises the loss of the sample or says by its gauge why not',
      async (curvature) => {
        const changes = { samples: [9], curvature, maxSlices: 2 };
        const report = await unlearn(session, request(changes));
        await undo(session);
        const gauge = report.curvature!;
        expect(gauge.name).toBe(curvature);
        const isAuthors = curvature.startsWith('authors');
        if (!isAuthors) {
          expect(gauge.eigenvalues[0]).toBeGreaterThan(0.09 * gauge.damping);
          expect(report.samples[0]!.lossAfter).toBeGreaterThan(report.samples[0]!.lossBefore);
          expect(gauge.cosineToGradient).toBeGreaterThan(0);
        }
        expect(gauge.eigenvalues[1]).toBeGreaterThanOrEqual(gauge.eigenvalues[0]);
        const held = measureMemory(compute);
        const again = await unlearn(session, request(changes));
        await undo(session);
        expect(again.digestAfter).toBe(report.digestAfter);
        expect(measureMemory(compute)).toEqual(held);
      },
    );

    it('does as the authors\u2019 code: a sample Hessian of 0, or one that turns the step around', async () => {
      const run = async (curvature: CurvatureId) => {
        const report = await unlearn(
          session,
          request({ samples: [9], curvature, selection: 'full', damping: 0.01 }),
        );
        await undo(session);
        return report.curvature!;
      };
      const dropped = await run('authors-2');
      expect(dropped.sample!.eigenvalue).toBe(0);
      expect(dropped.eigenvalues[0]).toBeCloseTo(0.01, 6);
      const zeroed = await run('authors-1');
      expect(zeroed.eigenvalues[0]).toBeLessThan(0);
      expect(zeroed.cosineToGradient).toBeLessThan(0);
    });
  });

  it('refuses a dense block that is too large, and says what to do', async () => {
    const session = await openTrained(compute, twoLayers(80), makeSmallDataset(40, 20, [6, 6, 1]));
    const asked = unlearn(session, request({ curvature: 'block', selection: 'full' }));
    await expect(asked).rejects.toThrow(/up to 2048 parameters.*has 3203.*use cg/);
    const dense = unlearn(session, request({ curvature: 'secant', solver: 'dense', selection: 'full' }));
    await expect(dense).rejects.toThrow(SaidError);
    await expect(dense).rejects.toThrow(/up to 2048 parameters.*has 3203.*Use woodbury/);
    const { curvature } = await unlearn(session, request({ curvature: 'cg', selection: 'full' }));
    expect(curvature!.parameters).toBe(3203);
  });

  it('refuses Kronecker factors of a layer with too many inputs, by its name', async () => {
    const session = await openTrained(compute, twoLayers(2), makeSmallDataset(40, 20, [64, 65, 1]));
    const asked = unlearn(session, request({ curvature: 'kfac', selection: 'full' }));
    await expect(asked).rejects.toThrow(SaidError);
    await expect(asked).rejects.toThrow(/up to 4096 parameters per unit, and the layer ".+" has 4161/);
  });

  it('removes a batch in one step: the mean gradient, n - m samples left', async () => {
    const dataset = makeSmallDataset(60, 20, [6, 6, 1]);
    const session = await openTrained(compute, twoLayers(12), dataset);
    const samples = [2, 11, 30];
    const before = session.parameters;
    const report = await unlearn(session, request({ samples, curvature: 'block', damping: 0.05 }));
    expect(report.retainCount).toBe(57);
    expect(report.samples.map(({ index }) => index)).toEqual(samples);
    const slices = report.selection!.selected.map(({ slice }) => slice);
    const block = blockIndices(session.network.layers, slices);
    const mean = new Float64Array(block.length);
    for (const sample of samples) {
      const input = normalise(dataset.training, dataset, sample, sample + 1);
      const { gradient } = evaluateSample(
        session.network.graph,
        before,
        input,
        dataset.training.labels[sample]!,
      );
      gather(gradient, block).forEach((g, i) => {
        mean[i]! += g / 3;
      });
    }
    const hessian = oracleBlock(
      { session: { ...session, parameters: before }, block } as CurvatureProblem,
      allBut(60, ...samples),
    );
    for (let i = 0; i < block.length; i++) hessian[i * block.length + i]! += report.curvature!.dampingUsed;
    const step = solveLinear(
      hessian,
      mean.map((g) => (3 * g) / 57),
    );
    const taken = subtract(gather(session.parameters, block), gather(before, block));
    expect(distance(taken, step)).toBeLessThan(2e-3);
    await undo(session);
  });
});

/** Images without any pattern: no weights fit them, so that the loss has a minimum. */
function makeNoise(count: number): Dataset {
  const random = createRandom(5, 'patternless images');
  const make = (images: number) => ({
    count: images,
    images: Uint8Array.from({ length: images * 4 }, () => random.integer(256)),
    labels: Uint8Array.from({ length: images }, () => random.integer(3)),
  });
  return withDigest({ ...makeSmallDataset(3, 3, [2, 2, 1]), training: make(count), validation: make(20) });
}

/** The minimum of softmax regression by Newton's method in float64. */
function minimise({ training, ...dataset }: Dataset, graph: Session['network']['graph']): Float64Array {
  let w = new Float64Array(graph.parameterCount);
  const size = w.length;
  for (let iteration = 0; iteration < 12; iteration++) {
    const gradient = new Float64Array(size);
    const hessian = new Float64Array(size * size);
    for (let n = 0; n < training.count; n++) {
      const x = normalise(training, dataset as Dataset, n, n + 1);
      const sample = evaluateSample(graph, w, x, training.labels[n]!);
      const extended = [...x, 1];
      for (let i = 0; i < size; i++) gradient[i]! += sample.gradient[i]! / training.count;
      // Kernel row-major [inputs, classes], then biases: parameter (i, c) stands at 3 i + c.
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          const [c, d] = [i % 3, j % 3];
          const p = sample.probabilities;
          const curvature = (c === d ? p[c]! : 0) - p[c]! * p[d]!;
          hessian[i * size + j]! +=
            (curvature * extended[Math.floor(i / 3)]! * extended[Math.floor(j / 3)]!) / training.count;
        }
      }
    }
    for (let i = 0; i < size; i++) hessian[i * size + i]! += 1e-9;
    const step = solveLinear(hessian, gradient);
    w = w.map((value, i) => value - step[i]!);
  }
  return w;
}

describe('an exact Newton removal from softmax regression (Lemma 1)', () => {
  it('leaves a residual gradient norm that falls like 1 / n squared', async () => {
    const compute = await openTestCompute('wasm');
    const points: [number, number][] = [];
    for (const count of [100, 200, 400, 800]) {
      const dataset = makeNoise(count);
      const network = createNetwork(logistic, dataset.shape, 3);
      const optimum = minimise(dataset, network.graph);
      const trained = await completeWeights(network, dataset, Float32Array.from(optimum));
      const session = await openSession(compute, dataset, network, trained, smallTraining);
      let sum = 0;
      const samples = [0, 1, 2, 3, 4, 5, 6, 7];
      for (const sample of samples) {
        const asked = { curvature: 'block', selection: 'full', damping: 1e-6, hessianSamples: 1000 } as const;
        const report = await unlearn(session, request({ samples: [sample], ...asked }));
        expect(report.after.residualGradientNorm).toBeLessThan(report.before.residualGradientNorm / 10);
        sum += report.after.residualGradientNorm / samples.length;
        await undo(session);
      }
      network.dispose();
      points.push([Math.log(count), Math.log(sum)]);
    }
    const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
    const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
    const slope =
      points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) /
      points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
    expect(slope).toBeLessThan(-1.6);
    expect(slope).toBeGreaterThan(-2.4);
  });
});
