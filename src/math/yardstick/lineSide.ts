/**
 * Where a step stands beside a line of share against cost. The line is known at measured points (t_i, s_i) alone: a way that takes the time t_i and makes the share
 * s_i of a change. Of a step (t, s) with s <= 1 they say
 *   below    some point has t_i <= t and s_i >= s: it does as much in no more time
 *   above    some point has t_i >= t and s_i <= s: it does no more in as much time
 *   between  neither: the next quicker point does less, the next slower one more
 *   quicker  no point is as quick, and all do more
 * With s > 1 the change is larger than the whole one, and more of it is no better: past.
 */

/** A time in milliseconds, and the share that was made in it. */
export interface CostPoint {
  readonly ms: number;
  readonly share: number;
}

/** What the points say of the step; `by` are places among the points. */
export type LineSide =
  | { readonly side: 'below' | 'above' | 'quicker'; readonly by: number }
  | {
      readonly side: 'between';
      /** The next quicker point, and the next slower one. */
      readonly by: readonly [quicker: number, slower: number];
      /** What the straight line between the two has at the step's time. */
      readonly straight: number;
    }
  | { readonly side: 'past' };

/**
 * @param points in any order, one of which makes the whole change
 * @throws RangeError where none does
 */
export function sideOfLine(points: readonly CostPoint[], { ms, share }: CostPoint): LineSide {
  const most = Math.max(...points.map((point) => point.share));
  if (!(most >= 1)) throw new RangeError(`a line needs a point with a share of 1, got at most ${most}`);
  if (share > 1) return { side: 'past' };
  const places = [...points.keys()].sort((a, b) => points[a]!.ms - points[b]!.ms);
  const better = places.find((place) => points[place]!.ms <= ms && points[place]!.share >= share);
  if (better !== undefined) return { side: 'below', by: better };
  const worse = places.findLast((place) => points[place]!.ms >= ms && points[place]!.share <= share);
  if (worse !== undefined) return { side: 'above', by: worse };
  const quicker = places.findLast((place) => points[place]!.ms <= ms);
  // There is one: the point that makes the whole change is no quicker than the step, or the step lies below it.
  const slower = places.find((place) => points[place]!.ms > ms);
  if (quicker === undefined) return { side: 'quicker', by: places[0]! };
  const [from, to] = [points[quicker]!, points[slower!]!];
  const straight = from.share + ((to.share - from.share) * (ms - from.ms)) / (to.ms - from.ms);
  return { side: 'between', by: [quicker, slower!], straight };
}
