import { meanInterval } from '../../math/yardstick/noiseBand';
import type { Recovered } from './comparison';

/** Other seeds that what was recovered is measured over. */
export const recoveredSeedCount = { minimum: 2, maximum: 100, whole: true, fallback: 5 } as const;

/** The mean share over the seeds where it is defined, with the 95% interval of it; null where it is defined for fewer than two. */
export function shareInterval(
  seeds: Recovered['seeds'],
  of: 'loss' | 'margin',
): (ReturnType<typeof meanInterval> & { readonly count: number }) | null {
  const shares = seeds.flatMap((one) => one[of] ?? []);
  return shares.length < 2 ? null : { ...meanInterval(shares), count: shares.length };
}
