/**
 * The losses of a network, on its outputs z for an image of class y:
 *   softmax:   log(sum_k e^z_k) - z_y                                      one class of several
 *   sigmoids:  1/K sum_k log(1 + e^z_k) - t_k z_k,   t_k = 1 for k = y      K classes, each answered for by itself: the binary cross-entropy of Keras
 *              and TensorFlow.js, which is the mean over the outputs. Several t_k may be 1, or none
 * With p_k = 1 / (1 + e^-z_k) the second has the gradient (p - t) / K and the Hessian diag(p (1 - p)) / K in z. Nats, in float64.
 */

import { drawLabels } from '../random/drawLabels';
import type { Random } from '../random/random';
import { marginOf, marginOfLoss } from '../yardstick/margin';
import { crossEntropy, logitGradient, softmax } from './crossEntropy';
import { softmaxEntropy } from './entropy';
import { meanJensenShannon } from './jensenShannon';

type Vector = Float32Array | Float64Array;

export type LossId = 'softmax' | 'sigmoids';

/** What is true of a sample: its class, 0 to outputs - 1, or of each class whether it is (1) or not (0), which sigmoids alone can take. */
export type Label = number | Uint8Array;

/** Whether a class is true of a sample. */
export function isTrueOf(label: Label, k: number): boolean {
  return typeof label === 'number' ? k === label : label[k] === 1;
}

/** The classes that are true of a sample. */
export function classesIn(label: Label): number[] {
  return typeof label === 'number' ? [label] : [...label.keys()].filter((k) => label[k] === 1);
}

/** @throws RangeError where softmax is asked for several classes */
function oneClass(label: Label): number {
  if (typeof label === 'number') return label;
  throw new RangeError('softmax takes one class a sample, got a set of classes: sigmoids take that');
}

/** Targets of some images and by how much each image counts with them. */
export interface WeightedTargets {
  /** Images x outputs. */
  readonly targets: Float32Array;
  /** Non-negative, one an image. */
  readonly weights: Float32Array;
}

/** What the lab asks of a loss. */
export interface OutputLoss {
  loss(outputs: Vector, label: Label): number;
  /** Of the loss in the outputs. */
  gradient(outputs: Vector, label: Label): Float64Array;
  /** What the model takes each class to be with: they add up to 1 for softmax alone. */
  probabilities(outputs: Vector): Float64Array;
  /** The gradient from the probabilities, where the outputs are not kept: with fewer digits of a sample that is almost certain. */
  gradientAt(probabilities: Float64Array, label: Label): Float64Array;
  /** An entry of the Hessian of the loss in the outputs, whatever the label. */
  hessianAt(probabilities: Float64Array, k: number, l: number): number;
  /** That Hessian times a vector. */
  multiplyHessian(probabilities: Float64Array, tangent: Float64Array): Float64Array;
  /** The same, written over the vector, with the probabilities from a place of an array on: a solver does it for every sample at every step. */
  turnByHessian(probabilities: Float64Array, from: number, tangent: Float64Array): void;
  /** 0 where the model is certain; for sigmoids the mean of those of the outputs. */
  entropy(outputs: Vector): number;
  /**
   * -log(e^loss - 1), which for softmax is the logit of the probability of the label. Of a set of classes the mean signed logit, 1/K sum_k (2 t_k - 1) z_k:
   * each term is the logit of the probability of what is true.
   */
  margin(outputs: Vector, label: Label): number;
  /** The mean over images of the divergence of two models' predictions, in bits; for sigmoids the mean over the outputs, each answering yes or no. */
  divergence(first: Vector, second: Vector, outputs: number): number;
  /**
   * Targets drawn from the model's own predictions. With g the gradient for them, the expected g g' times `drawnScale(outputs)` is the Hessian in the outputs.
   * @param probabilities images x outputs
   */
  drawTargets(probabilities: Float64Array, outputs: number, random: Random): Float32Array;
  drawnScale(outputs: number): number;
  /** As many choices of targets as there are outputs: the sum over the choices of weight g g' is the Hessian in the outputs, without any chance. */
  everyTarget(probabilities: Float64Array, outputs: number): WeightedTargets[];
}

