import * as tf from '@tensorflow/tfjs';
import type { MapShape } from '../math/network/graph';
import { MeanOfTokens, SelfAttention, TokenEmbedding } from './textLayers';

export interface TransformerSizes {
  /** Most tokens of a vocabulary; 0 is padding. */
  readonly tokens: number;
  /** Channels of a token. */
  readonly channels: number;
  /** They share the channels. */
  readonly heads: number;
  /** Units of the first dense layer, for each token. */
  readonly hidden: number;
}

/**
 * One block of a transformer encoder (A. Vaswani et al., 2017, section 3.1), normalised after each sum, and sigmoids on the mean of its tokens. Dense layers
 * for each token are convolutions of one place, so that their units are slices as any filters are.
 */
export function transformer(sizes: TransformerSizes): (input: MapShape, classes: number) => tf.LayersModel {
  const { tokens, channels, heads, hidden } = sizes;
  return (input, classes) => {
    const apply = (layer: tf.layers.Layer, ...from: tf.SymbolicTensor[]) =>
      layer.apply(from.length === 1 ? from[0]! : from) as tf.SymbolicTensor;
    const forEachToken = (units: number, name: string) =>
      tf.layers.conv2d({ filters: units, kernelSize: 1, name, kernelInitializer: 'zeros' });
    const sum = (name: string, ...maps: tf.SymbolicTensor[]) =>
      apply(tf.layers.layerNormalization({ name, axis: -1, epsilon: 1e-5 }), apply(tf.layers.add(), ...maps));
    const start = tf.input({ shape: [...input] });
    const embedded = apply(new TokenEmbedding({ name: 'embedding', tokens, channels }), start);
    const projected = ['query', 'key', 'value'].map((name) => apply(forEachToken(channels, name), embedded));
    const seen = apply(new SelfAttention({ name: 'attention', heads }), ...projected, start);
    const attended = sum('norm1', embedded, apply(forEachToken(channels, 'attentionOutput'), seen));
    const widened = apply(forEachToken(hidden, 'hidden1'), attended);
    const narrowed = apply(
      forEachToken(channels, 'hidden2'),
      apply(tf.layers.activation({ activation: 'relu' }), widened),
    );
    const mean = apply(new MeanOfTokens({ name: 'mean' }), sum('norm2', attended, narrowed), start);
    const output = apply(
      tf.layers.dense({ units: classes, name: 'output', kernelInitializer: 'zeros', activation: 'sigmoid' }),
      mean,
    );
    return tf.model({ inputs: start, outputs: output });
  };
}
