/**
 * How soon a cancelled removal gives up: on WebGPU, L-FOCI on the GPU too, cancelled at ten moments spread over it. Built-in digits, 4,000 training images;
 * the time from the cancel to the AbortError.
 */

import { loadShippedWeights } from '../../src/cli/loadWeights';
import { openNodeGpu } from '../../src/cli/nodeGpu';
import { readShipped } from '../../src/cli/packageFiles';
import { findSource } from '../../src/data/sources';
import { defaultSettings } from '../../src/engine/parameters';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { findArchitecture } from '../../src/model/architectures';
import { openWebGpuCompute } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { prepareNetwork } from '../../src/model/prepareNetwork';
import type { BenchReport } from './report';

const moments = 10;
const request = { ...defaultSettings, fociPath: 'gpu', samples: [2] } as const;

export default async function bench(report: BenchReport): Promise<void> {
  const dataset = await findSource('digits').load({ seed: 1, files: [], readShipped });
  const gpu = await openNodeGpu();
  report.note(`${dataset.name}, m = 1000; ${gpu.name}`);
  for (const id of ['mnist-2nn', 'mnist-cnn']) {
    const compute = await openWebGpuCompute(gpu);
    const architecture = findArchitecture(id);
    const network = createNetwork(architecture, dataset.shape, 10);
    await prepareNetwork(compute, network.graph);
    const trained = (await loadShippedWeights(dataset, id)).trained.weights;
    const session = await openSession(compute, dataset, network, trained, architecture.training);
    const start = performance.now();
    await unlearn(session, request);
    const wholeMs = performance.now() - start;
    await undo(session);
    const waits: number[] = [];
    for (let moment = 0; moment < moments; moment++) {
      waits.push(await cancelAfter(session, (wholeMs * (moment + 0.5)) / moments));
    }
    waits.sort((a, b) => a - b);
    report.row({ model: id, 'removal ms': wholeMs, 'median ms': waits[5]!, 'longest ms': waits.at(-1)! });
    network.dispose();
  }
}

/** Milliseconds from the cancel to the end of the removal; 0 where that was over before. */
async function cancelAfter(session: Session, ms: number): Promise<number> {
  const cancel = new AbortController();
  let cancelled = 0;
  const timer = setTimeout(() => {
    cancelled = performance.now();
    cancel.abort();
  }, ms);
  try {
    await unlearn(session, request, { signal: cancel.signal });
    await undo(session);
    return 0;
  } catch (error) {
    if (!cancel.signal.aborted) throw error;
    return performance.now() - cancelled;
  } finally {
    clearTimeout(timer);
  }
}
