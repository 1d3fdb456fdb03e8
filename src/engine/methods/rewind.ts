/**
 * Rewinding: the last k of E epochs of training run again in coupled order without the samples, from the end of epoch E - k,
 *   w' = T_E(...T_(E-k+1)(s; D_r)...; D_r),  T_e epoch e of the original training, s the weights and the optimizer's numbers at the end of epoch E - k
 * of the training that the session's state comes from: the original, or the last one that was run again. With k = E it is coupled retraining, bit for bit; with fewer
 * the start has seen the samples, so it gives no guarantee. What other methods did since that training is thrown away; what they removed stays out. The later epochs
 * of the training are replaced. (Training from a saved state on what is left is what L. Bourtoule et al., "Machine unlearning", IEEE S&P 2021, do with slices; here
 * the saved states have seen all.)
 */

import { SaidError } from '../../words/saidError';
import { epochStateOf, runStretch } from '../rewind/epochStates';
import { cutTrajectory, trajectoryOf } from '../rewind/trajectory';
import { removedSamples } from '../session';
import { knownStages } from '../yardstick/runStages';
import type { MethodInput, MethodResult } from './method';
import { reportStep } from './stepReport';
import type { MethodNumbers } from './table';

type Input = MethodInput<MethodNumbers<'rewind'>>;

export async function rewind({
  session,
  group,
  numbers: { epochs },
  job: { signal },
  runPhase,
  runApart,
}: Input): Promise<MethodResult> {
  if (knownStages(session).some(({ optimizer }) => optimizer === 'newton')) {
    throw new SaidError('engine.failed.rewindMinimum', []);
  }
  const trajectory = trajectoryOf(session);
  const of = trajectory.at(-1)!.to;
  if (epochs > of) throw new SaidError('engine.failed.rewindEpochs', [{ epochs, of }]);
  const from = of - epochs;
  const before = cutTrajectory(trajectory, from);
  const { result: start, ms } = await runApart('update', (onProgress) =>
    epochStateOf(session, before, { signal, onProgress }),
  );
  const leftOut = [...removedSamples(session), ...group.samples];
  const again = { from, to: of, leftOut, isCoupled: true };
  const { parameters } = await runPhase('update', (onProgress) =>
    runStretch(session, [...before, again], again, {
      state: start.state,
      signal,
      onStep: (done) => onProgress((done - from) / epochs),
    }),
  );
  const { remadeEpochs, originalDistance } = start;
  const remadeMs = remadeEpochs === 0 ? 0 : ms;
  return {
    ...reportStep(session, parameters),
    rewind: { epochs, of, remadeEpochs, remadeMs, originalDistance },
  };
}
