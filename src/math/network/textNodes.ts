/**
 * The layers of a transformer (A. Vaswani et al., "Attention is all you need", NIPS 2017) on a map of places, each with its token:
 *   embedding              out[p] = table[token[p]] + positions[p]
 *   layer normalisation    out[p, c] = gamma[c] (x[p, c] - mean_p) / sqrt(variance_p + epsilon) + beta[c]   (J. L. Ba, J. R. Kiros, G. E. Hinton, 2016)
 *   attention, each head   out[p] = sum_t a[p, t] v[t],   a[p, t] = exp(q[p] . k[t] / sqrt(d)) / sum over the tokens that are not padding
 *   mean of tokens         out = the mean of x[p] over the places whose token is not padding
 * Padding is token 0.
 */

import { type GraphNode, sizeOf } from './graph';
import type { NodeGradients, NodeInput, PartOf } from './nodeValues';

type EmbedNode = Extract<GraphNode, { op: 'embed' }>;
type LayerNormNode = Extract<GraphNode, { op: 'layerNorm' }>;
type AttentionNode = Extract<GraphNode, { op: 'attention' }>;

/** The embedded tokens. @throws RangeError for a number that is no token */
export function evaluateEmbedding(node: EmbedNode, tokens: NodeInput, weight: PartOf): Float64Array {
  const channels = node.shape[2];
  const table = weight(node.table);
  const embedded = Float64Array.from(weight(node.positions));
  tokens.values.forEach((token, place) => {
    if (!Number.isInteger(token) || token < 0 || token >= table.length / channels)
      throw new RangeError(`a token is 0 to ${table.length / channels - 1}, got ${token} at place ${place}`);
    for (let c = 0; c < channels; c++) embedded[place * channels + c]! += table[token * channels + c]!;
  });
  return embedded;
}

/** Adds to the gradients in both tables; a token has none. */
export function differentiateEmbedding(
  node: EmbedNode,
  tokens: NodeInput,
  { upstream, weightGradient }: NodeGradients,
): void {
  const channels = node.shape[2];
  const [table, positions] = [weightGradient(node.table), weightGradient(node.positions)];
  for (let i = 0; i < upstream.length; i++) {
    positions[i]! += upstream[i]!;
    table[tokens.values[Math.floor(i / channels)]! * channels + (i % channels)]! += upstream[i]!;
  }
}

/** The normalised map. */
export function evaluateLayerNorm(node: LayerNormNode, { values }: NodeInput, weight: PartOf): Float64Array {
  const channels = node.shape[2];
  const [gamma, beta] = [weight(node.gamma), weight(node.beta)];
  const { standardised } = standardise(values, channels, node.epsilon);
  return standardised.map((value, i) => gamma[i % channels]! * value + beta[i % channels]!);
}

/** Adds to the gradients in scale, shift and input. */
export function differentiateLayerNorm(
  node: LayerNormNode,
  { values }: NodeInput,
  weight: PartOf,
  { upstream, downstream, weightGradient }: NodeGradients,
): void {
  const channels = node.shape[2];
  const gamma = weight(node.gamma);
  const [gammaGradient, betaGradient] = [weightGradient(node.gamma), weightGradient(node.beta)];
  const { standardised, deviations } = standardise(values, channels, node.epsilon);
  for (let from = 0; from < values.length; from += channels) {
    const above = upstream.subarray(from, from + channels);
    const own = standardised.subarray(from, from + channels);
    const scaled = above.map((value, c) => value * gamma[c]!);
    const mean = scaled.reduce((sum, value) => sum + value, 0) / channels;
    const along = scaled.reduce((sum, value, c) => sum + value * own[c]!, 0) / channels;
    for (let c = 0; c < channels; c++) {
      gammaGradient[c]! += above[c]! * own[c]!;
      betaGradient[c]! += above[c]!;
      downstream[from + c]! += (scaled[c]! - mean - own[c]! * along) / deviations[from / channels]!;
    }
  }
}

function standardise(values: Float64Array, channels: number, epsilon: number) {
  const standardised = new Float64Array(values.length);
  const deviations = new Float64Array(values.length / channels);
  for (let from = 0; from < values.length; from += channels) {
    const own = values.subarray(from, from + channels);
    const mean = own.reduce((sum, value) => sum + value, 0) / channels;
    const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / channels;
    const deviation = Math.sqrt(variance + epsilon);
    deviations[from / channels] = deviation;
    standardised.set(
      own.map((value) => (value - mean) / deviation),
      from,
    );
  }
  return { standardised, deviations };
}

/** One head: its channels of each map, and a. */
interface Head {
  /** First channel. */
  readonly from: number;
  /** Channels. */
  readonly width: number;
  /** a, places x places. */
  readonly weights: Float64Array;
}

