/**
 * The guard: a removal that costs too much accuracy is rejected. It goes by images that nothing else goes by, so that what is reported of the validation
 * set was chosen by nobody: `apart` is images that the model was neither trained nor reported on (data/guardImages.ts says which), `validation` all
 * held-out images, as older removals had it. Where data have no images apart, both are the validation set, and the report says so.
 */

import type { Dataset, ImageSet } from '../data/dataset';
import { evaluateSet, summarise } from '../model/evaluation';
import type { Job } from '../model/job';
import type { GuardSetId } from './choices';
import type { GuardReport, RemovalRequest } from './report';
import type { Session } from './session';

/** The sets of images that the guard goes by, and what they are called. */
export function guardImages(
  { validation, guard }: Pick<Dataset, 'validation' | 'guard'>,
  wanted: GuardSetId,
): { readonly set: GuardSetId; readonly images: readonly ImageSet[] } {
  if (wanted === 'apart' && guard) return { set: 'apart', images: [guard.images] };
  const isPart = guard?.from === 'validation';
  return { set: 'validation', images: isPart ? [validation, guard.images] : [validation] };
}

/**
 * The accuracies that the guard goes by, before and after; null where it is off. The network is left with the weights after.
 * @throws AbortError when cancelled
 */
export async function measureGuard(
  session: Pick<Session, 'network' | 'dataset' | 'parameters'>,
  request: Pick<RemovalRequest, 'guard' | 'guardSet'>,
  parameters: Float32Array,
  { signal }: Job = {},
): Promise<GuardReport | null> {
  if (request.guard === null) return null;
  const { set, images } = guardImages(session.dataset, request.guardSet);
  const count = images.reduce((sum, part) => sum + part.count, 0);
  const accuracyOf = async (weights: Float32Array) => {
    session.network.setParameters(weights);
    let right = 0;
    for (const part of images) {
      const { network, dataset } = session;
      const evaluation = await evaluateSet(network, dataset, part, { signal }, { parameters: weights });
      right += summarise(evaluation, part.labels)!.accuracy * part.count;
    }
    return Math.round(right) / count;
  };
  const accuracyBefore = await accuracyOf(session.parameters);
  return { set, count, accuracyBefore, accuracyAfter: await accuracyOf(parameters) };
}

/** Whether the removal costs no more accuracy than the guard allows, in points. Equal to the bound passes, whatever the rounding. */
export function passesGuard(guard: number | null, found: GuardReport | null): boolean {
  if (guard === null || found === null) return true;
  return 100 * (found.accuracyBefore - found.accuracyAfter) <= guard + 1e-9;
}
