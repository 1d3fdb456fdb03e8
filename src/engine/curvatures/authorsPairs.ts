/**
 * The two rank-one Hessians as the authors' code computes them, by the version of torch (its repository, scrub/nn_utils.py and
 * scrub_tools.py): for comparison, not to be used.
 *   zeroed (torch < 2)    stored gradient: 4 x the last minibatch's / n.              Sample: g g' / (p 10^-6), from a second gradient that was zeroed
 *   dropped (torch >= 2)  stored gradient: (first minibatch + 2 x all others) / n.    Sample: 0
 * divided by |s|_1. Their gradients are taken before the last step of the epoch, here at its end, one step later.
 */

import { takeSamples } from '../../data/takeSamples';
import { subtract } from '../../math/linear/vector';
import { secantHessianL1 } from '../../math/removal/secantHessian';
import { epochOrder, splitEpoch } from '../../model/epochs';
import { evaluateWithGradient } from '../../model/evaluation';
import { gather } from '../../model/slices';
import type { TrainedWeights } from '../../model/training';
import type { Session } from '../session';
import type { CurvatureProblem } from './curvature';
import type { Hessians } from './hessians';

export type TorchBehaviour = 'zeroed' | 'dropped';

/** The stored difference of gradients, flat, of each training and behaviour: it is the same for all removals. */
const stored = new WeakMap<TrainedWeights, Partial<Record<TorchBehaviour, Float64Array>>>();

/** The two Hessians on the block. The training's stored gradients are computed once for each training. */
export async function authorsHessians(
  { session, block, gradient }: CurvatureProblem,
  behaviour: TorchBehaviour,
  signal: AbortSignal | undefined,
): Promise<Hessians> {
  const { trained } = session;
  const known = stored.get(trained) ?? {};
  const difference = known[behaviour] ?? (await storedDifference(session, behaviour, signal));
  stored.set(trained, { ...known, [behaviour]: difference });
  const unmoved = new Float64Array(block.length);
  return {
    full: secantHessianL1({
      s: gather(trained.secant.s, block).map((value) => -value),
      y: gather(difference, block),
    }),
    sample: secantHessianL1({ s: unmoved, y: behaviour === 'zeroed' ? gradient : unmoved }),
  };
}

/** The gradient stored in the last epoch but one minus that of the last. */
async function storedDifference(
  session: Session,
  behaviour: TorchBehaviour,
  signal: AbortSignal | undefined,
): Promise<Float64Array> {
  const { parameters, secant, epochs } = session.trained;
  const previous = Float32Array.from(subtract(parameters, secant.s));
  const earlier = await storedGradient(session, previous, epochs - 2, behaviour, signal);
  const later = await storedGradient(session, parameters, epochs - 1, behaviour, signal);
  return subtract(earlier, later);
}

/** What that code has in its dictionary after an epoch (counted from 0). */
async function storedGradient(
  { network, dataset, training }: Session,
  parameters: Float32Array,
  epoch: number,
  behaviour: TorchBehaviour,
  signal: AbortSignal | undefined,
): Promise<Float64Array> {
  const { count } = dataset.training;
  const order = epochOrder(training.seed, Math.max(epoch, 0), count);
  const pieces = splitEpoch(count, training.batchSize).map(([from, to]) => order.subarray(from, to));
  network.setParameters(parameters);
  const meanGradient = async (indices: Uint32Array) => {
    const every = new Uint8Array(indices.length).fill(1);
    const set = takeSamples(dataset, indices);
    return (await evaluateWithGradient(network, dataset, set, every, { signal })).gradient;
  };
  const last = await meanGradient(pieces.at(-1)!);
  if (behaviour === 'zeroed') return last.map((g) => (4 * g) / count);
  const [first] = pieces;
  const firstGradient = await meanGradient(first!);
  const whole = await meanGradient(order);
  const lastLength = pieces.at(-1)!.length;
  return whole.map((g, i) => {
    const sumOfBatches = (count * g - lastLength * last[i]!) / first!.length + last[i]!;
    return (2 * sumOfBatches - firstGradient[i]!) / count;
  });
}
