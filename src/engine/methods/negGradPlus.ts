/**
 * NegGrad+ (M. Kurmanji, P. Triantafillou, J. Hayes and E. Triantafillou, "Towards unbounded machine unlearning", NeurIPS 2023, section 4, after the NegGrad
 * of Golatkar et al., CVPR 2020): SGD on
 *   alpha L(B_r) - (1 - alpha) L(B_f)
 * in every step, L the mean loss of a batch. An epoch is a pass over the retain set; the batches B_f of the forget set are gone through again and again
 * meanwhile. Batch normalisation is frozen.
 */

import { descend, refuseInfinite } from '../../model/descend';
import { retainSet } from '../retainSet';
import type { MethodInput, MethodResult } from './method';
import { labelledBatch, shuffleIntoBatches } from './minibatches';
import { reportStep } from './stepReport';
import type { MethodNumbers } from './table';

type Input = MethodInput<MethodNumbers<'neg-grad-plus'>>;

export async function negGradPlus(input: Input): Promise<MethodResult> {
  const { session, job, runPhase } = input;
  const { network } = session;
  const learningRate = input.numbers.learningRate;
  return runPhase('update', async (onProgress) => {
    network.setParameters(session.parameters);
    await descend(network, planSteps(input), learningRate, { signal: job.signal, onProgress });
    const parameters = await network.readParameters();
    refuseInfinite(parameters);
    return reportStep(session, parameters);
  });
}

/** The batches of all epochs: first the retain samples of a step, then its forget samples. */
function planSteps({ session, request, group, numbers }: Input) {
  const { batchSize } = session.training;
  const { seed } = request;
  const alpha = numbers.alpha;
  const retained = retainSet(session, group.samples);
  return Array.from({ length: numbers.epochs }, (_, epoch) => {
    const forgotten = shuffleIntoBatches(group.samples, batchSize, seed, `NegGrad+ forget ${epoch}`);
    return shuffleIntoBatches(retained, batchSize, seed, `NegGrad+ retain ${epoch}`).map(
      (keep, step) => () => {
        const forget = forgotten[step % forgotten.length]!;
        return labelledBatch(session, [...keep, ...forget], (place) =>
          place < keep.length ? alpha / keep.length : (alpha - 1) / forget.length,
        );
      },
    );
  }).flat();
}
