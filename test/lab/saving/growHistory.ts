import { cdp } from 'vitest/browser';
import { findSource } from '../../../src/data/sources';
import { digestOf } from '../../../src/engine/digest';
import { defaultSettings } from '../../../src/engine/parameters';
import { openSession, parametersAt, recordRemoval } from '../../../src/engine/session';
import { unlearn } from '../../../src/engine/unlearn';
import { originalOf } from '../../../src/lab/opening/findOriginal';
import type { TrainedModel } from '../../../src/lab/opening/openedModel';
import { openShippedWeights } from '../../../src/lab/opening/shippedWeights';
import type { RemovalReport, ReportSummary } from '../../../src/lab/protocol';
import { openAutosave } from '../../../src/lab/saving/autosave';
import { summariseReport } from '../../../src/lab/summariseReport';
import { createRandom } from '../../../src/math/random/random';
import { createNetwork } from '../../../src/model/network';
import { openIndexedDbStore } from '../../../src/worker/indexedDbStore';
import { openTestCompute } from '../../support/compute';

/** The DevTools calls that are made. */
interface DevTools {
  send(method: 'HeapProfiler.enable' | 'HeapProfiler.collectGarbage'): Promise<void>;
  send(method: 'Runtime.getHeapUsage'): Promise<{ usedSize: number; backingStorageSize: number }>;
}

/** What so many removals take. */
export interface HistorySize {
  /** Bytes of live objects and array buffers: before, and how many came to them. */
  readonly memoryBefore: number;
  readonly memoryGrowth: number;
  /** Bytes that the browser counts for the session. */
  readonly diskGrowth: number;
  readonly msPerRemoval: number;
  /** Going back to a state in the middle, read from the store. */
  readonly middleMs: number;
}

async function measureHeap(tools: DevTools): Promise<number> {
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await tools.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}

const usage = async () => (await navigator.storage.estimate()).usage ?? 0;

/**
 * Removals of all slices of the shipped two-layer net (79,510 weights) through the lab's session and store: the first one as it is, the others with its report
 * and weights that are made up, as each would take seconds. The page's summaries are held too.
 */
export async function growHistory(removals: number): Promise<HistorySize> {
  const tools = cdp() as unknown as DevTools;
  await tools.send('HeapProfiler.enable');
  const compute = await openTestCompute('wasm');
  const readShipped = async (path: string) => {
    const response = await fetch(`/${path}`);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  };
  const dataset = await findSource('digits').load({ seed: 1, files: [], readShipped });
  const shipped = openShippedWeights(readShipped);
  const decoded = await shipped.fetch(dataset, 'mnist-2nn', new AbortController().signal);
  const { architecture, trained: found } = originalOf(decoded!, 'shipped');
  const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
  const session = await openSession(compute, dataset, network, found.weights, found.card);
  const trained: TrainedModel = { ...found, id: 'grown', session, comparisons: [] };
  const autosave = openAutosave(openIndexedDbStore(`growth-${Date.now()}`));
  await autosave.restore(trained, {});
  const page: ReportSummary[] = [];

  const real = await unlearn(session, { ...defaultSettings, selection: 'full', samples: [0], guard: null });
  await autosave.save(trained);
  const memoryBefore = await measureHeap(tools);
  const diskBefore = await usage();
  const start = performance.now();
  const random = createRandom(1, 'history');
  const digests = new Map<number, string>();
  for (let id = 2; id <= removals + 1; id++) {
    const step = 1e-4 * random.normal();
    const parameters = session.parameters.map((value, i) => value + step * ((i % 7) + 1));
    const report: RemovalReport = {
      ...structuredClone(real),
      id,
      parent: id - 1,
      request: { ...structuredClone(real.request), samples: [id] },
      retainCount: real.retainCount + 1 - id,
      digestBefore: session.digest,
      digestAfter: digestOf(parameters),
    };
    recordRemoval(session, report, parameters, { ...session.evaluation });
    digests.set(id, report.digestAfter);
    page.push(summariseReport(report));
    await autosave.save(trained);
    const { problem } = autosave.describe(trained);
    if (problem) throw new Error(`removal ${id} was not saved: ${problem.code}`);
  }
  const msPerRemoval = (performance.now() - start) / removals;
  const memoryGrowth = (await measureHeap(tools)) - memoryBefore;
  const diskGrowth = (await usage()) - diskBefore;
  const middle = 1 + Math.floor(removals / 2);
  const asked = performance.now();
  const parameters = await parametersAt(session, middle);
  const middleMs = performance.now() - asked;
  if (digestOf(parameters) !== digests.get(middle)) throw new Error(`state ${middle} came back otherwise`);
  if (page.length !== removals) throw new Error('a summary is missing');
  return { memoryBefore, memoryGrowth, diskGrowth, msPerRemoval, middleMs };
}
