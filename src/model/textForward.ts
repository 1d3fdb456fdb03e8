/** The layers of a transformer (math/network/textNodes.ts) on a batch, in tf operations. */

import * as tf from '@tensorflow/tfjs';
import { takeRows } from '../kernels/autodiff/embedTokens';
import type { MapShape } from '../math/network/graph';

/**
 * @param tokens [batch, 1, 1, places], numbers of tokens
 * @param positions [places, channels]
 * @returns [batch, 1, places, channels]
 */
export function embedTokens(tokens: tf.Tensor, table: tf.Tensor, positions: tf.Tensor): tf.Tensor {
  const rows = tf.add(takeRows(table as tf.Tensor2D, tokens), positions);
  const [batch, places, channels] = rows.shape as [number, number, number];
  return tf.reshape(rows, [batch, 1, places, channels]);
}

/** Over the channels, the last axis. */
export function normaliseLayer(
  from: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
): tf.Tensor {
  return tf.add(tf.mul(standardise(from, epsilon), gamma), beta);
}

/** (x - mean) / sqrt(variance + epsilon), over the channels. */
export function standardise(from: tf.Tensor, epsilon: number): tf.Tensor {
  const centred = tf.sub(from, tf.mean(from, -1, true));
  const variance = tf.mean(tf.mul(centred, centred), -1, true);
  return tf.div(centred, tf.sqrt(tf.add(variance, epsilon)));
}

/** What the score of a padding token is lowered by: its exponential is 0 in float32. */
const farBelow = 1e9;

/**
 * @param maps queries, keys, values: [batch, height, width, channels]
 * @param tokens [batch, 1, 1, places]
 * @returns a map of their shape
 */
export function attend(maps: readonly tf.Tensor[], tokens: tf.Tensor, heads: number): tf.Tensor {
  const { shape } = maps[0]!;
  const [batch, channels] = [shape[0]!, shape.at(-1)!];
  const width = channels / heads;
  const headOf = (map: tf.Tensor) =>
    tf.transpose(tf.reshape(map, [batch, -1, heads, width]), [0, 2, 1, 3]) as tf.Tensor4D;
  const [queries, keys, values] = maps.map(headOf);
  const products = tf.mul(tf.matMul(queries!, keys!, false, true), 1 / Math.sqrt(width));
  const lowered = tf.mul(tf.sub(isToken(tokens), 1), farBelow);
  const weights = tf.softmax(tf.add(products, lowered));
  const gathered = tf.transpose(tf.matMul(weights, values!), [0, 2, 1, 3]);
  return tf.reshape(gathered, shape);
}

/**
 * @param map [batch, height, width, channels]
 * @param tokens [batch, 1, 1, places]
 * @returns [batch, channels]
 */
export function meanOfTokens(map: tf.Tensor, tokens: tf.Tensor): tf.Tensor {
  const [batch, channels] = [map.shape[0]!, map.shape.at(-1)!];
  const shares = sharesOf(tokens);
  return tf.sum(tf.mul(tf.reshape(map, [batch, -1, channels]), tf.reshape(shares, [batch, -1, 1])), 1);
}

/** 1 / the number of tokens that are not padding, 0 for padding. */
function sharesOf(tokens: tf.Tensor): tf.Tensor {
  const counts = isToken(tokens);
  return tf.div(counts, tf.sum(counts, -1, true));
}

/** 1 where the token is not padding, else 0. */
function isToken(tokens: tf.Tensor): tf.Tensor {
  return tf.step(tokens);
}

/** The mean of a map over the tokens of the one text that all rows of the batch are of; of units without places what they are. */
export function meanOverTokens(output: tf.Tensor, shares: Float32Array): tf.Tensor {
  if (output.rank !== 4) return output;
  const [, height, width] = output.shape as [number, ...MapShape];
  return tf.sum(tf.mul(output, tf.tensor4d(shares, [1, height, width, 1])), [1, 2]);
}
