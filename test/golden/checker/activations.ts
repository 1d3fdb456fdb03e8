/** activations.json: slices, activations, logits, losses and gradients of the authors' models. Within 1e-11. */

import { norm } from '../../../src/math/linear/vector';
import { evaluateLogits, sliceActivations } from '../../../src/math/network/evaluateGraph';
import { sliceLayers, sliceLength } from '../../../src/model/slices';
import { evaluateBatch } from './batchMeans';
import { type Check, close, equal } from './check';
import {
  type ActivationsFile,
  decodeModel,
  type Evaluation,
  type GoldenModel,
  type ModelCase,
} from './goldenModel';

const TOLERANCE = 1e-11;

/** Every model of the file. */
export function* checkActivations(file: unknown): Iterable<Check> {
  for (const golden of (file as ActivationsFile).cases) yield* checkModel(golden);
}

/** Its slices, every input by itself, and all of them as one batch. */
export function* checkModel(golden: ModelCase): Iterable<Check> {
  const model = decodeModel(golden);
  yield* checkSlices(golden, model);
  for (const [index, expected] of golden.per_input.entries()) {
    yield* checkEvaluation(`${golden.model} input ${index}`, expected, model, [index]);
  }
  const all = golden.labels.map((_, index) => index);
  yield* checkEvaluation(`${golden.model} batch`, golden.batch_of_all_inputs, model, all);
}

function* checkSlices({ model, slices }: ModelCase, { graph }: GoldenModel): Iterable<Check> {
  const layers = sliceLayers(graph);
  for (const [index, expected] of slices.entries()) {
    const layer = layers[index]!;
    const wanted = [expected.first_slice, expected.slices, expected.parameters_per_slice];
    yield equal(`${model} slices of ${expected.layer}`, wanted, [
      layer.firstSlice,
      layer.units,
      sliceLength(layer),
    ]);
  }
}

function* checkEvaluation(
  name: string,
  expected: Evaluation,
  { graph, parameters, inputs, labels }: GoldenModel,
  indices: readonly number[],
): Iterable<Check> {
  const outputs = indices.map((index) => sliceActivations(graph, parameters, inputs[index]!));
  const activations = outputs[0]!.flatMap((_, layer) => meanOf(outputs.map((output) => output[layer]!)));
  yield close(`${name} activations`, expected.activations, activations, TOLERANCE);
  const logits = indices.flatMap((index) => Array.from(evaluateLogits(graph, parameters, inputs[index]!)));
  yield close(`${name} logits`, expected.logits.flat(), logits, TOLERANCE);

  const batch = indices.map((index) => ({ input: inputs[index]!, label: labels[index]! }));
  const { loss, gradient } = evaluateBatch(graph, parameters, batch);
  yield close(`${name} loss`, expected.loss, loss, TOLERANCE);
  yield close(`${name} grad_norm`, expected.grad_norm, norm(gradient), TOLERANCE);
  for (const { name: tensor, offset, size } of graph.weights) {
    const torchName = tensor.replace('/kernel', '.weight').replace('/bias', '.bias');
    const wanted = expected.grad_norm_per_tensor[torchName]!;
    yield close(
      `${name} grad_norm of ${torchName}`,
      wanted,
      norm(gradient.subarray(offset, offset + size)),
      TOLERANCE,
    );
  }
}

function meanOf(vectors: readonly Float64Array[]): number[] {
  return Array.from(vectors[0]!, (_, i) => vectors.reduce((sum, v) => sum + v[i]!, 0) / vectors.length);
}
