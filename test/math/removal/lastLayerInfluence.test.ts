import { describe, expect, it } from 'vitest';
import { solveLinear } from '../../../src/math/linear/linearSolve';
import { matrix } from '../../../src/math/linear/matrix';
import { finish } from '../../../src/math/linear/pieces';
import { isTrueOf, type Label, type LossId, outputLosses } from '../../../src/math/network/outputLoss';
import { createRandom } from '../../../src/math/random/random';
import {
  fitLastLayerInPieces,
  influenceOnInPieces,
  selfInfluenceInPieces,
} from '../../../src/math/removal/lastLayerInfluence';

const rows = 9;
const inputs = 3;
const classes = 3;
const damping = 0.04;

function drawLayer(loss: LossId) {
  const random = createRandom(5, 'last layer');
  const features = matrix(
    rows,
    inputs,
    Float64Array.from({ length: rows * inputs }, () => random.normal()),
  );
  const probabilities = new Float64Array(rows * classes);
  for (let i = 0; i < rows; i++) {
    probabilities.set(
      outputLosses[loss].probabilities(Float64Array.from({ length: classes }, () => 2 * random.normal())),
      i * classes,
    );
  }
  // Of sigmoids none of the classes, one or several.
  const labels = Array.from(
    { length: rows },
    (_, i): Label =>
      loss === 'softmax' ? i % classes : Uint8Array.from([i & 1, (i >> 1) & 1, (i >> 2) & 1]),
  );
  return { features, probabilities, labels, loss };
}

/** H written out, (G + sqrt(lambda) / pi I) (x) (A + pi sqrt(lambda) I), and each gradient as one vector. */
function writeOut(layer: ReturnType<typeof drawLayer>, samples: readonly number[]) {
  const d = inputs + 1;
  const x = (i: number) => [...layer.features.values.subarray(i * inputs, (i + 1) * inputs), 1];
  const p = (i: number) => [...layer.probabilities.subarray(i * classes, (i + 1) * classes)];
  const mean = (of: (i: number) => number) => samples.reduce((sum, i) => sum + of(i) / samples.length, 0);
  const a = Array.from({ length: d }, (_, k) =>
    Array.from({ length: d }, (_, l) => mean((i) => x(i)[k]! * x(i)[l]!)),
  );
  const g = Array.from({ length: classes }, (_, k) =>
    Array.from({ length: classes }, (_, l) =>
      layer.loss === 'softmax'
        ? mean((i) => (k === l ? p(i)[k]! : 0) - p(i)[k]! * p(i)[l]!)
        : mean((i) => (k === l ? (p(i)[k]! * (1 - p(i)[k]!)) / classes : 0)),
    ),
  );
  const trace = (m: number[][]) => m.reduce((sum, row, k) => sum + row[k]!, 0) / m.length;
  const pi = Math.sqrt(trace(a) / trace(g));
  a.forEach((row, k) => {
    row[k]! += pi * Math.sqrt(damping);
  });
  g.forEach((row, k) => {
    row[k]! += Math.sqrt(damping) / pi;
  });
  const size = classes * d;
  const hessian = new Float64Array(size * size);
  for (let s = 0; s < classes; s++)
    for (let t = 0; t < classes; t++)
      for (let k = 0; k < d; k++)
        for (let l = 0; l < d; l++) hessian[(s * d + k) * size + t * d + l] = g[s]![t]! * a[k]![l]!;
  const gradient = (i: number) =>
    Float64Array.from(
      { length: size },
      (_, at) =>
        ((p(i)[Math.floor(at / d)]! - (isTrueOf(layer.labels[i]!, Math.floor(at / d)) ? 1 : 0)) *
          x(i)[at % d]!) /
        (layer.loss === 'softmax' ? 1 : classes),
    );
  return { hessian, gradient };
}

describe.each(['softmax', 'sigmoids'] as const)(
  'the influence of samples by the last layer, of %s',
  (loss) => {
    const layer = drawLayer(loss);
    const samples = [0, 1, 2, 4, 5, 6, 8];
    const hessian = finish(fitLastLayerInPieces(layer, samples, damping));
    const slow = writeOut(layer, samples);

    it('is g_t H^-1 g_i / n with H written out, on itself and on another', () => {
      const self = finish(selfInfluenceInPieces(layer, hessian));
      const onThree = finish(influenceOnInPieces(layer, hessian, 3));
      for (let i = 0; i < rows; i++) {
        const solved = solveLinear(slow.hessian, slow.gradient(i));
        const product = (t: number) =>
          slow.gradient(t).reduce((sum, entry, k) => sum + entry * solved[k]!, 0) / samples.length;
        expect(self[i]).toBeCloseTo(product(i), 10);
        expect(onThree[i]).toBeCloseTo(product(3), 10);
      }
      expect(Math.min(...self)).toBeGreaterThan(0);
    });

    it('refuses damping of 0 and no samples', () => {
      expect(() => finish(fitLastLayerInPieces(layer, samples, 0))).toThrow(/above 0/);
      expect(() => finish(fitLastLayerInPieces(layer, [], 1))).toThrow(/at least one/);
    });
  },
);
