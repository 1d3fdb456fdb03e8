/** activations.json: activations, logits, losses and gradients of the authors' models. Within 1e-11. */
import { preActivations } from '../../math/denseNetwork';
import { norm } from '../../math/vector';
import { type Check, close, equal, type NotChecked } from './check';
import { evaluateBatch } from './denseBatch';
import {
  type ActivationsFile,
  type DenseModel,
  decodeDenseModel,
  type Evaluation,
  type ModelCase,
} from './denseModel';

const TOLERANCE = 1e-11;

/** Every model without convolutions; the others are named as not checked. */
export function* checkActivations(file: unknown): Iterable<Check | NotChecked> {
  for (const golden of (file as ActivationsFile).cases) {
    if (golden.slices.some(({ kind }) => kind !== 'Linear')) {
      yield { name: golden.model, notChecked: 'the lab has no convolutional model yet' };
    } else {
      yield* checkDenseModel(golden);
    }
  }
}

/** Every input by itself, and all of them as one batch. */
export function* checkDenseModel(golden: ModelCase): Iterable<Check> {
  const model = decodeDenseModel(golden);
  yield* checkSlices(golden, model);
  for (const [index, expected] of golden.per_input.entries()) {
    yield* checkEvaluation(`${golden.model} input ${index}`, expected, model, [index]);
  }
  const all = golden.labels.map((_, index) => index);
  yield* checkEvaluation(`${golden.model} batch`, golden.batch_of_all_inputs, model, all);
}

function* checkSlices({ model, slices }: ModelCase, { layers }: DenseModel): Iterable<Check> {
  for (const [index, expected] of slices.entries()) {
    const { firstSlice, units, inputs } = layers[index]!;
    const wanted = [expected.first_slice, expected.slices, expected.parameters_per_slice];
    yield equal(`${model} slices of ${expected.layer}`, wanted, [firstSlice, units, inputs + 1]);
  }
}

function* checkEvaluation(
  name: string,
  expected: Evaluation,
  { layers, parameters, inputs, labels }: DenseModel,
  indices: readonly number[],
): Iterable<Check> {
  const outputs = indices.map((index) => preActivations(layers, parameters, inputs[index]!));
  const activations = layers.flatMap((_, layer) => meanOf(outputs.map((output) => output[layer]!)));
  yield close(`${name} activations`, expected.activations, activations, TOLERANCE);
  const logits = outputs.flatMap((output) => Array.from(output.at(-1)!));
  yield close(`${name} logits`, expected.logits.flat(), logits, TOLERANCE);

  const batch = indices.map((index) => ({ input: inputs[index]!, label: labels[index]! }));
  const { loss, gradient } = evaluateBatch(layers, parameters, batch);
  yield close(`${name} loss`, expected.loss, loss, TOLERANCE);
  yield close(`${name} grad_norm`, expected.grad_norm, norm(gradient), TOLERANCE);
  for (const { name: layer, kernelOffset, biasOffset, units } of layers) {
    const weight = norm(gradient.subarray(kernelOffset, biasOffset));
    const bias = norm(gradient.subarray(biasOffset, biasOffset + units));
    const wanted = ['weight', 'bias'].map((part) => expected.grad_norm_per_tensor[`${layer}.${part}`]!);
    yield close(`${name} grad_norm of ${layer}`, wanted, [weight, bias], TOLERANCE);
  }
}

function meanOf(vectors: readonly Float64Array[]): number[] {
  return Array.from(vectors[0]!, (_, i) => vectors.reduce((sum, v) => sum + v[i]!, 0) / vectors.length);
}
