/**
 * Fine-tuning: SGD on the retain set from the present weights, w = w - rate grad L(D_r), in the hope that what is not repeated is forgotten (a
 * baseline of A. Golatkar, A. Achille and S. Soatto, "Eternal sunshine of the spotless net: selective forgetting in deep networks", CVPR 2020). Batch
 * normalisation is in training mode.
 */

import { withoutSamples } from '../../data/takeSamples';
import { removedSamples } from '../session';
import type { MethodInput, MethodResult } from './method';
import type { MethodNumbers } from './table';
import { trainFurther } from './trainFurther';

type Input = MethodInput<MethodNumbers<'fine-tuning'>>;

export function fineTuning(input: Input): Promise<MethodResult> {
  const { session, group } = input;
  const removed = [...removedSamples(session), ...group.samples];
  return trainFurther(input, withoutSamples(session.dataset, removed));
}
