import { evaluateSample } from '../math/evaluateGraph';
import type { NetworkGraph } from '../math/graph';
import type { SecantPair } from '../math/secantHessian';
import { subtract } from '../math/vector';
import { gather } from '../model/slices';
import type { TrainedWeights } from '../model/training';

/** Length of the gradient step that gives the sample's secant pair, in units of its gradient. */
const sampleStep = 1e-3;

/**
 * The secant pair of the training loss on a block: parameters and exact full-data gradients at the ends of the last two
 * epochs (Algorithm 1, step 3).
 */
export function fullPair({ secant }: Pick<TrainedWeights, 'secant'>, block: Uint32Array): SecantPair {
  return { s: gather(secant.s, block), y: gather(secant.y, block) };
}

/**
 * The secant pair of the sample's own loss on a block: gradients before and after a small gradient step on the parameters
 * `moved`. With `moved` the block itself, y = H_block s holds; Algorithm 1 as published moves all parameters. In float64: the
 * difference of two float32 gradients so close together would be rounding.
 * @param gradient the sample's gradient at `parameters`, flat
 */
export function samplePair(
  graph: NetworkGraph,
  parameters: Float32Array | Float64Array,
  input: Float32Array | Float64Array,
  label: number,
  gradient: Float64Array,
  block: Uint32Array,
  moved: Uint32Array = block,
): SecantPair {
  const stepped = Float64Array.from(parameters);
  for (const index of moved) stepped[index]! -= sampleStep * gradient[index]!;
  const after = evaluateSample(graph, stepped, input, label).gradient;
  return {
    s: subtract(gather(stepped, block), gather(parameters, block)),
    y: subtract(gather(after, block), gather(gradient, block)),
  };
}
