import { describe, expect, it } from 'vitest';
import { growHistory } from './growHistory';

const megabyte = 2 ** 20;
/** `npm run bench -- history` asks for 1,000; the bytes of memory and disk that a removal may take are the same. */
const removals = Number(import.meta.env.VITE_HISTORY_REMOVALS ?? 60);

/** A report of 110 slices, its summary and its place in the history. */
const memoryPerRemoval = 60_000;
/** All 79,510 weights of a state in float32, and the report. */
const diskPerRemoval = 350_000;

describe('the history of removals that change every weight', () => {
  it('grows by its reports in memory, and by its weights in the store alone', async () => {
    const size = await growHistory(removals);
    console.log(`HISTORY ${JSON.stringify({ removals, ...size })}`);
    // The last four states and the present one are whole in memory.
    expect(size.memoryGrowth).toBeLessThan(removals * memoryPerRemoval + 8 * megabyte);
    expect(size.memoryBefore + size.memoryGrowth).toBeLessThan(300 * megabyte);
    expect(size.diskGrowth).toBeLessThan(removals * diskPerRemoval + 4 * megabyte);
    expect(size.middleMs).toBeLessThan(2000);
  }, 300_000);
});
