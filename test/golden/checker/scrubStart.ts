/** scrub_step.json up to the removal: training, perturbation and selection, in float64. */

import { foci } from '../../../src/math/dependence/foci';
import type { FociTrace } from '../../../src/math/dependence/fociTrace';
import { matrix } from '../../../src/math/linear/matrix';
import { crossEntropy } from '../../../src/math/network/crossEntropy';
import { evaluateLogits } from '../../../src/math/network/evaluateGraph';
import { denseGraph, type NetworkGraph } from '../../../src/math/network/graph';
import { type SliceLayer, sliceLayers } from '../../../src/model/slices';
import type { Sample } from './batchMeans';
import { flatten, type ScrubFile } from './scrubFile';
import { type Epoch, repeatTraining, type TrainingRun } from './scrubTraining';

/** Everything that the removals of the file start from. */
export interface ScrubStart {
  readonly run: TrainingRun;
  readonly graph: NetworkGraph;
  readonly layers: readonly SliceLayer[];
  readonly epochs: readonly Epoch[];
  /** The trained parameters, and what the file says they are. */
  readonly parameters: Float64Array;
  readonly expectedParameters: Float64Array;
  readonly removed: Sample;
  /** All training samples but the removed one. */
  readonly residual: readonly Sample[];
  /** Of the perturbed copies: m x classes, and m. */
  readonly activations: readonly Float64Array[];
  readonly losses: readonly number[];
  readonly selection: FociTrace;
  /** lambda. */
  readonly damping: number;
}

/** Trains, perturbs and selects, as the file says. */
export function repeatUntilRemoval(golden: ScrubFile): ScrubStart {
  const { config } = golden;
  const graph = denseGraph([config.features, config.classes], ['linear']);
  const layers = sliceLayers(graph);
  const samples = golden.X.map((x, i) => ({ input: Float64Array.from(x), label: golden.y[i]! }));
  const run: TrainingRun = {
    graph,
    samples,
    start: flatten(layers[0]!, golden.initial_weight, golden.initial_bias),
    orders: golden.sample_order_per_epoch,
    batchSize: config.batch_size,
    weightDecay: config.weight_decay,
    momentum: config.momentum,
    learningRate: () => config.lr,
  };
  const epochs = repeatTraining(run);
  const { parameters } = epochs.at(-1)!;
  const removed = samples[config.sample]!;
  const activations = golden.perturbation_standard_normal.map((z) => {
    const copy = removed.input.map((value, i) => value + golden.perturbation_scale * z[i]!);
    return evaluateLogits(graph, parameters, copy);
  });
  const losses = activations.map((logits) => crossEntropy(logits, removed.label));
  const entries = Float64Array.from(activations.flatMap((row) => Array.from(row)));
  return {
    run,
    graph,
    layers,
    epochs,
    parameters,
    expectedParameters: flatten(layers[0]!, golden.training.final_weight, golden.training.final_bias),
    removed,
    residual: samples.filter((_, i) => i !== config.sample),
    activations,
    losses,
    selection: foci(losses, matrix(losses.length, config.classes, entries)),
    damping: config.l2,
  };
}
