import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/math/linear/pieces';
import { dot, norm, subtract } from '../../../src/math/linear/vector';
import {
  evaluateRegression,
  type LabelledRows,
  multiplyHessian,
} from '../../../src/math/network/logisticRegression';
import type { Label, LossId } from '../../../src/math/network/outputLoss';
import { createRandom } from '../../../src/math/random/random';

const decay = 0.03;

function drawRows(samples: number, features: number, classes: number, loss: LossId): LabelledRows {
  const random = createRandom(5, `${samples} ${features} ${classes}`);
  return {
    inputs: Float32Array.from({ length: samples * features }, () => random.normal()),
    labels: Array.from(
      { length: samples },
      (): Label =>
        loss === 'softmax'
          ? random.integer(classes)
          : Uint8Array.from({ length: classes }, () => random.integer(2)),
    ),
    loss,
    features,
    classes,
  };
}

function drawWeights({ features, classes }: LabelledRows, name: string): Float64Array {
  const random = createRandom(6, name);
  return Float64Array.from({ length: classes * (features + 1) }, () => random.normal());
}

/** The objective as its formula has it, without a thought for rounding. */
function objective({ inputs, labels, loss, features, classes }: LabelledRows, weights: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const scores = Array.from({ length: classes }, (_, c) => {
      let score = weights[c * (features + 1) + features]!;
      for (let i = 0; i < features; i++)
        score += weights[c * (features + 1) + i]! * inputs[row * features + i]!;
      return score;
    });
    const label = labels[row]!;
    const of = (k: number) => Math.log(1 + Math.exp(scores[k]!)) - (label as Uint8Array)[k]! * scores[k]!;
    sum +=
      loss === 'softmax'
        ? Math.log(scores.reduce((total, score) => total + Math.exp(score), 0)) - scores[label as number]!
        : scores.reduce((total, _, k) => total + of(k) / classes, 0);
  }
  return sum / labels.length + (decay / 2) * dot(weights, weights);
}

// One sample, less than four, four, more; and more than there is between two pauses.
describe.each(
  (['softmax', 'sigmoids'] as const).flatMap((loss) => [1, 3, 4, 5, 131, 257].map((n) => [loss, n] as const)),
)('regression by %s on %i samples', (loss, samples) => {
  const rows = drawRows(samples, 7, 3, loss);
  const weights = drawWeights(rows, 'weights');
  const at = (place: Float64Array) => finish(evaluateRegression(rows, place, decay));

  it('has the objective of the formula, and its gradient', () => {
    const point = at(weights);
    expect(point.objective).toBeCloseTo(objective(rows, weights), 12);
    const differences = weights.map((_, i) => {
      const moved = (by: number) => objective(rows, weights.with(i, weights[i]! + by));
      return (moved(1e-5) - moved(-1e-5)) / 2e-5;
    });
    expect(norm(subtract(point.gradient, differences))).toBeLessThan(1e-8 * (1 + norm(point.gradient)));
  });

  it('has the Hessian that its gradients differ by', () => {
    const vector = drawWeights(rows, 'vector');
    const product = finish(multiplyHessian(rows, at(weights).probabilities, vector, decay));
    const moved = (by: number) => at(weights.map((value, i) => value + by * vector[i]!)).gradient;
    const differences = subtract(moved(1e-5), moved(-1e-5)).map((value) => value / 2e-5);
    expect(norm(subtract(product, differences))).toBeLessThan(1e-7 * norm(product));
  });
});

it('keeps the digits of a sample that is almost certain', () => {
  const rows = { inputs: Float32Array.of(1), labels: [0], loss: 'softmax', features: 1, classes: 2 } as const;
  const { loss, gradient } = finish(evaluateRegression(rows, Float64Array.of(40, 0, 0, 0), 0));
  expect(loss / Math.exp(-40)).toBeCloseTo(1, 10);
  expect(gradient[0]! / -Math.exp(-40)).toBeCloseTo(1, 10);
});

it('refuses sizes that do not fit', () => {
  const rows = drawRows(4, 7, 3, 'softmax');
  expect(() => finish(evaluateRegression(rows, new Float64Array(23), decay))).toThrow(/23 weights/);
  expect(() => finish(multiplyHessian(rows, new Float64Array(11), new Float64Array(24), decay))).toThrow(
    /got 11/,
  );
});
