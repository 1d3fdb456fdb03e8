/**
 * What leaving one sample out is expected to do to the loss of another, to first order and by the last layer alone (P. W. Koh and P. Liang, "Understanding
 * black-box predictions via influence functions", ICML 2017). With x_i what the last layer reads of sample i and a 1 for its bias, and r_i the gradient of its
 * loss in the outputs, that in the last layer is  g_i = r_i x_i'. With the Hessian as K-FAC has it (J. Martens and R. Grosse, ICML 2015, section 6.3, its
 * damping split between the factors), h_i the Hessian of the loss in the outputs,
 *   A = mean x x',  G = mean h,  pi = sqrt((tr A / D) / (tr G / S)),
 *   H = (G + sqrt(lambda) / pi I) (x) (A + pi sqrt(lambda) I),
 *   influence(i, t) = g_t' H^-1 g_i / n = (x_i' A_d^-1 x_t) (r_i' G_d^-1 r_t) / n      nats.
 * Of softmax r = p - e, e the label as a unit vector, and h = diag p - p p'; of S sigmoids r = (p - t) / S, t the set, and h = diag(p (1 - p)) / S.
 * The mean runs over the n samples that are left. Of a sample on itself it is never negative: its own loss rises when it goes.
 */

import { choleskyFactor, solveCholesky } from '../linear/cholesky';
import type { Matrix } from '../linear/matrix';
import { dot } from '../linear/vector';
import { type Label, type LossId, outputLosses } from '../network/outputLoss';

/** What the last layer reads of the samples, and what the model makes of them. */
export interface LastLayer {
  /** Samples x D, without the 1 of the bias. */
  readonly features: Matrix;
  /** Samples x S. */
  readonly probabilities: Float32Array | Float64Array;
  readonly labels: ArrayLike<Label>;
  readonly loss: LossId;
}

/** The factors of a damped Hessian, as Cholesky has them. */
export interface LastLayerHessian {
  readonly inputFactor: Float64Array;
  readonly outputFactor: Float64Array;
  /** n: samples that the means run over. */
  readonly count: number;
}

/** Of predictions that are all certain G is 0: as if so much of it were left. */
const certain = 1e-12;

/** Samples between two pauses. */
const samplesAtOnce = 64;

/** x_i, with the 1 of the bias. */
function inputOf({ features: { columns, values } }: LastLayer, sample: number): Float64Array {
  const input = new Float64Array(columns + 1);
  for (let k = 0; k < columns; k++) input[k] = values[sample * columns + k]!;
  input[columns] = 1;
  return input;
}

/** p_i, of one sample. */
function probabilitiesOf({ probabilities, features }: LastLayer, sample: number): Float64Array {
  const classes = probabilities.length / features.rows;
  return Float64Array.from(probabilities.subarray(sample * classes, (sample + 1) * classes));
}

/** r_i. */
function residualOf(layer: LastLayer, sample: number): Float64Array {
  return outputLosses[layer.loss].gradientAt(probabilitiesOf(layer, sample), layer.labels[sample]!);
}

/**
 * The damped factors over some samples. Pauses, so that a caller may stop it.
 * @param samples those that the model is trained on
 * @param damping lambda, above 0
 * @throws RangeError where there are no samples, or the damping is not positive
 */
export function* fitLastLayerInPieces(
  layer: LastLayer,
  samples: Iterable<number>,
  damping: number,
): Generator<void, LastLayerHessian> {
  if (!(damping > 0)) throw new RangeError(`the influence of samples needs damping above 0, got ${damping}`);
  const inputs = layer.features.columns + 1;
  const classes = layer.probabilities.length / layer.features.rows;
  const a = new Float64Array(inputs * inputs);
  const g = new Float64Array(classes * classes);
  const { hessianAt } = outputLosses[layer.loss];
  let count = 0;
  for (const sample of samples) {
    const x = inputOf(layer, sample);
    for (let k = 0; k < inputs; k++) {
      if (x[k] === 0) continue;
      for (let l = 0; l <= k; l++) a[k * inputs + l]! += x[k]! * x[l]!;
    }
    const p = probabilitiesOf(layer, sample);
    for (let k = 0; k < classes; k++) for (let l = 0; l <= k; l++) g[k * classes + l]! += hessianAt(p, k, l);
    count += 1;
    if (count % samplesAtOnce === 0) yield;
  }
  if (count === 0) throw new RangeError('the influence of samples needs at least one sample, got 0');
  const traceOf = (matrix: Float64Array, size: number) => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += matrix[k * size + k]! / count;
    return sum / size;
  };
  const share = Math.sqrt(traceOf(a, inputs) / Math.max(traceOf(g, classes), certain));
  const root = Math.sqrt(damping);
  return {
    inputFactor: dampedFactor(a, inputs, count, share * root),
    outputFactor: dampedFactor(g, classes, count, root / share),
    count,
  };
}

function dampedFactor(sums: Float64Array, size: number, count: number, damping: number): Float64Array {
  const damped = sums.map((sum) => sum / count);
  for (let k = 0; k < size; k++) damped[k * size + k]! += damping;
  const factor = choleskyFactor(damped, size);
  if (!factor) throw new RangeError(`a factor of the last layer's Hessian is not positive with ${damping}`);
  return factor;
}

/** The influence of every sample on itself, nats. Pauses. */
export function* selfInfluenceInPieces(
  layer: LastLayer,
  hessian: LastLayerHessian,
): Generator<void, Float64Array> {
  const { rows } = layer.features;
  const influences = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const x = inputOf(layer, i);
    const r = residualOf(layer, i);
    const ofInput = dot(x, solveCholesky(hessian.inputFactor, x));
    influences[i] = (ofInput * dot(r, solveCholesky(hessian.outputFactor, r))) / hessian.count;
    if (i % samplesAtOnce === samplesAtOnce - 1) yield;
  }
  return influences;
}

/** The influence of every sample on the loss of one of them, nats: how far that loss rises when the other goes. Pauses. */
export function* influenceOnInPieces(
  layer: LastLayer,
  hessian: LastLayerHessian,
  target: number,
): Generator<void, Float64Array> {
  const { rows } = layer.features;
  const ofInput = solveCholesky(hessian.inputFactor, inputOf(layer, target));
  const ofOutput = solveCholesky(hessian.outputFactor, residualOf(layer, target));
  const influences = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    influences[i] = (dot(inputOf(layer, i), ofInput) * dot(residualOf(layer, i), ofOutput)) / hessian.count;
    if (i % samplesAtOnce === samplesAtOnce - 1) yield;
  }
  return influences;
}
