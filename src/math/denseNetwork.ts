/**
 * A dense ReLU network with softmax cross-entropy, in float64, written from the textbook formulas:
 *   a_k = W_k' h_(k-1) + b_k,  h_k = max(a_k, 0),  loss = log(sum exp a_K) - a_K[label]   (nats)
 * It is the oracle of every tensor backend, and it computes the sample's own gradients, where float32 would lose the
 * difference of two gradients a small step apart.
 */

/** One layer and its place in the flat parameter vector: kernel [inputs, units], row-major, then bias. */
export interface DenseLayer {
  readonly inputs: number;
  readonly units: number;
  readonly relu: boolean;
  readonly kernelOffset: number;
  readonly biasOffset: number;
}

type Vector = Float32Array | Float64Array;

function affine(layer: DenseLayer, parameters: Vector, input: Float64Array): Float64Array {
  const { inputs, units, kernelOffset, biasOffset } = layer;
  const output = Float64Array.from(parameters.subarray(biasOffset, biasOffset + units));
  for (let i = 0; i < inputs; i++) {
    const value = input[i]!;
    if (value === 0) continue;
    const row = kernelOffset + i * units;
    for (let unit = 0; unit < units; unit++) output[unit]! += value * parameters[row + unit]!;
  }
  return output;
}

/** Pre-activation outputs of every layer for one input; the last are the logits. */
export function preActivations(
  layers: readonly DenseLayer[],
  parameters: Vector,
  input: Vector,
): Float64Array[] {
  const first = layers[0];
  if (!first || input.length !== first.inputs) {
    throw new RangeError(`this network takes ${first?.inputs ?? 0} inputs, got ${input.length}`);
  }
  let hidden: Float64Array = Float64Array.from(input);
  return layers.map((layer) => {
    const activations = affine(layer, parameters, hidden);
    hidden = layer.relu ? activations.map((a) => Math.max(a, 0)) : activations;
    return activations;
  });
}

/**
 * log(sum exp logits) - logits[label], without overflow, and with its digits when the sample is almost certain: the loss is
 * then the small number log(1 + rest), not the difference of two large ones.
 */
export function crossEntropy(logits: Vector, label: number): number {
  const own = logits[label]!;
  const reference = Math.max(...logits);
  let rest = 0;
  for (let i = 0; i < logits.length; i++) {
    if (i !== label) rest += Math.exp(logits[i]! - reference);
  }
  return own === reference ? Math.log1p(rest) : reference - own + Math.log(rest + Math.exp(own - reference));
}

/** exp(logits) / sum exp(logits), without overflow. */
export function softmax(logits: Vector): Float64Array {
  const maximum = Math.max(...logits);
  const exponentials = Float64Array.from(logits, (logit) => Math.exp(logit - maximum));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((e) => e / sum);
}

/**
 * softmax(logits) - onehot(label): the gradient of the loss in the logits. The entry of the label is minus the sum of the others,
 * so that it keeps its digits when the sample is almost certain.
 */
export function logitGradient(logits: Vector, label: number): Float64Array {
  const gradient = softmax(logits);
  gradient[label] = 0;
  gradient[label] = -gradient.reduce((a, b) => a + b, 0);
  return gradient;
}

export interface SampleEvaluation {
  readonly loss: number;
  readonly probabilities: Float64Array;
  /** Gradient of the loss in all parameters, in the flat layout. */
  readonly gradient: Float64Array;
}

/** Loss, class probabilities and exact gradient of one sample. The gradient of a ReLU at 0 is 0. */
export function evaluateSample(
  layers: readonly DenseLayer[],
  parameters: Vector,
  input: Vector,
  label: number,
): SampleEvaluation {
  const activations = preActivations(layers, parameters, input);
  const logits = activations.at(-1)!;
  const gradient = new Float64Array(parameters.length);
  let upstream = logitGradient(logits, label);
  for (let k = layers.length - 1; k >= 0; k--) {
    const { inputs, units, kernelOffset, biasOffset } = layers[k]!;
    const below = k > 0 ? activations[k - 1]! : undefined;
    const downstream = new Float64Array(below ? inputs : 0);
    gradient.set(upstream, biasOffset);
    for (let i = 0; i < inputs; i++) {
      const value = below ? Math.max(below[i]!, 0) : input[i]!;
      const row = kernelOffset + i * units;
      let sum = 0;
      for (let unit = 0; unit < units; unit++) {
        gradient[row + unit] = value * upstream[unit]!;
        sum += parameters[row + unit]! * upstream[unit]!;
      }
      if (below) downstream[i] = below[i]! > 0 ? sum : 0;
    }
    upstream = downstream;
  }
  return { loss: crossEntropy(logits, label), probabilities: softmax(logits), gradient };
}
