import type { Dataset } from '../dataset';
import { cacheKey, keep, platformCache, recall } from '../download/keptImages';
import { createPause } from '../formats/pause';
import type { LoadOptions } from '../loadOptions';
import { GUARD_IMAGES } from './madeImages';
import { makeShapesInTurn } from './shapes';
import { shapesFacts } from './shapesFacts';

/** The seed of the shapes that weights ship for, and the digest of their training images: the same wherever they are drawn. */
export const SHAPES_SEED = 1;
export const SHAPES_DIGEST = '7cc1696d9d479ce8b7f2d8b0da86038a38c2c438c7d529468ac967c9c899a0e1';

/**
 * The shapes: drawn, which takes seconds, or as they were kept after they were drawn. What was kept and is damaged, or of a lab that drew otherwise, is
 * drawn anew.
 * @throws the signal's reason when that says stop
 */
export async function loadShapes({
  seed,
  cache: given,
  ...job
}: Pick<LoadOptions, 'seed' | 'cache' | 'onProgress' | 'signal'>): Promise<Dataset> {
  const draw = () => makeShapesInTurn({ seed, guardCount: GUARD_IMAGES }, createPause(job));
  const cache = seed === SHAPES_SEED ? (given ?? (await platformCache())) : undefined;
  if (!cache) return draw();
  const facts = shapesFacts(seed);
  const key = cacheKey(facts.id, undefined);
  const kept = await recall(cache, key, facts.shape);
  job.signal?.throwIfAborted();
  if (kept?.digest === SHAPES_DIGEST && kept.guard) {
    job.onProgress?.(1);
    return { ...facts, ...kept };
  }
  const drawn = await draw();
  // Where there is no room they are drawn again next time.
  await keep(cache, key, drawn);
  return drawn;
}
