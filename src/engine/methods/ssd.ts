/**
 * Selective synaptic dampening (J. Foster, S. Schoepf and A. Brintrup, "Fast machine unlearning without retraining through selective synaptic dampening",
 * AAAI 2024). I_D and I_f are the diagonals of the empirical Fisher information on what is left, the samples to forget included, and
 * on these alone. Parameter by parameter,
 *   w' = beta w  where I_f > alpha I_D,  beta = min(lambda I_D / I_f, 1);   w' = w elsewhere.
 * The importances are means of squared gradients sample by sample, as the paper defines them; its code squares the gradients of batches. Batch
 * normalisation is frozen: scale and shift are parameters like others, running statistics are none.
 */

import { fisherDiagonal } from '../../model/fisherDiagonal';
import { retainMask } from '../metrics/measureModel';
import { removedSamples } from '../session';
import type { MethodInput, MethodResult } from './method';
import { reportStep } from './stepReport';
import type { MethodNumbers } from './table';

type Input = MethodInput<MethodNumbers<'ssd'>>;

export async function ssd({ session, group, numbers, job, runPhase }: Input): Promise<MethodResult> {
  const { network, dataset } = session;
  const { training } = dataset;
  const { signal } = job;
  const left = retainMask(training.count, removedSamples(session));
  const forget = retainMask(training.count, group.samples).map((retained) => 1 - retained);
  const shareOfForget = group.removedCount / (group.sampleCount + group.removedCount);
  return runPhase('update', async (onProgress) => {
    network.setParameters(session.parameters);
    const ofForget = await fisherDiagonal(network, dataset, training, forget, {
      signal,
      onProgress: (fraction) => onProgress(fraction * shareOfForget),
    });
    const ofAll = await fisherDiagonal(network, dataset, training, left, {
      signal,
      onProgress: (fraction) => onProgress(shareOfForget + fraction * (1 - shareOfForget)),
    });
    const { alpha, lambda } = numbers;
    return reportStep(session, dampen(session.parameters, ofAll, ofForget, alpha, lambda));
  });
}

/** w' from the importances on all samples and on the forget set. */
function dampen(
  parameters: Float32Array,
  ofAll: Float64Array,
  ofForget: Float64Array,
  alpha: number,
  lambda: number,
): Float32Array {
  return parameters.map((value, i) => {
    const [all, forget] = [ofAll[i]!, ofForget[i]!];
    return forget > alpha * all ? value * Math.min((lambda * all) / forget, 1) : value;
  });
}
