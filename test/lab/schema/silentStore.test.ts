import { describe, expect, it } from 'vitest';
import { checkpointCalls } from '../../../src/lab/calls/checkpointCalls';
import type { LabParts } from '../../../src/lab/calls/labParts';
import type { Host } from '../../../src/lab/host';
import { createJobs } from '../../../src/lab/jobs/jobs';
import type { ShippedWeights } from '../../../src/lab/opening/shippedWeights';
import { exportSaved } from '../../../src/lab/saving/exportSaved';
import { keepsNothing } from '../../../src/lab/saving/keptStore';
import type { Store } from '../../../src/lab/store';

const forever = () => new Promise<never>(() => {});
const shipped = { cards: async () => [] } as unknown as ShippedWeights;

/** A store of which just these calls answer. */
const silent = (answering: Partial<Store> = {}): Store =>
  ({
    listSessions: forever,
    loadSession: forever,
    listCheckpoints: forever,
    loadCheckpoint: forever,
    deleteCheckpoint: forever,
    ...answering,
  }) as unknown as Store;

/** The calls on a lab that has data open, with jobs that never let go of what does not stop. */
function callsOn(store: Store, patienceMs: number) {
  const jobs = createJobs(60_000);
  const host = { opened: { dataset: { digest: 'data' } }, restored: [] } as unknown as Host;
  const parts = { host, jobs } as unknown as LabParts;
  return { jobs, calls: checkpointCalls(parts, store, patienceMs) };
}

describe('a store that never answers', () => {
  it.each([
    ['list', (calls) => calls.savedCheckpoints()],
    ['load', (calls) => calls.loadCheckpoint('1')],
    ['delete', (calls) => calls.deleteCheckpoint('1')],
  ] satisfies [string, (calls: ReturnType<typeof checkpointCalls>) => Promise<unknown>][])(
    'ends to %s a checkpoint with a sentence',
    async (_, call) => {
      const { calls } = callsOn(silent(), 20);
      await expect(call(calls)).rejects.toThrow(/storage has not answered/);
    },
  );

  it.each([
    ['load', (calls) => calls.loadCheckpoint('1')],
    ['delete', (calls) => calls.deleteCheckpoint('1')],
  ] satisfies [string, (calls: ReturnType<typeof checkpointCalls>) => Promise<unknown>][])(
    'lets go at once of what is to %s a checkpoint, when that is cancelled',
    async (_, call) => {
      const { calls, jobs } = callsOn(silent(), 60_000);
      const running = call(calls);
      await new Promise((resolve) => setTimeout(resolve, 0));
      jobs.cancel();
      await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    },
  );

  it('gives nothing to export, and says why', async () => {
    const { signal } = new AbortController();
    await expect(exportSaved(silent(), keepsNothing, shipped, signal, 20)).rejects.toThrow(
      /storage has not answered/,
    );
  });

  it('stops the export when that is cancelled, in its midst too', async () => {
    const sessions = silent({ listSessions: async () => [{ key: 'a b c', savedAt: 1 }] });
    for (const store of [silent(), sessions]) {
      const stop = new AbortController();
      const exporting = exportSaved(store, keepsNothing, shipped, stop.signal, 60_000);
      await new Promise((resolve) => setTimeout(resolve, 0));
      stop.abort();
      await expect(exporting).rejects.toMatchObject({ name: 'AbortError' });
    }
  });
});
