/**
 * The curvatures of one removal: how exact, and how long: the block against one exact product a column, the others against the block (the rivals). Softmax
 * regression has a closed form, the others float64 central differences with a tiny step. Built-in digits, WASM.
 */

import { openNodeCompute } from '../../src/cli/nodeCompute';
import { readShipped } from '../../src/cli/packageFiles';
import { normalise } from '../../src/data/dataset';
import { findSource } from '../../src/data/sources';
import { curvatureIds } from '../../src/engine/choices';
import { poseProblem } from '../../src/engine/curvatures/curvature';
import { differenceBlock } from '../../src/engine/curvatures/differenceBlock';
import { openBlockProduct, takeHessianSet, withHessianSet } from '../../src/engine/curvatures/hessianSet';
import { productBlock } from '../../src/engine/curvatures/productBlock';
import { evaluateGroup, findForgetGroup } from '../../src/engine/forgetSet';
import { defaultSettings } from '../../src/engine/parameters';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { choleskyFactor } from '../../src/math/linear/cholesky';
import { norm, subtract } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { findArchitecture } from '../../src/model/architectures';
import type { Compute } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { blockIndices, gather, type SliceIndex } from '../../src/model/slices';
import { train } from '../../src/model/training';
import type { BenchReport } from './report';

const distance = (a: Float64Array, b: Float64Array) => norm(subtract(a, b)) / norm(b);

async function openTrained(compute: Compute, id: string, epochs: number): Promise<Session> {
  const dataset = await findSource('digits').load({ seed: 1, files: [], readShipped });
  const architecture = findArchitecture(id);
  const training = { ...architecture.training, epochs };
  const network = createNetwork(architecture, dataset.shape, 10);
  return openSession(compute, dataset, network, await train(network, dataset, training), training);
}

async function pose(session: Session, slices: readonly SliceIndex[], hessianSamples: number) {
  const request = { ...defaultSettings, samples: [2], hessianSamples };
  const group = findForgetGroup(session, request);
  const block = blockIndices(session.network.layers, slices);
  const { gradient: flatGradient } = await evaluateGroup(session, group, session.parameters);
  const gradient = gather(flatGradient, block);
  return poseProblem({ session, request, group, slices, block, flatGradient, gradient });
}

type Problem = Awaited<ReturnType<typeof pose>>;

/** Mean of p (1 - p) x x' over the set, for one class of softmax regression. */
function closedForm({ session, block }: Problem, set: ReturnType<typeof takeHessianSet>, unit: number) {
  const size = block.length;
  const matrix = new Float64Array(size * size);
  for (let n = 0; n < set.count; n++) {
    const pixels = normalise(set, session.dataset, n, n + 1);
    const { probabilities } = evaluateSample(
      session.network.graph,
      session.parameters,
      pixels,
      set.labels[n]!,
    );
    const weight = (probabilities[unit]! * (1 - probabilities[unit]!)) / set.count;
    const x = Float64Array.of(...pixels, 1);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) matrix[i * size + j]! += weight * x[i]! * x[j]!;
    }
  }
  return matrix;
}

/** Some columns of the block by central differences of float64 gradients. */
function oracleColumns(
  { session, block }: Problem,
  set: ReturnType<typeof takeHessianSet>,
  columns: readonly number[],
) {
  const { parameters, network, dataset } = session;
  const moved = Float64Array.from(parameters);
  const rows = columns.map(() => new Float64Array(block.length));
  for (let n = 0; n < set.count; n++) {
    const input = normalise(set, dataset, n, n + 1);
    columns.forEach((column, k) => {
      const index = block[column]!;
      for (const sign of [1, -1]) {
        moved[index] = parameters[index]! + sign * 1e-6;
        const { gradient } = evaluateSample(network.graph, moved, input, set.labels[n]!);
        block.forEach((place, i) => {
          rows[k]![i]! += (sign * gradient[place]!) / (2e-6 * set.count);
        });
      }
      moved[index] = parameters[index]!;
    });
  }
  return rows;
}

