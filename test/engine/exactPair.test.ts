import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Dataset, inputShapeOf, normalise } from '../../src/data/dataset';
import { poseProblem } from '../../src/engine/curvatures/curvature';
import { exactPair } from '../../src/engine/curvatures/exactPair';
import { takeHessianSet } from '../../src/engine/curvatures/hessianSet';
import { evaluateGroup, findForgetGroup } from '../../src/engine/forgetSet';
import { defaultSettings } from '../../src/engine/parameters';
import { fullPair } from '../../src/engine/secantPairs';
import { openSession, type Session } from '../../src/engine/session';
import { dot, norm, subtract } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { createRandom } from '../../src/math/random/random';
import { type Architecture, architectures } from '../../src/model/architectures';
import type { Compute } from '../../src/model/compute';
import { labelAt } from '../../src/model/labels';
import { createNetwork, initialParameters } from '../../src/model/network';
import { blockIndices, countSlices, gather } from '../../src/model/slices';
import { smallTraining } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { isLong } from '../support/long';
import { makeSmallDataset } from '../support/smallDataset';
import { makeSmallTexts } from '../support/smallTexts';

vi.setConfig({ testTimeout: 120_000 });

const trainingCount = 3;
/** The wide nets take ten seconds in float64; the narrow ones have the same layers. */
const tested = architectures.filter(({ id }) => isLong || !['cifar-cnn', 'cifar-cnn-bn'].includes(id));
const grey = [28, 28, 1] as const;
const colour = [32, 32, 3] as const;

const dataFor = ({ madeFor }: Architecture): Dataset =>
  madeFor === 'text'
    ? makeSmallTexts(trainingCount)
    : makeSmallDataset(trainingCount, 4, madeFor === 'colour' ? colour : grey);

/** A session with fresh weights, and a secant pair of a step of all of them: what the weights are worth does not matter here. */
function openFresh(compute: Compute, architecture: Architecture): Promise<Session> {
  const dataset = dataFor(architecture);
  const network = createNetwork(architecture, inputShapeOf(dataset), dataset.classNames.length);
  const parameters = initialParameters(network.graph, 7);
  const random = createRandom(5, 'secant');
  const s = Float32Array.from(parameters, () => 0.01 * random.normal());
  const secant = { s, y: new Float32Array(s.length) };
  return openSession(compute, dataset, network, { parameters, secant, epochs: 1 } as never, smallTraining);
}

/** The derivative along s of the mean gradient of these samples, on the block, in float64: central differences with a tiny step. */
function oracleProduct(
  { network, dataset, parameters }: Session,
  block: Uint32Array,
  s: Float64Array,
  samples: readonly number[],
): Float64Array {
  const step = 1e-5;
  const product = new Float64Array(block.length);
  for (const sign of [1, -1]) {
    const moved = Float64Array.from(parameters);
    block.forEach((index, i) => {
      moved[index]! += sign * step * s[i]!;
    });
    for (const sample of samples) {
      const input = normalise(dataset.training, dataset, sample, sample + 1);
      const label = labelAt(dataset.training, sample);
      const gradient = gather(evaluateSample(network.graph, moved, input, label).gradient, block);
      for (let i = 0; i < product.length; i++) {
        product[i]! += (sign * gradient[i]!) / (2 * step * samples.length);
      }
    }
  }
  return product;
}

describe('the secant pair of a block', () => {
  let compute: Compute;
  beforeAll(async () => {
    compute = await openTestCompute('wasm');
  });

  it.each(tested)('has y = H s of the block in $id, within 1e-3 of float64', async (architecture) => {
    const session = await openFresh(compute, architecture);
    const request = { ...defaultSettings, curvature: 'secant', samples: [1] } as const;
    const group = findForgetGroup(session, request);
    const { layers } = session.network;
    const count = countSlices(layers);
    const slices = [0, Math.floor(count / 2), count - 1];
    const block = blockIndices(layers, slices);
    const { gradient: flatGradient } = await evaluateGroup(session, group, session.parameters);
    const gradient = gather(flatGradient, block);
    const problem = poseProblem({ session, request, group, slices, block, flatGradient, gradient });
    expect(takeHessianSet(problem).count).toBe(trainingCount - 1);
    const { s, y, sampleCount } = await exactPair(problem, {});
    expect([sampleCount, s]).toEqual([trainingCount - 1, fullPair(session.trained, block).s]);
    const expected = oracleProduct(session, block, s, [0, 2]);
    expect(norm(expected)).toBeGreaterThan(0);
    expect(norm(subtract(y, expected)) / norm(expected)).toBeLessThan(1e-3);
    expect(Math.abs(dot(s, y) / dot(s, expected) - 1)).toBeLessThan(1e-2);
    session.network.dispose();
  });
});
