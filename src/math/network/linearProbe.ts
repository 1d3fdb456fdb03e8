/**
 * A linear probe (G. Alain and Y. Bengio, "Understanding intermediate layers using linear classifier probes", 2016): multinomial logistic regression
 * on the activations x_i of a layer,
 *   min over W, b   (1/n) sum_i CE(W'x_i + b, y_i) + (lambda/2) |W|_F^2
 * The gradient in W is X'(P - Y)/n + lambda W, so that W = X'A for some A (n x classes): a step on W is a step on A, and all that is needed of the
 * samples is their Gram matrix K = X X', whatever the width of the layer. Rows are centred and scaled so that K has the trace n (linear/gram.ts): the
 * Hessian is then at most 1/2 + lambda, and Nesterov's method with constant momentum needs no search for its step
 * (Y. Nesterov, "Introductory lectures on convex optimization", 2004, section 2.2).
 */

import type { Matrix } from '../linear/matrix';
import { norm } from '../linear/vector';
import { crossEntropy, softmax } from './crossEntropy';

export interface LinearProbe {
  /** A: samples x classes, row-major. */
  readonly coefficients: Float64Array;
  readonly bias: Float64Array;
  /** Norm of the last step's gradient in (A, b), as a share of the first one's. */
  readonly gradientLeft: number;
}

export interface ProbeSettings {
  /** lambda */
  readonly decay: number;
  readonly iterations: number;
  /** Ends where the gradient is this share of what it was. */
  readonly tolerance: number;
}

export const probeSettings: ProbeSettings = { decay: 1e-3, iterations: 500, tolerance: 1e-4 };

/**
 * Fits a probe, an iteration at a time.
 * @param gram K of the samples with one another, centred and of the trace n
 * @param labels one per sample
 * @throws RangeError when the matrix is not of the samples
 */
export function* fitProbe(
  gram: Matrix,
  labels: ArrayLike<number>,
  classes: number,
  { decay, iterations, tolerance }: ProbeSettings = probeSettings,
): Generator<void, LinearProbe> {
  const count = labels.length;
  if (gram.rows !== count || gram.columns !== count || count === 0) {
    throw new RangeError(
      `fitProbe needs a Gram matrix of its ${count} samples, got ${gram.rows} x ${gram.columns}`,
    );
  }
  const smoothness = 0.5 + decay;
  const momentum = (Math.sqrt(smoothness) - Math.sqrt(decay)) / (Math.sqrt(smoothness) + Math.sqrt(decay));
  const size = count * classes;
  /** A, and b behind it. */
  let at = new Float64Array(size + classes);
  let ahead = at;
  let first = 0;
  let gradientLeft = 1;
  for (let iteration = 0; iteration < iterations && gradientLeft > tolerance; iteration++) {
    const gradient = probeGradient(gram, labels, classes, decay, ahead);
    const length = norm(gradient);
    if (iteration === 0) first = length || 1;
    gradientLeft = length / first;
    const next = ahead.map((value, i) => value - gradient[i]! / smoothness);
    ahead = next.map((value, i) => value + momentum * (value - at[i]!));
    at = next;
    yield;
  }
  return { coefficients: at.subarray(0, size), bias: at.subarray(size), gradientLeft };
}

/** (P - Y)/n + lambda A, and for b the column means of P - Y. */
function probeGradient(
  gram: Matrix,
  labels: ArrayLike<number>,
  classes: number,
  decay: number,
  at: Float64Array,
): Float64Array {
  const count = labels.length;
  const size = count * classes;
  const logits = probeLogits(gram, { coefficients: at.subarray(0, size), bias: at.subarray(size) });
  const gradient = new Float64Array(size + classes);
  for (let i = 0; i < count; i++) {
    const probabilities = softmax(logits.subarray(i * classes, (i + 1) * classes));
    probabilities[labels[i]!]! -= 1;
    for (let k = 0; k < classes; k++) {
      const error = probabilities[k]! / count;
      gradient[i * classes + k] = error + decay * at[i * classes + k]!;
      gradient[size + k]! += error;
    }
  }
  return gradient;
}

/** K A + b: a row of logits for every row of `gram`, whose columns are the samples that the probe was fitted to. */
export function probeLogits(
  { rows, columns, values }: Matrix,
  { coefficients, bias }: Pick<LinearProbe, 'coefficients' | 'bias'>,
): Float64Array {
  const classes = bias.length;
  const logits = new Float64Array(rows * classes);
  for (let i = 0; i < rows; i++) {
    const own = logits.subarray(i * classes, (i + 1) * classes);
    own.set(bias);
    for (let j = 0; j < columns; j++) {
      const weight = values[i * columns + j]!;
      const from = j * classes;
      for (let k = 0; k < classes; k++) own[k]! += weight * coefficients[from + k]!;
    }
  }
  return logits;
}

export interface ProbeReading {
  /** Share of the samples whose label the probe reads. */
  readonly accuracy: number;
  /** Mean cross-entropy, nats. */
  readonly loss: number;
}

/**
 * What a probe reads of other samples.
 * @param gram their inner products with those that it was fitted to, in the same centre and scale
 * @throws RangeError where there are none
 */
export function readProbe(gram: Matrix, labels: ArrayLike<number>, probe: LinearProbe): ProbeReading {
  if (labels.length === 0) throw new RangeError('a probe needs at least one sample to read, got 0');
  const classes = probe.bias.length;
  const logits = probeLogits(gram, probe);
  let right = 0;
  let loss = 0;
  for (let i = 0; i < labels.length; i++) {
    const own = logits.subarray(i * classes, (i + 1) * classes);
    if (own.indexOf(Math.max(...own)) === labels[i]) right += 1;
    loss += crossEntropy(own, labels[i]!);
  }
  return { accuracy: right / labels.length, loss: loss / labels.length };
}
