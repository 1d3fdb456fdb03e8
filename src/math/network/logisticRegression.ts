/**
 * Logistic regression with weight decay, in float64: with x_n the inputs of sample n with a 1 at their end, W a row for each class, y_n the label, l a loss of
 * outputLoss.ts, p_n its probabilities, g and h its gradient and Hessian in the outputs,
 *   F(W) = 1/N sum_n l(W x_n, y_n) + mu/2 |W|^2,   dF/dW = 1/N sum_n g(W x_n, y_n) x_n' + mu W,   H V = 1/N sum_n h(p_n) V x_n x_n' + mu V.
 * Of softmax g = p_n - e_(y_n) and h = diag p_n - p_n p_n'; of K sigmoids, where y_n is a set t_n, g = (p_n - t_n) / K and h = diag(p_n (1 - p_n)) / K.
 * Both losses are convex, and the decay is on every weight, biases too: F is mu-strongly convex. Vectors are class by class, each with its weights first and its bias last.
 * All functions are generators that pause every few hundred samples, so that a caller may stop them.
 */

import { type Label, type LossId, outputLosses } from './outputLoss';

/** Labelled inputs as a network sees them. */
export interface LabelledRows {
  /** Samples x features. */
  readonly inputs: Float32Array;
  readonly labels: ArrayLike<Label>;
  readonly loss: LossId;
  readonly features: number;
  readonly classes: number;
}

/** The objective at some weights. */
export interface RegressionPoint {
  /** The mean loss, in nats. */
  readonly loss: number;
  /** F: the loss and the decay. */
  readonly objective: number;
  /** dF/dW. */
  readonly gradient: Float64Array;
  /** p_n, samples x classes. */
  readonly probabilities: Float64Array;
}

/** Samples between two pauses: some milliseconds. */
const rowsAtOnce = 128;

/** Length of W: classes x (features + 1). */
export function regressionSize({ features, classes }: Pick<LabelledRows, 'features' | 'classes'>): number {
  return classes * (features + 1);
}

/**
 * F, its gradient, and the probabilities that `multiplyHessian` needs.
 * @param decay mu, 0 or more
 * @throws RangeError when the sizes do not fit, or there is no sample
 */
export function* evaluateRegression(
  rows: LabelledRows,
  weights: Float64Array,
  decay: number,
): Generator<void, RegressionPoint> {
  const { classes, labels } = rows;
  const of = outputLosses[rows.loss];
  const probabilities = new Float64Array(labels.length * classes);
  let loss = 0;
  const gradient = yield* accumulate(rows, weights, (scores, row) => {
    const label = labels[row]!;
    loss += of.loss(scores, label);
    probabilities.set(of.probabilities(scores), row * classes);
    scores.set(of.gradient(scores, label));
  });
  let square = 0;
  for (let i = 0; i < gradient.length; i++) {
    gradient[i] = gradient[i]! / labels.length + decay * weights[i]!;
    square += weights[i]! ** 2;
  }
  const mean = loss / labels.length;
  return { loss: mean, objective: mean + (decay / 2) * square, gradient, probabilities };
}

/**
 * H V, with the decay.
 * @param probabilities p_n, of `evaluateRegression` at the weights
 * @throws RangeError when the sizes do not fit, or there is no sample
 */
export function* multiplyHessian(
  rows: LabelledRows,
  probabilities: Float64Array,
  vector: Float64Array,
  decay: number,
): Generator<void, Float64Array> {
  const { classes, labels } = rows;
  if (probabilities.length !== labels.length * classes) {
    throw new RangeError(
      `multiplyHessian needs ${labels.length} x ${classes} probabilities, got ${probabilities.length}`,
    );
  }
  const of = outputLosses[rows.loss];
  const product = yield* accumulate(rows, vector, (scores, row) =>
    of.turnByHessian(probabilities, row * classes, scores),
  );
  for (let i = 0; i < product.length; i++) product[i] = product[i]! / labels.length + decay * vector[i]!;
  return product;
}

/** sum_n t_n x_n', where `turn` makes t_n of the scores V x_n in place. */
function* accumulate(
  rows: LabelledRows,
  vector: Float64Array,
  turn: (scores: Float64Array, row: number) => void,
): Generator<void, Float64Array<ArrayBuffer>> {
  const { inputs, labels, features, classes } = rows;
  const width = features + 1;
  if (
    labels.length === 0 ||
    inputs.length !== labels.length * features ||
    vector.length !== classes * width
  ) {
    throw new RangeError(
      `logistic regression needs at least one sample of ${features} inputs and ${classes} x ${width} weights, got ${inputs.length} inputs, ${labels.length} labels and ${vector.length} weights`,
    );
  }
  const sum = new Float64Array(vector.length);
  const scores = Array.from({ length: 4 }, () => new Float64Array(classes));
  const four = Array.from({ length: 4 }, () => new Float64Array(width));
  for (let row = 0; row < labels.length; row += 4) {
    if (row % rowsAtOnce === 0) yield;
    const present = Math.min(4, labels.length - row);
    for (let k = 0; k < present; k++) {
      four[k]!.set(inputs.subarray((row + k) * features, (row + k + 1) * features));
      four[k]![features] = 1;
    }
    for (let k = present; k < 4; k++) four[k]!.fill(0);
    for (let c = 0; c < classes; c++) innerProducts(four, vector, c * width, scores, c);
    for (let k = 0; k < 4; k++) {
      if (k < present) turn(scores[k]!, row + k);
      else scores[k]!.fill(0);
    }
    for (let c = 0; c < classes; c++) addMultiples(sum, c * width, four, scores, c);
  }
  return sum;
}

/** x' v for four x at once, v from a place on: four at once read v a quarter as often. */
function innerProducts(
  [x0, x1, x2, x3]: readonly Float64Array[],
  vector: Float64Array,
  from: number,
  scores: readonly Float64Array[],
  c: number,
): void {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < x0!.length; i++) {
    const v = vector[from + i]!;
    s0 += x0![i]! * v;
    s1 += x1![i]! * v;
    s2 += x2![i]! * v;
    s3 += x3![i]! * v;
  }
  [scores[0]![c], scores[1]![c], scores[2]![c], scores[3]![c]] = [s0, s1, s2, s3];
}

/** Adds t x of four samples at once. */
function addMultiples(
  sum: Float64Array,
  from: number,
  [x0, x1, x2, x3]: readonly Float64Array[],
  scores: readonly Float64Array[],
  c: number,
): void {
  const [t0, t1, t2, t3] = scores.map((each) => each[c]!) as [number, number, number, number];
  for (let i = 0; i < x0!.length; i++) {
    sum[from + i]! += t0 * x0![i]! + t1 * x1![i]! + (t2 * x2![i]! + t3 * x3![i]!);
  }
}
