import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../math/random';
import type { Architecture } from './architectures';
import { countParameters, denseLayers, type SliceLayer } from './slices';

/** A tfjs network whose parameters the lab holds as one flat float32 vector (layout: slices.ts). */
export interface Network {
  readonly architecture: Architecture;
  readonly layers: readonly SliceLayer[];
  readonly inputs: number;
  readonly classes: number;
  readonly parameterCount: number;
  /** The tfjs variables, kernel and bias of each layer in turn. */
  readonly variables: readonly tf.Variable[];
  /** Loads a flat vector into the variables. */
  setParameters(parameters: Float32Array): void;
  /** Reads the variables into a flat vector. */
  readParameters(): Promise<Float32Array>;
  /** Pre-activation outputs of every layer for a batch, [batch, units] each; the last are the logits. */
  preActivations(inputs: tf.Tensor2D): tf.Tensor2D[];
  /**
   * Gradients in `variables`, summed over a batch, from the gradient in its logits (back-propagation). By hand rather than on tfjs's
   * tape: the sums over a batch become products with a row of ones, where tfjs's reductions are slow on software adapters.
   */
  backward(
    inputs: tf.Tensor2D,
    preActivations: readonly tf.Tensor2D[],
    logitGradient: tf.Tensor2D,
  ): tf.Tensor[];
  dispose(): void;
}

/**
 * Builds the tf.layers model of an architecture. The ReLUs are layers of their own, so that a dense layer's output is its
 * pre-activation: the activation that the paper's equation 9 speaks of.
 */
export function createNetwork(architecture: Architecture, inputs: number, classes: number): Network {
  const names = [...architecture.hiddenUnits.map((_, i) => `hidden${i + 1}`), 'output'];
  const layers = denseLayers([inputs, ...architecture.hiddenUnits, classes], names);
  const input = tf.input({ shape: [inputs] });
  const outputs: tf.SymbolicTensor[] = [];
  let hidden: tf.SymbolicTensor = input;
  for (const { units, relu } of layers) {
    const output = tf.layers.dense({ units, kernelInitializer: 'zeros' }).apply(hidden) as tf.SymbolicTensor;
    outputs.push(output);
    hidden = relu
      ? (tf.layers.activation({ activation: 'relu' }).apply(output) as tf.SymbolicTensor)
      : output;
  }
  const model = tf.model({ inputs: input, outputs });
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const sizes = variables.map(({ size }) => size);
  const parameterCount = countParameters(layers);
  const outputsOf = (batch: tf.Tensor2D) => {
    const answer = model.apply(batch) as tf.Tensor2D | tf.Tensor2D[];
    return Array.isArray(answer) ? answer : [answer];
  };
  return {
    architecture,
    layers,
    inputs,
    classes,
    parameterCount,
    variables,
    setParameters(parameters) {
      if (parameters.length !== parameterCount) {
        throw new RangeError(`this network has ${parameterCount} parameters, got ${parameters.length}`);
      }
      let offset = 0;
      variables.forEach((variable, i) => {
        const values = parameters.slice(offset, offset + sizes[i]!);
        tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
        offset += sizes[i]!;
      });
    },
    readParameters: () => readFlat(variables),
    preActivations: outputsOf,
    backward: (batch, preActivations, logitGradient) =>
      tf.tidy(() => {
        const gradients: tf.Tensor[] = [];
        const ones = tf.ones<tf.Rank.R2>([1, batch.shape[0]]);
        let upstream = logitGradient;
        for (let k = layers.length - 1; k >= 0; k--) {
          const below = preActivations[k - 1];
          const hidden = below ? tf.relu(below) : batch;
          const bias = tf.matMul(ones, upstream).reshape([-1]);
          gradients.unshift(tf.matMul(hidden, upstream, true, false), bias);
          if (below) {
            const kernel = variables[2 * k] as unknown as tf.Tensor2D;
            upstream = tf.mul(tf.matMul(upstream, kernel, false, true), tf.step(below));
          }
        }
        return gradients;
      }),
    dispose: () => {
      model.dispose();
    },
  };
}

/** Reads tensors one after another into one flat vector. */
export async function readFlat(tensors: readonly tf.Tensor[]): Promise<Float32Array> {
  const parts = await Promise.all(tensors.map((tensor) => tensor.data() as Promise<Float32Array>));
  const flat = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    flat.set(part, offset);
    offset += part.length;
  }
  return flat;
}

/** Fresh parameters: uniform within 1 / sqrt(inputs) of 0 for kernels and biases (torch's default for dense layers). */
export function initialParameters(layers: readonly SliceLayer[], seed: number): Float32Array {
  const random = createRandom(seed, 'initial parameters');
  const parameters = new Float32Array(countParameters(layers));
  for (const { inputs, units, kernelOffset } of layers) {
    const bound = 1 / Math.sqrt(inputs);
    for (let i = 0; i < (inputs + 1) * units; i++) {
      parameters[kernelOffset + i] = (2 * random.uniform() - 1) * bound;
    }
  }
  return parameters;
}
