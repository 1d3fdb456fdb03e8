import { describe, expect, it } from 'vitest';
import { crossEntropy, evaluateSample, preActivations, softmax } from '../../src/math/denseNetwork';
import { createRandom } from '../../src/math/random';
import { norm } from '../../src/math/vector';
import { countParameters, denseLayers } from '../../src/model/slices';
import { largestDifference, readGolden } from '../support/golden';
import { type ActivationsGolden, readDenseModel } from '../support/goldenNetworks';

const golden = readGolden<ActivationsGolden>('activations');

describe.each(['LogisticRegressor', 'Logistic2NN'])('the authors\u2019 %s (activations.json)', (model) => {
  const { layers, parameters, inputs, labels, expected } = readDenseModel(golden, model);

  it.each(expected.map((e, i) => [i, e] as const))(
    'input %i',
    (i, { activations, logits, loss, grad_norm }) => {
      const computed = preActivations(layers, parameters, inputs[i]!);
      expect(
        largestDifference(
          computed.flatMap((a) => [...a]),
          activations,
        ),
      ).toBeLessThan(1e-11);
      expect(largestDifference(computed.at(-1)!, logits[0]!)).toBeLessThan(1e-11);
      const sample = evaluateSample(layers, parameters, inputs[i]!, labels[i]!);
      expect(Math.abs(sample.loss - loss)).toBeLessThan(1e-11);
      expect(Math.abs(norm(sample.gradient) / grad_norm - 1)).toBeLessThan(1e-11);
    },
  );
});

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
