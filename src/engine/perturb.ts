import * as tf from '@tensorflow/tfjs';
import { compile } from '../gpu/pipelines';
import { noisyCopiesKernel, noisyCopiesOnGpu } from '../kernels/removal/noisyCopies';
import { type Matrix, matrix } from '../math/linear/matrix';
import { costOfImage } from '../math/network/cost';
import { embeddingOf, type MapShape, sizeOf } from '../math/network/graph';
import { outputLosses } from '../math/network/outputLoss';
import { sharesOfTokens } from '../math/network/textNodes';
import { noiseKey, noiseTable, noisyCopies } from '../math/random/counterNoise';
import type { Compute } from '../model/compute';
import { forward } from '../model/forward';
import { breathe, type Job } from '../model/job';
import type { Network } from '../model/network';
import { later, readAlone } from '../model/reads';
import { chosenLayers, countSlices, type SliceIndex, type SliceLayer, slicesOf } from '../model/slices';
import { meanOverTokens } from '../model/textForward';
import type { LabelledInput } from './forgetSet';
import type { RemovalRequest } from './request';

export interface Perturbation {
  /** The slices that can be chosen, one a column. */
  readonly slices: readonly SliceIndex[];
  /**
   * m x slices: the pre-activation output of every slice for every noisy copy (equation 9); of a filter the mean over the pixels, or over the tokens that are
   * not padding; of a head of attention the mean of its output, over these tokens and its channels.
   */
  readonly activations: Matrix;
  /** The loss of every noisy copy, nats. */
  readonly losses: Float64Array;
}

/** m, the standard deviation of the noise in units of the normalised input, and the seed. */
type PerturbationSettings = Pick<
  RemovalRequest,
  'perturbations' | 'perturbationDeviation' | 'seed' | 'attention'
>;

/** Every sample of a batch has noise of its own. */
const keyOf = (seed: number, place = 0) =>
  noiseKey(seed, place === 0 ? 'perturbation' : `perturbation ${place}`);

/** What noise is added to: an input, or of a text what its tokens are embedded as. */
interface NoisyPlace {
  readonly shape: MapShape;
  /** The node of the embedding; null where the noise is in the input. */
  readonly node: number | null;
  readonly values: Float32Array;
}

function noisyPlaceOf({ graph, input: shape }: Network, input: Float32Array): NoisyPlace {
  const node = embeddingOf(graph);
  if (node === null) return { shape, node, values: input };
  const embedded = graph.nodes[node]!.shape;
  // The noise alone: it is added to the embedding on its way.
  return { shape: embedded, node, values: new Float32Array(sizeOf(embedded)) };
}

/**
 * The m noisy copies of an input, one a row; of a text the noise in its embedded tokens. They depend on the seed alone: every backend sees the same, bit for
 * bit.
 */
export function drawCopies(
  network: Network,
  input: Float32Array,
  { perturbations, perturbationDeviation, seed }: PerturbationSettings,
): Float32Array {
  const { values } = noisyPlaceOf(network, input);
  return noisyCopies(values, 0, perturbations, noiseTable(perturbationDeviation), keyOf(seed));
}

/** A way to make some of the copies as a tensor: drawn on the GPU where there is one. */
async function openCopies(
  { gpu }: Compute,
  { values, shape }: NoisyPlace,
  { perturbationDeviation, seed }: PerturbationSettings,
  place: number,
): Promise<(from: number, rows: number) => tf.Tensor> {
  const table = noiseTable(perturbationDeviation);
  const key = keyOf(seed, place);
  if (!gpu) return (from, rows) => tf.tensor(noisyCopies(values, from, rows, table, key), [rows, ...shape]);
  await compile(gpu, [noisyCopiesKernel]);
  return (from, rows) =>
    noisyCopiesOnGpu(gpu, tf.tensor(values, [...shape]), tf.tensor1d(table), key, from, rows);
}

/**
 * Step 1 of Algorithm 1: m copies of each sample with Gaussian noise, through the network. Of a batch of samples activations and losses are
 * the means over the batch, so that one selection serves them all.
 */
