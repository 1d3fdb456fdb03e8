/**
 * The guard: a removal that costs too much accuracy is rejected. It goes by images that nothing else goes by, so that what is reported of the validation
 * set was chosen by nobody: `own` is images that the model was neither trained nor reported on (data/guardImages.ts says which), `validation` all
 * held-out images, as the oldest removals had it. Where data have no images of their own, all are the validation set, and the report says so.
 * `apart` is what `own` was before shipped data and parts of downloads had further images: on these it is the validation set. Older links, sessions and runs
 * say it, and are replayed by it.
 */

import type { Dataset, ImageSet } from '../data/dataset';
import { countAnswers, f1Of } from '../model/answers';
import { type SetEvaluation, startSet, summarise } from '../model/evaluation';
import type { Job } from '../model/job';
import { type Later, later, type Reads } from '../model/reads';
import { type GuardImagesId, type GuardSetId, ownGuardImages } from './choices';
import type { GuardReport } from './report';
import type { Session } from './session';

/** The sets of images that the guard goes by, and which they are. */
export interface FoundGuard {
  readonly set: GuardImagesId;
  readonly images: readonly ImageSet[];
}

/**
 * The images of the guard; those that lie in a file of their own are read now.
 * @throws DataError when that file cannot be had; AbortError when cancelled
 */
export async function findGuardImages(
  { validation, guard }: Pick<Dataset, 'validation' | 'guard'>,
  wanted: GuardSetId,
  { signal }: Pick<Job, 'signal'> = {},
): Promise<FoundGuard> {
  const all: FoundGuard = { set: 'validation', images: [validation] };
  if (!guard) return all;
  const isHalf = guard.from === 'validation';
  switch (wanted) {
    case 'own':
      return { set: ownGuardImages[guard.from], images: [await guard.load(signal)] };
    case 'apart':
      return guard.isLater ? all : { set: 'apart', images: [await guard.load(signal)] };
    case 'validation':
      return isHalf ? { ...all, images: [validation, await guard.load(signal)] } : all;
    default:
      return wanted satisfies never;
  }
}

/**
 * The accuracies that the guard goes by, before and after. The network is left with the weights after.
 * @throws AbortError when cancelled
 */
export async function startGuard(
  { network, dataset, parameters: before }: Pick<Session, 'network' | 'dataset' | 'parameters'>,
  { set, images }: FoundGuard,
  parameters: Float32Array,
  { signal }: Job,
  reads: Reads,
): Promise<Later<GuardReport>> {
  const count = images.reduce((sum, part) => sum + part.count, 0);
  const startWith = async (weights: Float32Array) => {
    network.setParameters(weights);
    const parts: Later<SetEvaluation>[] = [];
    for (const part of images) {
      parts.push(await startSet(network, dataset, part, { signal }, { parameters: weights }, reads));
    }
    return parts;
  };
  const accuracyOf = async (parts: readonly Later<SetEvaluation>[]) => {
    let right = 0;
    const answered = { right: 0, wrong: 0 };
    for (const [i, { labels, count }] of images.entries()) {
      const result = await parts[i]!.result;
      if (result.answers) addAnswers(answered, result.answers, network.classes);
      right += summarise(result, labels)!.accuracy * count;
    }
    return images[0]!.labelSets ? f1Of(answered) : Math.round(right) / count;
  };
  const [first, second] = [await startWith(before), await startWith(parameters)];
  const finish = async (): Promise<GuardReport> => ({
    ...{ set, count },
    accuracyBefore: await accuracyOf(first),
    accuracyAfter: await accuracyOf(second),
  });
  return later(finish());
}

/** Whether the removal costs no more accuracy than the guard allows, in points. Equal to the bound passes, whatever the rounding. */
export function passesGuard(guard: number | null, found: GuardReport | null): boolean {
  if (guard === null || found === null) return true;
  return 100 * (found.accuracyBefore - found.accuracyAfter) <= guard + 1e-9;
}

function addAnswers(sum: { right: number; wrong: number }, answers: Uint8Array, classes: number): void {
  const { right, wrong } = countAnswers(answers, classes);
  sum.right += right;
  sum.wrong += wrong;
}
