/** Which images the guard goes by, in words. */

import { formats, say } from '../../words/say';
import {
  type DatasetState,
  type GuardImagesId,
  type GuardSetId,
  ownGuardImages,
  type RemovalReport,
} from '../contract';

type GuardReport = NonNullable<RemovalReport['guard']>;

/** What to say of so many images of the guard. */
export function guardImagesText(set: GuardImagesId, count: number): string {
  return say(`engine.guardImages.${set}`, { count: formats.whole(count) });
}

/** Which images the guard judged by, and the accuracies that it saw. */
export function guardFacts({ set, count, accuracyBefore, accuracyAfter }: GuardReport): string {
  return say('page.removal.overview.guardOn', {
    images: guardImagesText(set, count),
    before: formats.share(accuracyBefore),
    after: formats.share(accuracyAfter),
  });
}

/** Those that the guard will go by on the data that are open. */
export function guardImagesHere({ validationCount, guard }: DatasetState, wanted: GuardSetId): string {
  if (guard && wanted !== 'validation' && !(wanted === 'apart' && guard.isLater)) {
    return guardImagesText(ownGuardImages[guard.from], guard.count);
  }
  return guardImagesText('validation', validationCount + (guard?.from === 'validation' ? guard.count : 0));
}
