import { describe, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import { defaultSettings } from '../../src/engine/parameters';
import { openSession, type Session } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { measureMemory } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { train } from '../../src/model/training';
import { smallTraining, twoLayers } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { amount, isLong } from '../support/long';
import { makeSmallDataset } from '../support/smallDataset';

/** The DevTools calls that this test makes. */
interface DevTools {
  send(method: 'HeapProfiler.enable' | 'HeapProfiler.collectGarbage'): Promise<void>;
  send(method: 'Runtime.getHeapUsage'): Promise<{ usedSize: number; backingStorageSize: number }>;
}

/** Bytes of live objects and of the typed arrays behind them, after a full garbage collection. */
async function measureHeap(tools: DevTools): Promise<number> {
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await tools.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}

/** Bytes that the history itself holds from a removal on: its reports, and the weights of its states that nothing else keeps, copied to be measured alone. */
async function measureHistory(session: Session, from: number, tools: DevTools): Promise<number> {
  const { removals, states } = session;
  const before = await measureHeap(tools);
  const later = <T>(entries: Map<number, T>) => new Map([...entries].filter(([id]) => id > from));
  const copy = structuredClone([removals.slice(from), later(states.held), later(states.reach)]);
  const bytes = (await measureHeap(tools)) - before;
  expect(copy.length).toBe(3);
  return bytes;
}

const count = amount(110, 1000);

describe(`${count} removals in a row`, () => {
  it.each(['wasm', 'webgpu'] as const)(
    'hold no more tensors and buffers on %s than ten, and in the long run no more memory than their history takes',
    async (backend) => {
      const tools = cdp() as unknown as DevTools;
      await tools.send('HeapProfiler.enable');
      const dataset = makeSmallDataset(count + 20, 30, [4, 4, 1]);
      const compute = await openTestCompute(backend);
      const network = createNetwork(twoLayers(4), dataset.shape, 3);
      const trained = await train(network, dataset, smallTraining);
      const session = await openSession(compute, dataset, network, trained, smallTraining);
      const remove = (sample: number) =>
        unlearn(session, { ...defaultSettings, samples: [sample], perturbations: 20, guard: null });

      for (let sample = 0; sample < 10; sample++) await remove(sample);
      const memory = measureMemory(compute);
      const heap = await measureHeap(tools);
      for (let sample = 10; sample < count; sample++) {
        await remove(sample);
        if (sample % 100 === 99) expect(measureMemory(compute), `after ${sample + 1}`).toEqual(memory);
      }
      expect(session.removals.length).toBe(count);
      // What the browser compiles meanwhile takes some 400 kB, once: as much as a hundred removals, and a tenth of a thousand.
      if (!isLong) return;
      const growth = (await measureHeap(tools)) - heap;
      const history = await measureHistory(session, 10, tools);
      expect(growth).toBeLessThan(1.25 * history);
    },
    240_000,
  );
});
