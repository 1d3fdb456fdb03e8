import { describe, expect, it } from 'vitest';
import { fitRowScale, gramMatrix, scaleRows } from '../../../src/math/linear/gram';
import { type Matrix, matrix } from '../../../src/math/linear/matrix';
import { crossEntropy } from '../../../src/math/network/crossEntropy';
import { fitProbe, type LinearProbe, readProbe } from '../../../src/math/network/linearProbe';
import { createRandom } from '../../../src/math/random/random';

const classes = 3;
const columns = 4;

function draw(rows: number, label: string): { readonly rows: Matrix; readonly labels: number[] } {
  const random = createRandom(2, label);
  const labels = Array.from({ length: rows }, () => random.integer(classes));
  const values = Float64Array.from(
    { length: rows * columns },
    (_, i) => random.normal() + (i % columns === labels[Math.floor(i / columns)] ? 1.5 : 0),
  );
  return { rows: matrix(rows, columns, values), labels };
}

function probeOf(
  gram: Matrix,
  labels: readonly number[],
  settings: Parameters<typeof fitProbe>[3],
): LinearProbe {
  const steps = fitProbe(gram, labels, classes, settings);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const exactly = { decay: 0.01, iterations: 5000, tolerance: 1e-10 };

/** The objective in W and b, written out. */
function objective(x: Matrix, labels: readonly number[], weights: Float64Array, decay: number): number {
  const bias = weights.subarray(columns * classes);
  let loss = 0;
  for (let i = 0; i < x.rows; i++) {
    const logits = Float64Array.from(bias, (own, k) => {
      let sum = own;
      for (let c = 0; c < columns; c++) sum += x.values[i * columns + c]! * weights[c * classes + k]!;
      return sum;
    });
    loss += crossEntropy(logits, labels[i]!) / x.rows;
  }
  const square = weights.subarray(0, columns * classes).reduce((sum, w) => sum + w * w, 0);
  return loss + (decay / 2) * square;
}

/** W = X'A, and b. */
function weightsOf(x: Matrix, { coefficients, bias }: LinearProbe): Float64Array {
  const weights = new Float64Array(columns * classes + classes);
  for (let i = 0; i < x.rows; i++) {
    for (let c = 0; c < columns; c++) {
      for (let k = 0; k < classes; k++) {
        weights[c * classes + k]! += x.values[i * columns + c]! * coefficients[i * classes + k]!;
      }
    }
  }
  weights.set(bias, columns * classes);
  return weights;
}

describe('a linear probe', () => {
  const { rows, labels } = draw(30, 'fitted');
  const scale = fitRowScale(rows);
  const scaled = scaleRows(rows, scale);
  const gram = gramMatrix(scaled, scaled);

  it('is the minimum of the regularised loss: no difference quotient of it has a slope', () => {
    const weights = weightsOf(scaled, probeOf(gram, labels, exactly));
    const least = objective(scaled, labels, weights, exactly.decay);
    for (let i = 0; i < weights.length; i++) {
      const [up, down] = [1e-4, -1e-4].map((step) => {
        const moved = Float64Array.from(weights);
        moved[i]! += step;
        return objective(scaled, labels, moved, exactly.decay);
      });
      expect((up! - down!) / 2e-4).toBeCloseTo(0, 7);
      expect(Math.min(up!, down!)).toBeGreaterThan(least);
    }
  });

  it('reads other samples as its weights do', () => {
    const probe = probeOf(gram, labels, exactly);
    const other = draw(50, 'tried');
    const tried = scaleRows(other.rows, scale);
    const reading = readProbe(gramMatrix(tried, scaled), other.labels, probe);
    expect(reading.loss).toBeCloseTo(objective(tried, other.labels, weightsOf(scaled, probe), 0), 10);
    expect(reading.accuracy).toBeGreaterThan(0.6);
    expect(reading.accuracy).toBeLessThan(1);
  });

  it('ends by itself near the minimum with the settings that the lab uses', () => {
    const probe = probeOf(gram, labels, undefined);
    expect(probe.gradientLeft).toBeLessThan(1e-3);
  });

  it('refuses a matrix of other samples, and to read nothing', () => {
    expect(() => probeOf(gram, labels.slice(1), exactly)).toThrow('29 samples');
    const probe = probeOf(gram, labels, exactly);
    expect(() => readProbe(matrix(0, 30, new Float64Array(0)), [], probe)).toThrow('at least one');
  });
});
