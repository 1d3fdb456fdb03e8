/** The dense models of the golden files, from torch's tensors to the lab's flat layout. */
import type { DenseLayer } from '../../math/denseNetwork';
import { countParameters, denseLayers, type SliceLayer } from '../../model/slices';

export interface Evaluation {
  readonly activations: readonly number[];
  readonly logits: readonly (readonly number[])[];
  readonly loss: number;
  readonly grad_norm: number;
  readonly grad_norm_per_tensor: Readonly<Record<string, number>>;
}

/** One model of activations.json. */
export interface ModelCase {
  readonly model: string;
  readonly inputs_base64: string;
  readonly labels: readonly number[];
  readonly parameters: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly base64: string;
  }[];
  readonly slices: readonly {
    readonly layer: string;
    readonly kind: 'Linear' | 'Conv2d';
    readonly first_slice: number;
    readonly slices: number;
    readonly parameters_per_slice: number;
  }[];
  readonly per_input: readonly Evaluation[];
  readonly batch_of_all_inputs: Evaluation;
}

export interface ActivationsFile {
  readonly cases: readonly ModelCase[];
}

export interface DenseModel {
  readonly widths: readonly number[];
  readonly layers: readonly SliceLayer[];
  /** Flat, as the lab lays them out. */
  readonly parameters: Float32Array;
  readonly inputs: readonly Float32Array[];
  readonly labels: readonly number[];
}

/** Puts torch's weight [units, inputs] and bias of one layer at their places in the flat vector, where the lab has [inputs, units]. */
export function placeLayer(
  flat: Float32Array | Float64Array,
  { inputs, units, kernelOffset, biasOffset }: DenseLayer,
  weight: ArrayLike<number>,
  bias: ArrayLike<number>,
): void {
  if (weight.length !== inputs * units || bias.length !== units) {
    throw new RangeError(
      `a layer of ${units} x ${inputs} got ${weight.length} weights and ${bias.length} biases`,
    );
  }
  for (let unit = 0; unit < units; unit++) {
    for (let i = 0; i < inputs; i++) flat[kernelOffset + i * units + unit] = weight[unit * inputs + i]!;
  }
  flat.set(bias, biasOffset);
}

/** Decodes a model that has no convolutions; the last width is the number of classes. */
export function decodeDenseModel(golden: ModelCase): DenseModel {
  const names = golden.slices.map(({ layer }) => layer);
  const tensor = (name: string) => {
    const found = golden.parameters.find((parameter) => parameter.name === name);
    if (found === undefined) throw new Error(`${golden.model} has no parameter ${name}`);
    return found;
  };
  const shapes = names.map((name) => tensor(`${name}.weight`).shape);
  const widths = [shapes[0]![1]!, ...shapes.map(([units]) => units!)];
  const layers = denseLayers(widths, names);
  const parameters = new Float32Array(countParameters(layers));
  for (const layer of layers) {
    const [weight, bias] = ['weight', 'bias'].map((part) =>
      decodeFloats(tensor(`${layer.name}.${part}`).base64),
    );
    placeLayer(parameters, layer, weight!, bias!);
  }
  const pixels = decodeFloats(golden.inputs_base64);
  const inputs = golden.labels.map((_, i) => pixels.subarray(i * widths[0]!, (i + 1) * widths[0]!));
  return { widths, layers, parameters, inputs, labels: golden.labels };
}

/** Little-endian float32, as every platform that the lab runs on stores them. */
function decodeFloats(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}