function headsOf(node: AttentionNode, inputs: readonly NodeInput[]): Head[] {
  const [queries, keys, , tokens] = inputs as [NodeInput, NodeInput, NodeInput, NodeInput];
  const channels = node.shape[2];
  const width = channels / node.heads;
  const places = tokens.values.length;
  return Array.from({ length: node.heads }, (_, head) => {
    const from = head * width;
    const weights = new Float64Array(places * places);
    for (let p = 0; p < places; p++) {
      const scores = Array.from({ length: places }, (_, t) => {
        if (tokens.values[t] === 0) return Number.NEGATIVE_INFINITY;
        let product = 0;
        for (let c = from; c < from + width; c++)
          product += queries.values[p * channels + c]! * keys.values[t * channels + c]!;
        return product / Math.sqrt(width);
      });
      const largest = Math.max(...scores);
      const powers = scores.map((score) => Math.exp(score - largest));
      const sum = powers.reduce((total, power) => total + power, 0);
      for (let t = 0; t < places; t++) weights[p * places + t] = powers[t]! / sum;
    }
    return { from, width, weights };
  });
}

/** What each place gathers from all that are not padding, head after head. @throws RangeError where all tokens are padding */
export function evaluateAttention(node: AttentionNode, inputs: readonly NodeInput[]): Float64Array {
  refuseNothing(inputs[3]!);
  const channels = node.shape[2];
  const values = inputs[2]!.values;
  const output = new Float64Array(sizeOf(node.shape));
  const places = output.length / channels;
  for (const { from, width, weights } of headsOf(node, inputs)) {
    for (let p = 0; p < places; p++)
      for (let t = 0; t < places; t++)
        for (let c = from; c < from + width; c++)
          output[p * channels + c]! += weights[p * places + t]! * values[t * channels + c]!;
  }
  return output;
}

/**
 * Adds to the gradient in what it reads: with g the upstream and b[p, t] = a[p, t] (g[p] . v[t] - sum_s a[p, s] g[p] . v[s]),
 *   dv[t] = sum_p a[p, t] g[p]     dq[p] = sum_t b[p, t] k[t] / sqrt(d)     dk[t] = sum_p b[p, t] q[p] / sqrt(d)
 * @param read 0 queries, 1 keys, 2 values, 3 tokens, which have none
 */
export function differentiateAttention(
  node: AttentionNode,
  inputs: readonly NodeInput[],
  read: number,
  { upstream, downstream }: NodeGradients,
): void {
  if (read === 3) return;
  const channels = node.shape[2];
  const [queries, keys, values] = inputs.map((input) => input.values) as Float64Array[];
  const places = upstream.length / channels;
  for (const { from, width, weights } of headsOf(node, inputs)) {
    for (let p = 0; p < places; p++) {
      const own = weights.subarray(p * places, (p + 1) * places);
      const products = own.map((_, t) => {
        let product = 0;
        for (let c = from; c < from + width; c++)
          product += upstream[p * channels + c]! * values![t * channels + c]!;
        return product;
      });
      const mean = own.reduce((sum, weight, t) => sum + weight * products[t]!, 0);
      for (let t = 0; t < places; t++) {
        const slope = (own[t]! * (products[t]! - mean)) / Math.sqrt(width);
        for (let c = from; c < from + width; c++) {
          const [atPlace, atToken] = [p * channels + c, t * channels + c];
          if (read === 0) downstream[atPlace]! += slope * keys![atToken]!;
          if (read === 1) downstream[atToken]! += slope * queries![atPlace]!;
          if (read === 2) downstream[atToken]! += own[t]! * upstream[atPlace]!;
        }
      }
    }
  }
}

/**
 * By how much each place counts in a mean over the tokens: 1 / their number, 0 for padding.
 * @throws RangeError where all tokens are padding
 */
export function sharesOfTokens(tokens: ArrayLike<number>): Float64Array {
  const isToken = Float64Array.from(tokens, (token) => (token === 0 ? 0 : 1));
  const count = isToken.reduce((sum, one) => sum + one, 0);
  if (count === 0) throw new RangeError('a text needs at least one token that is not padding, got 0');
  return isToken.map((one) => one / count);
}

function refuseNothing({ values }: NodeInput): void {
  sharesOfTokens(values);
}

/** The mean of each channel over the tokens. */
export function evaluateMeanOfTokens([map, tokens]: readonly NodeInput[]): Float64Array {
  const shares = sharesOfTokens(tokens!.values);
  const channels = map!.shape[2];
  const means = new Float64Array(channels);
  map!.values.forEach((value, i) => {
    means[i % channels]! += value * shares[Math.floor(i / channels)]!;
  });
  return means;
}

/** Adds to the gradient in the map; read 1, the tokens, has none. */
export function differentiateMeanOfTokens(
  [map, tokens]: readonly NodeInput[],
  read: number,
  { upstream, downstream }: NodeGradients,
): void {
  if (read === 1) return;
  const shares = sharesOfTokens(tokens!.values);
  const channels = map!.shape[2];
  for (let i = 0; i < downstream.length; i++)
    downstream[i]! += upstream[i % channels]! * shares[Math.floor(i / channels)]!;
}
