/**
 * Gradient ascent: w = w + rate grad L(D_f), L the mean loss of all samples to forget, all parameters at once (A. Thudi, G. Deza, V. Chandrasekaran and
 * N. Papernot, "Unrolling SGD: understanding factors influencing machine unlearning", EuroS&P 2022, for one step; a baseline of most later work). Nothing
 * holds the rest of the model together, and the loss has no upper bound. Batch normalisation is frozen.
 */

import { takeSamples } from '../../data/takeSamples';
import { refuseInfinite } from '../../model/descend';
import { evaluateWithGradient } from '../../model/evaluation';
import type { MethodInput, MethodResult } from './method';
import { reportStep } from './stepReport';
import type { MethodNumbers } from './table';

type Input = MethodInput<MethodNumbers<'gradient-ascent'>>;

export async function gradientAscent(input: Input): Promise<MethodResult> {
  const { session, group, numbers, job, runPhase } = input;
  const { network, dataset } = session;
  const { signal } = job;
  const steps = numbers.steps;
  const set = takeSamples(dataset, group.samples);
  const every = new Uint8Array(set.count).fill(1);
  return runPhase('update', async (onProgress) => {
    const parameters = session.parameters.slice();
    for (let step = 0; step < steps; step++) {
      network.setParameters(parameters);
      const { gradient } = await evaluateWithGradient(network, dataset, set, every, {
        signal,
        onProgress: (fraction) => onProgress((step + fraction) / steps),
      });
      for (let i = 0; i < parameters.length; i++) parameters[i]! += numbers.learningRate * gradient[i]!;
      refuseInfinite(parameters);
    }
    return reportStep(session, parameters);
  });
}
