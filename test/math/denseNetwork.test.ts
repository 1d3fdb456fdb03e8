import { describe, expect, it } from 'vitest';
import { checkDenseModel } from '../../src/cli/golden/activations';
import type { ActivationsFile } from '../../src/cli/golden/denseModel';
import { crossEntropy, evaluateSample, preActivations, softmax } from '../../src/math/denseNetwork';
import { createRandom } from '../../src/math/random';
import { countParameters, denseLayers } from '../../src/model/slices';
import { failures, readGolden } from '../support/golden';

const golden = readGolden<ActivationsFile>('activations');

it.each(['LogisticRegressor', 'Logistic2NN'])(
  'has the numbers of the authors\u2019 %s (activations.json)',
  (model) => {
    const checks = [...checkDenseModel(golden.cases.find((c) => c.model === model)!)];
    expect(checks.length).toBeGreaterThan(20);
    expect(failures(checks)).toEqual([]);
  },
);

describe('evaluateSample', () => {
  const layers = denseLayers([4, 5, 3], ['hidden', 'output']);
  const random = createRandom(11, 'dense network test');
  const parameters = Float64Array.from({ length: countParameters(layers) }, () => random.normal());
  const input = Float64Array.from({ length: 4 }, () => random.normal());

  it('has the gradient of central differences', () => {
    const { gradient } = evaluateSample(layers, parameters, input, 1);
    const h = 1e-6;
    const loss = (index: number, change: number) => {
      const moved = parameters.slice();
      moved[index]! += change;
      return evaluateSample(layers, moved, input, 1).loss;
    };
    for (let i = 0; i < parameters.length; i++) {
      expect(gradient[i]!).toBeCloseTo((loss(i, h) - loss(i, -h)) / (2 * h), 8);
    }
  });

  it('survives huge logits and keeps the digits of a sample that is almost certain', () => {
    expect(crossEntropy(Float64Array.from([1000, 0]), 1)).toBe(1000);
    expect(crossEntropy(Float64Array.from([40, 0]), 0) / Math.exp(-40)).toBeCloseTo(1, 12);
    expect([...softmax(Float64Array.from([1000, 1000]))]).toEqual([0.5, 0.5]);
    const single = denseLayers([1, 2], ['output']);
    const { gradient } = evaluateSample(single, Float64Array.from([0, 0, 40, 0]), Float64Array.from([1]), 0);
    expect(gradient[0]! / -Math.exp(-40)).toBeCloseTo(1, 12);
  });

  it('refuses an input of the wrong length', () => {
    expect(() => preActivations(layers, parameters, new Float64Array(3))).toThrow(/4 inputs, got 3/);
  });
});