export async function perturb(
  compute: Compute,
  network: Network,
  samples: readonly LabelledInput[],
  settings: PerturbationSettings,
  { signal, onProgress }: Job = {},
): Promise<Perturbation> {
  const [first, ...others] = samples;
  if (!first) throw new RangeError('a perturbation needs at least one sample, got none');
  const step = (done: number) => ({
    signal,
    onProgress: (fraction: number) => onProgress?.((done + fraction) / samples.length),
  });
  const sum = await perturbSample(compute, network, first, settings, 0, step(0));
  for (const [i, sample] of others.entries()) {
    const { activations, losses } = await perturbSample(
      compute,
      network,
      sample,
      settings,
      i + 1,
      step(i + 1),
    );
    for (let k = 0; k < losses.length; k++) sum.losses[k]! += losses[k]!;
    const { values } = sum.activations;
    for (let k = 0; k < values.length; k++) values[k]! += activations.values[k]!;
  }
  if (others.length === 0) return sum;
  const { rows, columns, values } = sum.activations;
  return {
    slices: sum.slices,
    activations: matrix(
      rows,
      columns,
      values.map((value) => value / samples.length),
    ),
    losses: sum.losses.map((loss) => loss / samples.length),
  };
}

async function perturbSample(
  compute: Compute,
  network: Network,
  { input, label }: LabelledInput,
  settings: PerturbationSettings,
  place: number,
  { signal, onProgress }: Job,
): Promise<Perturbation> {
  const { batchRows } = network;
  const layers = chosenLayers(network, settings.attention);
  const count = settings.perturbations;
  const slices = countSlices(layers);
  const activations = new Float32Array(count * slices);
  const losses = new Float64Array(count);
  const noisy = noisyPlaceOf(network, input);
  const copies = await openCopies(compute, noisy, settings, place);
  const pass = passOf(network, layers, input, noisy);
  const take = ([logits, ...means]: Float32Array[], from: number, rows: number) => {
    const { classes, graph } = network;
    const { loss } = outputLosses[graph.loss];
    for (let row = 0; row < rows; row++) {
      losses[from + row] = loss(logits!.subarray(row * classes, (row + 1) * classes), label);
      let column = (from + row) * slices;
      layers.forEach(({ units }, k) => {
        activations.set(means[k]!.subarray(row * units, (row + 1) * units), column);
        column += units;
      });
    }
  };
  const cost = costOfImage(network.graph);
  await readAlone(signal, async (reads) => {
    const taken: Promise<void>[] = [];
    for (let from = 0; from < count; from += batchRows) {
      const rows = Math.min(batchRows, count - from);
      const outputs = tf.tidy(() => {
        return pass(copies(from, rows));
      });
      taken.push(later(reads.take(outputs).then((values) => take(values, from, rows))).result);
      await reads.recorded({
        multiplications: rows * cost.multiplications,
        values: rows * cost.values,
      });
      onProgress?.((from + rows) / count);
      await breathe(signal);
    }
    return later(Promise.all(taken));
  });
  return { slices: slicesOf(layers), activations: matrix(count, slices, activations), losses };
}

/** Sends copies through the network: logits, and the mean activation of each slice. */
function passOf(
  network: Network,
  layers: readonly SliceLayer[],
  input: Float32Array,
  { node }: NoisyPlace,
): (copies: tf.Tensor) => tf.Tensor[] {
  if (node === null) {
    return (copies) => {
      const { logits, values } = network.evaluate(copies);
      return [logits, ...layers.map(({ node }) => meanOverPixels(values[node]!))];
    };
  }
  const shares = Float32Array.from(sharesOfTokens(input));
  return (noise) => {
    const tokens = tf.tile(network.toTensor(input), [noise.shape[0]!, 1, 1, 1]);
    const { graph, variables } = network;
    const { logits, values } = forward(graph, variables, tokens, {
      probes: new Map([[node, noise]]),
    });
    return [
      logits,
      ...layers.map((layer) => meanOfSlices(layer, meanOverTokens(values[layer.node]!, shares))),
    ];
  };
}

/** [batch, slices]: of a layer of heads the mean over the channels of each, which stand one after another. */
function meanOfSlices({ kind, units }: SliceLayer, output: tf.Tensor): tf.Tensor {
  return kind === 'heads' ? tf.mean(tf.reshape(output, [output.shape[0]!, units, -1]), 2) : output;
}

/** [batch, units] of a dense layer as it is; [batch, height, width, filters] averaged over height and width. */
function meanOverPixels(output: tf.Tensor): tf.Tensor {
  return output.rank === 4 ? tf.mean(output, [1, 2]) : output;
}
