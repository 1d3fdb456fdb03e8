/**
 * Fisher forgetting (A. Golatkar, A. Achille and S. Soatto, "Eternal sunshine of the spotless net: selective forgetting in deep networks", CVPR 2020): noise
 * of which the retain set's loss feels little,
 *   w' = w + n,  n_j normal with mean 0 and variance alpha F_j^(-1/2)
 * F the diagonal of the Fisher information on the retain set, with labels drawn from the model's own predictions; alpha stands for sqrt(lambda sigma_h^2)
 * of the paper. A parameter that the loss does not feel has F_j = 0: F_j^(-1/2) is clipped at 1000. (The authors' code has the variance alpha / F_j,
 * clipped at 1000, and factors of its own for some layers; here it is the paper's formula.) The samples to forget only matter by not being among the
 * retained. Batch normalisation is frozen; running statistics get no noise.
 */

import { norm } from '../../math/linear/vector';
import { createRandom } from '../../math/random/random';
import { fisherDiagonal } from '../../model/fisherDiagonal';
import { retainMask } from '../metrics/measureModel';
import { removedSamples } from '../session';
import type { MethodInput, MethodResult } from './method';
import { reportStep } from './stepReport';
import type { MethodNumbers } from './table';

type Input = MethodInput<MethodNumbers<'fisher-forgetting'>>;

/** Greatest F^(-1/2). */
const largestInverseRoot = 1e3;

export async function fisherForgetting(input: Input): Promise<MethodResult> {
  const { session, request, group, numbers, job, runPhase } = input;
  const { network, dataset } = session;
  const { training } = dataset;
  const retained = retainMask(training.count, [...removedSamples(session), ...group.samples]);
  return runPhase('update', async (onProgress) => {
    network.setParameters(session.parameters);
    const fisher = await fisherDiagonal(network, dataset, training, retained, {
      signal: job.signal,
      onProgress,
      labelSeed: request.seed,
    });
    const random = createRandom(request.seed, `Fisher forgetting ${session.digest}`);
    const parameters = session.parameters.slice();
    const drawn: number[] = [];
    for (const { trainable, offset, size } of network.graph.weights) {
      if (!trainable) continue;
      for (let i = offset; i < offset + size; i++) {
        const value = Math.sqrt(noiseVariance(fisher[i]!, numbers.alpha)) * random.normal();
        parameters[i]! += value;
        drawn.push(value);
      }
    }
    const length = norm(Float64Array.from(drawn));
    const noise = { sigma: length / Math.sqrt(drawn.length), norm: length };
    // It is nothing but noise.
    return reportStep(session, parameters, { noise, stepNorm: 0 });
  });
}

/** alpha F^(-1/2), with F^(-1/2) at most `largestInverseRoot`. */
export function noiseVariance(fisher: number, alpha: number): number {
  return alpha * Math.min(1 / Math.sqrt(fisher), largestInverseRoot);
}
