import { describe, expect, it } from 'vitest';
import { dot, subtract } from '../../../src/math/linear/vector';
import { classesIn, type LossId, outputLosses } from '../../../src/math/network/outputLoss';
import { createRandom } from '../../../src/math/random/random';

const outputs = Float64Array.of(0.3, -2, 1.1, 0.4);
const label = 2;
const ids: readonly LossId[] = ['softmax', 'sigmoids'];
const moved = (k: number, by: number) => outputs.map((z, i) => (i === k ? z + by : z));

describe('sigmoids with binary cross-entropy', () => {
  const { loss, entropy, margin, probabilities, divergence } = outputLosses.sigmoids;

  it('are the mean of the outputs\u2019 own losses, by hand', () => {
    const z = Float64Array.of(0, Math.log(3));
    const expected = [(-Math.log(1 / 2) - Math.log(1 / 4)) / 2, (-Math.log(1 / 2) - Math.log(3 / 4)) / 2];
    expected.forEach((value, own) => {
      expect(loss(z, own)).toBeCloseTo(value, 14);
      expect(margin(z, own)).toBeCloseTo(-Math.log(Math.exp(value) - 1), 13);
    });
    expect(probabilities(z)[1]).toBeCloseTo(0.75, 15);
    const ofSure = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
    expect(entropy(z)).toBeCloseTo((Math.log(2) + ofSure) / 2, 14);
  });

  it('keep their digits far out', () => {
    const sure = Float64Array.of(-800, 50, -Infinity);
    expect(loss(sure, 1)).toBeCloseTo(Math.exp(-50) / 3, 35);
    expect(entropy(sure)).toBeLessThan(1e-18);
    expect(loss(sure, 0)).toBeCloseTo((800 + 50) / 3, 10);
  });

  it('diverge by the mean of the outputs, each answering yes or no', () => {
    const [yes, no] = [Float64Array.of(1, 0.5), Float64Array.of(0, 0.5)];
    expect(divergence(yes, no, 2)).toBeCloseTo(0.5, 14);
    expect(divergence(yes, yes, 2)).toBeCloseTo(0, 14);
  });
});

describe('a set of classes', () => {
  const { loss, gradient, margin } = outputLosses.sigmoids;
  const set = Uint8Array.of(1, 0, 1, 0);

  it('has with sigmoids the mean of the losses of the single answers, and their gradient', () => {
    const answers = [0.3, 2, 1.1, -0.4].map((z) => Math.log1p(Math.exp(-z)));
    expect(loss(outputs, set)).toBeCloseTo(answers.reduce((sum, one) => sum + one, 0) / 4, 14);
    const h = 1e-5;
    outputs.forEach((_, k) => {
      const slope = (loss(moved(k, h), set) - loss(moved(k, -h), set)) / (2 * h);
      expect(gradient(outputs, set)[k]).toBeCloseTo(slope, 9);
    });
  });

  it('has as its margin the mean signed logit', () => {
    expect(margin(outputs, set)).toBeCloseTo((0.3 + 2 + 1.1 - 0.4) / 4, 14);
  });

  it('of one class is that class, but for the margin', () => {
    const one = Uint8Array.of(0, 0, 1, 0);
    expect(loss(outputs, one)).toBe(loss(outputs, 2));
    expect(gradient(outputs, one)).toEqual(gradient(outputs, 2));
    expect(classesIn(one)).toEqual(classesIn(2));
  });

  it('is refused by softmax', () => {
    for (const work of ['loss', 'gradient', 'margin'] as const)
      expect(() => outputLosses.softmax[work](outputs, set)).toThrow(/softmax takes one class a sample/);
  });
});

describe.each(ids)('the loss %s', (id) => {
  const own = outputLosses[id];

  it('has gradient and Hessian of central differences', () => {
    const h = 1e-5;
    outputs.forEach((_, k) => {
      const slope = (own.loss(moved(k, h), label) - own.loss(moved(k, -h), label)) / (2 * h);
      expect(own.gradient(outputs, label)[k]).toBeCloseTo(slope, 9);
      const curved = subtract(own.gradient(moved(k, h), label), own.gradient(moved(k, -h), label));
      const unit = Float64Array.from(outputs, (_, i) => (i === k ? 1 : 0));
      const product = own.multiplyHessian(own.probabilities(outputs), unit);
      product.forEach((value, i) => {
        expect(value).toBeCloseTo(curved[i]! / (2 * h), 9);
      });
    });
  });

  /** The gradient for targets that may be any numbers. */
  const gradientFor = (targets: Float32Array, p: Float64Array) =>
    p.map((value, k) => (value - targets[k]!) / own.drawnScale(p.length));
  const v = Float64Array.of(1, -0.5, 2, 0.3);

  it('has in all of its targets together the Hessian', () => {
    const p = own.probabilities(outputs);
    const sum = new Float64Array(4);
    for (const { targets, weights } of own.everyTarget(p, 4)) {
      const g = gradientFor(targets, p);
      for (let k = 0; k < 4; k++) sum[k]! += weights[0]! * g[k]! * dot(g, v);
    }
    own.multiplyHessian(p, v).forEach((value, k) => {
      expect(sum[k]).toBeCloseTo(value, 6);
    });
  });

  it('has in the mean of drawn targets the Hessian', () => {
    const p = own.probabilities(outputs);
    const draws = 40_000;
    const rows = Float64Array.from({ length: 4 * draws }, (_, i) => p[i % 4]!);
    const drawn = own.drawTargets(rows, 4, createRandom(5, 'targets'));
    const sum = new Float64Array(4);
    for (let row = 0; row < draws; row++) {
      const g = gradientFor(drawn.subarray(4 * row, 4 * row + 4), p);
      for (let k = 0; k < 4; k++) sum[k]! += (own.drawnScale(4) * g[k]! * dot(g, v)) / draws;
    }
    own.multiplyHessian(p, v).forEach((value, k) => {
      expect(Math.abs(sum[k]! - value)).toBeLessThan(0.01);
    });
  });
});