export const outputLosses: Readonly<Record<LossId, OutputLoss>> = {
  softmax: {
    loss: (outputs, label) => crossEntropy(outputs, oneClass(label)),
    gradient: (outputs, label) => logitGradient(outputs, oneClass(label)),
    probabilities: softmax,
    gradientAt: (probabilities, label) => probabilities.map((p, k) => (isTrueOf(label, k) ? p - 1 : p)),
    hessianAt: (probabilities, k, l) => probabilities[k]! * ((k === l ? 1 : 0) - probabilities[l]!),
    multiplyHessian: (probabilities, tangent) => turned('softmax', probabilities, tangent),
    turnByHessian(probabilities, from, tangent) {
      let mean = 0;
      for (let k = 0; k < tangent.length; k++) mean += probabilities[from + k]! * tangent[k]!;
      for (let k = 0; k < tangent.length; k++) tangent[k] = probabilities[from + k]! * (tangent[k]! - mean);
    },
    entropy: softmaxEntropy,
    margin: (outputs, label) => marginOf(outputs, oneClass(label)),
    divergence: meanJensenShannon,
    drawTargets(probabilities, outputs, random) {
      const labels = drawLabels(probabilities, outputs, random);
      return fillRows(labels.length, outputs, (row, k) => (labels[row] === k ? 1 : 0));
    },
    drawnScale: () => 1,
    everyTarget: (probabilities, outputs) =>
      choices(probabilities, outputs, (own) => ({
        target: (_, k) => (k === own ? 1 : 0),
        weight: (p) => p,
      })),
  },
  sigmoids: {
    loss: (outputs, label) =>
      sumOver(outputs, (z, k) => binaryLoss(isTrueOf(label, k) ? -z : z)) / outputs.length,
    gradient: (outputs, label) =>
      Float64Array.from(outputs, (z, k) => (isTrueOf(label, k) ? -sigmoid(-z) : sigmoid(z)) / outputs.length),
    probabilities: (outputs) => Float64Array.from(outputs, sigmoid),
    gradientAt: (probabilities, label) =>
      probabilities.map((p, k) => (isTrueOf(label, k) ? p - 1 : p) / probabilities.length),
    hessianAt: (probabilities, k, l) =>
      k === l ? (probabilities[k]! * (1 - probabilities[k]!)) / probabilities.length : 0,
    multiplyHessian: (probabilities, tangent) => turned('sigmoids', probabilities, tangent),
    turnByHessian(probabilities, from, tangent) {
      for (let k = 0; k < tangent.length; k++) {
        const p = probabilities[from + k]!;
        tangent[k] = (p * (1 - p) * tangent[k]!) / tangent.length;
      }
    },
    entropy: (outputs) => sumOver(outputs, binaryEntropy) / outputs.length,
    margin: (outputs, label) =>
      typeof label === 'number'
        ? marginOfLoss(outputLosses.sigmoids.loss(outputs, label))
        : sumOver(outputs, (z, k) => (isTrueOf(label, k) ? z : -z)) / outputs.length,
    divergence: (first, second, outputs) =>
      meanJensenShannon(yesAndNo(first, outputs), yesAndNo(second, outputs), 2 * outputs),
    drawTargets: (probabilities, outputs, random) =>
      fillRows(probabilities.length / outputs, outputs, (row, k) =>
        random.uniform() < probabilities[row * outputs + k]! ? 1 : 0,
      ),
    drawnScale: (outputs) => outputs,
    everyTarget: (probabilities, outputs) =>
      choices(probabilities, outputs, (own) => ({
        target: (p, k) => (k === own ? p - 1 : p),
        weight: (p) => p * (1 - p) * outputs,
      })),
  },
};

function turned(loss: LossId, probabilities: Float64Array, tangent: Float64Array): Float64Array {
  const product = tangent.slice();
  outputLosses[loss].turnByHessian(probabilities, 0, product);
  return product;
}

/** 1 / (1 + e^-z), without overflow. */
function sigmoid(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

/** log(1 + e^z), the loss of an output whose target is 0. */
function binaryLoss(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** -p log p - (1 - p) log(1 - p) = log(1 + e^-|z|) + |z| (1 - p) with p the sigmoid of |z|: no difference in it. */
function binaryEntropy(z: number): number {
  const far = Math.abs(z);
  return far === Number.POSITIVE_INFINITY ? 0 : binaryLoss(-far) + far * sigmoid(-far);
}

function sumOver(outputs: Vector, of: (z: number, k: number) => number): number {
  let sum = 0;
  for (let k = 0; k < outputs.length; k++) sum += of(outputs[k]!, k);
  return sum;
}

/** Each output as the two answers of a distribution, all of them together one: its divergence is the mean of those of the outputs. */
function yesAndNo(probabilities: Vector, outputs: number): Float64Array {
  const answers = new Float64Array(2 * probabilities.length);
  probabilities.forEach((p, i) => {
    answers[2 * i] = p / outputs;
    answers[2 * i + 1] = (1 - p) / outputs;
  });
  return answers;
}

function fillRows(rows: number, outputs: number, of: (row: number, k: number) => number): Float32Array {
  return Float32Array.from({ length: rows * outputs }, (_, i) => of(Math.floor(i / outputs), i % outputs));
}

/** What a choice makes of the probabilities: a target for each output, and a weight from that of its own. */
interface Choice {
  target(p: number, k: number): number;
  weight(p: number): number;
}

function choices(
  probabilities: Float64Array,
  outputs: number,
  choiceOf: (own: number) => Choice,
): WeightedTargets[] {
  const rows = probabilities.length / outputs;
  return Array.from({ length: outputs }, (_, own) => {
    const { target, weight } = choiceOf(own);
    return {
      targets: fillRows(rows, outputs, (row, k) => target(probabilities[row * outputs + k]!, k)),
      weights: Float32Array.from({ length: rows }, (_, row) => weight(probabilities[row * outputs + own]!)),
    };
  });
}