/** The textbook's way to the block. */
const columnByColumn = (problem: Problem) =>
  withHessianSet(problem, {}, async (set) => {
    const multiply = openBlockProduct(problem, set, {});
    const size = problem.block.length;
    const matrix = new Float64Array(size * size);
    for (let column = 0; column < size; column++) {
      const unit = new Float64Array(size);
      unit[column] = 1;
      matrix.set(await multiply(unit), column * size);
    }
    return matrix;
  });

const exactBlock = (problem: Problem) =>
  withHessianSet(problem, {}, (set) => productBlock(problem, set, 0, {}));
const byDifferences = (problem: Problem) =>
  withHessianSet(problem, {}, (set) => differenceBlock(problem, set, 0, {}));

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

function choleskyResidual(matrix: Float64Array): number {
  const size = Math.sqrt(matrix.length);
  const damped = matrix.slice();
  for (let i = 0; i < size; i++) damped[i * size + i]! += 0.1;
  const factor = choleskyFactor(damped, size)!;
  let error = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = damped[i * size + j]!;
      for (let k = 0; k <= j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      error += sum ** 2 * (i === j ? 1 : 2);
    }
  }
  return Math.sqrt(error) / norm(damped);
}

export default async function bench(report: BenchReport): Promise<void> {
  const compute = await openNodeCompute('wasm');
  const regression = await openTrained(compute, 'mnist-logistic', 3);
  const problem = await pose(regression, [3], 1024);
  const set = takeHessianSet(problem);
  const expected = closedForm(problem, set, 3);
  report.note(
    `softmax regression, one class, p = ${problem.block.length}, ${set.count} samples: error against the closed form in float64`,
  );
  const [oneByOne, rivalMs] = await timed(() => columnByColumn(problem));
  const [{ matrix: exact }, exactMs] = await timed(() => exactBlock(problem));
  const [differences, differencesMs] = await timed(() => byDifferences(problem));
  for (const [block, matrix, ms] of [
    ['one exact product a column (rival)', oneByOne, rivalMs],
    ['one second derivative a unit', exact, exactMs],
    ['differences', differences, differencesMs],
  ] as const) {
    report.row({
      block,
      error: distance(matrix, expected),
      'Cholesky residual': choleskyResidual(matrix),
      ms,
      'x rival': rivalMs / ms,
    });
  }
  regression.network.dispose();

  for (const [id, slices] of [
    ['mnist-2nn', [0, 40, 105]],
    ['mnist-cnn', [1, 9, 30]],
  ] as const) {
    const session = await openTrained(compute, id, 2);
    for (const slice of slices) {
      const one = await pose(session, [slice], 64);
      const samples = takeHessianSet(one);
      const size = one.block.length;
      const columns = [0, Math.floor(size / 3), Math.floor(size / 2), size - 1];
      const { matrix: block } = await exactBlock(one);
      const oracle = oracleColumns(one, samples, columns);
      const fd = await byDifferences(one);
      const of = (matrix: Float64Array) =>
        Float64Array.from(columns.flatMap((c) => [...matrix.subarray(c * size, (c + 1) * size)]));
      const flat = Float64Array.from(oracle.flatMap((column) => [...column]));
      report.row({
        model: id,
        slice,
        p: size,
        'block error': norm(flat) === 0 ? norm(of(block)) : distance(of(block), flat),
        'block-fd error': norm(flat) === 0 ? norm(of(fd)) : distance(of(fd), flat),
      });
    }
    let rivalMs = Number.NaN;
    for (const curvature of ['block', ...curvatureIds.filter((name) => name !== 'block')] as const) {
      const [result, ms] = await timed(() =>
        unlearn(session, {
          ...defaultSettings,
          samples: [2],
          maxSlices: 2,
          hessianSamples: 256,
          curvature,
          guard: null,
        }),
      );
      await undo(session);
      const gauge = result.curvature!;
      const curvatureMs = result.durationsMs.curvature;
      if (curvature === 'block') rivalMs = curvatureMs;
      report.row({
        model: id,
        curvature,
        p: gauge.parameters,
        'removal ms': ms,
        'curvature ms': curvatureMs,
        'x block': rivalMs / curvatureMs,
        'step norm': result.update.stepNorm,
        'largest eigenvalue / lambda': gauge.eigenvalues[1] / gauge.damping,
        cosine: gauge.cosineToGradient,
        'fd error': gauge.differenceError ?? '',
      });
    }
    session.network.dispose();
  }
}
