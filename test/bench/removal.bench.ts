/**
 * One removal from the two-layer net, as the page does it: m = 1000 copies, 6,000 + 1,000 built-in digits. WebGPU with the lab's matrix
 * product against the same adapter with tfjs's own (the rival), and WASM. Phases in ms.
 */

import { createRequire } from 'node:module';
import { openNodeGpu } from '../../src/cli/nodeGpu';
import { findSource } from '../../src/data/sources';
import { defaultSettings } from '../../src/engine/parameters';
import { removalPhases } from '../../src/engine/report';
import { openSession, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { findArchitecture } from '../../src/model/architectures';
import { type Compute, openWasmCompute, openWebGpuCompute } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { train } from '../../src/model/training';
import type { BenchReport } from './report';

const wasmPath = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
);

export default async function bench(report: BenchReport): Promise<void> {
  const dataset = await findSource('digits').load({ seed: 1, files: [] });
  const architecture = findArchitecture('mnist-2nn');
  await openWasmCompute(wasmPath);
  const teacher = createNetwork(architecture, dataset.shape, 10);
  const trained = await train(teacher, dataset, { ...architecture.training, epochs: 3 });
  teacher.dispose();

  const gpu = await openNodeGpu();
  report.note(`two-layer net, m = 1000, n = 6000; WebGPU: ${gpu.name}; least of 3 after a warm-up`);
  const setups: readonly (readonly [string, () => Promise<Compute>])[] = [
    ['webgpu, stock product (rival)', () => openWebGpuCompute(gpu, { kernels: 'stock' })],
    ['webgpu', () => openWebGpuCompute(gpu)],
    ['wasm', () => openWasmCompute(wasmPath)],
  ];
  let rivalMs = Number.NaN;
  for (const [name, open] of setups) {
    const compute = await open();
    const network = createNetwork(architecture, dataset.shape, 10);
    const session = await openSession(compute, dataset, network, trained, architecture.training);
    let best = Number.POSITIVE_INFINITY;
    let phases: Record<string, number> = {};
    for (let run = 0; run < 4; run++) {
      const start = performance.now();
      const { durationsMs } = await unlearn(session, { ...defaultSettings, samples: [2] });
      const total = performance.now() - start;
      await undo(session);
      if (run === 0 || total >= best) continue;
      best = total;
      phases = Object.fromEntries(removalPhases.map((phase) => [`${phase} ms`, durationsMs[phase]]));
    }
    if (name.includes('rival')) rivalMs = best;
    report.row({ backend: name, 'removal ms': best, 'x rival': rivalMs / best, ...phases });
    network.dispose();
  }
}
