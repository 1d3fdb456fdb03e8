import { subtract } from '../math/linear/vector';
import { evaluateSample } from '../math/network/evaluateGraph';
import type { NetworkGraph } from '../math/network/graph';
import type { SecantPair } from '../math/removal/secantHessian';
import { gather } from '../model/slices';
import type { TrainedWeights } from '../model/training';
import { evaluateGroup, type ForgetGroup } from './forgetSet';
import type { Session } from './session';

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
 * The secant pair of one sample's own loss on a block: gradients before and after a small gradient step on the parameters
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
  const stepped = stepDown(parameters, gradient, moved);
  const after = evaluateSample(graph, stepped, input, label).gradient;
  return pairBetween(parameters, stepped, gradient, after, block);
}

/**
 * The same for the mean loss of the forgotten samples of a session.
 * @throws AbortError when cancelled
 */
export async function groupPair(
  session: Session,
  group: ForgetGroup,
  gradient: Float64Array,
  block: Uint32Array,
  signal?: AbortSignal,
): Promise<SecantPair> {
  const stepped = stepDown(session.parameters, gradient, block);
  const after = await evaluateGroup(session, group, stepped, { signal });
  return pairBetween(session.parameters, stepped, gradient, after.gradient, block);
}

function stepDown(
  parameters: Float32Array | Float64Array,
  gradient: Float64Array,
  moved: Uint32Array,
): Float64Array {
  const stepped = Float64Array.from(parameters);
  for (const index of moved) stepped[index]! -= sampleStep * gradient[index]!;
  return stepped;
}

function pairBetween(
  parameters: Float32Array | Float64Array,
  stepped: Float64Array,
  gradient: Float64Array,
  after: Float64Array,
  block: Uint32Array,
): SecantPair {
  return {
    s: subtract(gather(stepped, block), gather(parameters, block)),
    y: subtract(gather(after, block), gather(gradient, block)),
  };
}
