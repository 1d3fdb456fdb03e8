/**
 * One removal, as the page does it: m = 1000 copies, every metric on 10,000 training and 1,000 held-out images. MNIST and the shipped weights where LETHE_DATA
 * names a folder with mnist/; else the built-in digits, of which 4,000 come twice, and two epochs. WebGPU with the lab's kernels against the same adapter with
 * tfjs's own (the rival; not for the convolutional net, of which tfjs's kernels would take minutes), and WASM. Phases in ms.
 */

import { createRequire } from 'node:module';
import { openNodeGpu } from '../../src/cli/nodeGpu';
import type { Dataset } from '../../src/data/dataset';
import { defaultSettings } from '../../src/engine/parameters';
import { removalPhases } from '../../src/engine/report';
import { openSession, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { findArchitecture } from '../../src/model/architectures';
import { type Compute, openWasmCompute, openWebGpuCompute } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { prepareNetwork } from '../../src/model/prepareNetwork';
import type { TrainedWeights } from '../../src/model/training';
import { heldOutCount, loadRemovalData, trainingCount } from './removalData';
import type { BenchReport } from './report';

const wasmPath = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
);
const models = ['mnist-logistic', 'mnist-2nn', 'mnist-cnn'];

export default async function bench(report: BenchReport): Promise<void> {
  const { dataset, weights } = await loadRemovalData();
  const gpu = await openNodeGpu();
  report.note(
    `${dataset.name}, m = 1000, n = ${trainingCount} + ${heldOutCount}; WebGPU: ${gpu.name}; least of 3 after a warm-up`,
  );
  for (const id of models) {
    await openWasmCompute(wasmPath);
    const trained = await weights(id);
    const setups: [string, () => Promise<Compute>][] = [
      ['webgpu', () => openWebGpuCompute(gpu)],
      ['wasm', () => openWasmCompute(wasmPath)],
    ];
    if (id !== 'mnist-cnn') {
      setups.unshift([
        'webgpu, tfjs\u2019s kernels (rival)',
        () => openWebGpuCompute(gpu, { kernels: 'stock' }),
      ]);
    }
    let rivalMs = Number.NaN;
    for (const [backend, open] of setups) {
      const { totalMs, phases } = await measure(await open(), dataset, id, trained);
      if (backend.includes('rival')) rivalMs = totalMs;
      const rival = Number.isNaN(rivalMs) ? '' : rivalMs / totalMs;
      report.row({ model: id, backend, 'removal ms': totalMs, 'x rival': rival, ...phases });
    }
  }
}

/** The quickest of three removals of one sample. */
async function measure(compute: Compute, dataset: Dataset, id: string, trained: TrainedWeights) {
  const architecture = findArchitecture(id);
  const network = createNetwork(architecture, dataset.shape, 10);
  await prepareNetwork(compute, network.graph);
  const session = await openSession(compute, dataset, network, trained, architecture.training);
  let best = { totalMs: Number.POSITIVE_INFINITY, phases: {} };
  for (let run = 0; run < 4; run++) {
    const start = performance.now();
    const { durationsMs } = await unlearn(session, { ...defaultSettings, samples: [2] });
    const totalMs = performance.now() - start;
    await undo(session);
    if (run === 0 || totalMs >= best.totalMs) continue;
    const phases = Object.fromEntries(removalPhases.map((phase) => [`${phase} ms`, durationsMs[phase]]));
    best = { totalMs, phases };
  }
  network.dispose();
  return best;
}
