import { mostGuardImages } from '../guardImages';
import type { ReadContext } from './pieces';

/** Of an image that is to be held out, one in six, or a few more. */
const HELD_OUT = 1.25;

/**
 * Which training images of a set that is too large are worth reading where only so many are wanted: of each class the first that can be
 * trained on, held out or given to the guard. So a limit applies before a set is refused.
 * @param labels class of each image, as any value that tells classes apart
 * @param besideCount images of the other parts
 * @returns null where the set is small enough, or no number is wanted
 */
export function wantedPlaces(
  labels: ArrayLike<unknown>,
  imageBytes: number,
  { limits, trainingLimit }: ReadContext,
  besideCount = 0,
): number[] | null {
  const count = labels.length;
  const total = count + besideCount;
  const isSmall = total <= limits.images && total * imageBytes <= limits.pixelBytes;
  if (isSmall || trainingLimit === undefined) return null;
  const classes = new Set(Array.from(labels)).size;
  const each = Math.ceil((HELD_OUT * (trainingLimit + mostGuardImages)) / classes);
  const taken = new Map<unknown, number>();
  const places: number[] = [];
  for (let place = 0; place < count; place++) {
    const so = taken.get(labels[place]) ?? 0;
    if (so >= each) continue;
    taken.set(labels[place], so + 1);
    places.push(place);
  }
  return places;
}
