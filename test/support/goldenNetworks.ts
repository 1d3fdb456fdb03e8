import { denseLayers } from '../../src/model/slices';

/** The schema of golden/activations.json, as far as the dense models go. */
export interface ActivationsGolden {
  cases: {
    model: string;
    inputs_base64: string;
    input_shape_torch: number[];
    labels: number[];
    parameters: { name: string; shape: number[]; base64: string }[];
    per_input: { activations: number[]; logits: number[][]; loss: number; grad_norm: number }[];
  }[];
}

function decodeFloats(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}

/** A dense model of the golden file in the lab's own layout: torch stores [units, inputs], we store [inputs, units]. */
export function readDenseModel(golden: ActivationsGolden, model: string) {
  const found = golden.cases.find((c) => c.model === model);
  if (!found) throw new Error(`activations.json has no model ${model}`);
  const weights = found.parameters.filter(({ shape }) => shape.length === 2);
  const widths = [weights[0]!.shape[1]!, ...weights.map(({ shape }) => shape[0]!)];
  const layers = denseLayers(
    widths,
    weights.map(({ name }) => name.replace('.weight', '')),
  );
  const parameters = new Float32Array(
    layers.reduce((sum, { inputs, units }) => sum + (inputs + 1) * units, 0),
  );
  for (const { name, inputs, units, kernelOffset, biasOffset } of layers) {
    const parameter = (part: string) =>
      decodeFloats(found.parameters.find((p) => p.name === `${name}.${part}`)!.base64);
    const weight = parameter('weight');
    for (let unit = 0; unit < units; unit++) {
      for (let i = 0; i < inputs; i++)
        parameters[kernelOffset + i * units + unit] = weight[unit * inputs + i]!;
    }
    parameters.set(parameter('bias'), biasOffset);
  }
  const flat = decodeFloats(found.inputs_base64);
  const inputs = found.labels.map((_, i) => flat.subarray(i * widths[0]!, (i + 1) * widths[0]!));
  return { widths, layers, parameters, inputs, labels: found.labels, expected: found.per_input };
}
