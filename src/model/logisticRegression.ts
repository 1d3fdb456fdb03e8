/**
 * A network that is logistic regression (one dense layer on the pixels, with a softmax or with sigmoids), with its objective in float64: the one kind of model
 * whose minimum is unique, and can be reached to rounding. Inputs are the float32 numbers that the network is given.
 */

import { type Dataset, type ImageSet, normalise } from '../data/dataset';
import type { NetworkGraph, WeightTensor } from '../math/network/graph';
import {
  evaluateRegression,
  type LabelledRows,
  multiplyHessian,
  type RegressionPoint,
} from '../math/network/logisticRegression';
import { runInPieces } from './job';
import { labelsOf } from './labels';

type Vector = Float32Array | Float64Array;

/** Where the weights of a logistic regression lie in the flat vector. */
interface Layout {
  /** Features x classes. */
  readonly kernel: WeightTensor;
  readonly bias: WeightTensor;
}

/** Where the weights lie; null: the network is no logistic regression with biases. */
function findLayout({ nodes, weights }: NetworkGraph): Layout | null {
  const last = nodes.at(-1)!;
  const isPlain = nodes.slice(0, -1).every(({ op }) => op === 'input' || op === 'flatten');
  if (!isPlain || last.op !== 'dense' || last.bias === null || weights.length !== 2) return null;
  return { kernel: weights[last.kernel]!, bias: weights[last.bias]! };
}

/** Whether a network is logistic regression: its loss with weight decay is then strongly convex. */
export function isRegression(graph: NetworkGraph): boolean {
  return findLayout(graph) !== null;
}

/** The objective of a logistic regression on a set of images: the mean loss, and the decay of every weight. */
export interface Regression {
  readonly samples: number;
  /** mu. */
  readonly decay: number;
  /** Loss, gradient and probabilities; vectors here are class by class (math/network/logisticRegression.ts). */
  evaluate(weights: Float64Array, signal?: AbortSignal): Promise<RegressionPoint>;
  /** H v at a point, without the decay. */
  multiply(point: RegressionPoint, vector: Float64Array, signal?: AbortSignal): Promise<Float64Array>;
  /** The flat vector class by class. */
  toRows(flat: Vector): Float64Array;
  /** A vector class by class, flat and in float32. */
  toFlat(rows: Float64Array): Float32Array;
}

/**
 * The objective on a set of images; null where the network is no logistic regression.
 * @param decay mu
 */
export function openRegression(
  { graph, classes }: { readonly graph: NetworkGraph; readonly classes: number },
  dataset: Pick<Dataset, 'shape' | 'normalisation'>,
  set: ImageSet,
  decay: number,
): Regression | null {
  const layout = findLayout(graph);
  if (!layout) return null;
  const { kernel, bias } = layout;
  const features = kernel.shape[0]!;
  const rows: LabelledRows = {
    inputs: normalise(set, dataset, 0, set.count),
    labels: labelsOf(set),
    loss: graph.loss,
    features,
    classes,
  };
  const width = features + 1;
  return {
    samples: set.count,
    decay,
    evaluate: (weights, signal) => runInPieces(evaluateRegression(rows, weights, decay), signal),
    multiply: ({ probabilities }, vector, signal) =>
      runInPieces(multiplyHessian(rows, probabilities, vector, 0), signal),
    toRows(flat) {
      const turned = new Float64Array(classes * width);
      for (let c = 0; c < classes; c++) {
        for (let i = 0; i < features; i++) turned[c * width + i] = flat[kernel.offset + i * classes + c]!;
        turned[c * width + features] = flat[bias.offset + c]!;
      }
      return turned;
    },
    toFlat(turned) {
      const flat = new Float32Array(graph.parameterCount);
      for (let c = 0; c < classes; c++) {
        for (let i = 0; i < features; i++) flat[kernel.offset + i * classes + c] = turned[c * width + i]!;
        flat[bias.offset + c] = turned[c * width + features]!;
      }
      return flat;
    },
  };
}
