/**
 * How much a test does: a share in `npm test`, all of it in `npm run test:long`. Both are seeded, and the share is the beginning of the whole.
 * @param share what every run of the tests does
 * @param whole what the long runs do
 */
export function amount(share: number, whole: number): number {
  return isLong ? whole : share;
}

/** Whether these are the long runs: LETHE_LONG=1. */
export const isLong = process.env.LETHE_LONG === '1';
