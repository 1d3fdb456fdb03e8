/**
 * Step 1 of a removal, m perturbed copies with slice activations and losses, as the engine does it: noise, forward, means, reading back. Our kernels
 * against tfjs's own on the same adapter (the rival, given our noise). Stock runs on fewer copies; times are for m = 1000.
 */
import { openNodeGpu } from '../../src/cli/nodeGpu';
import { perturb } from '../../src/engine/perturb';
import { createRandom } from '../../src/math/random/random';
import { findArchitecture } from '../../src/model/architectures';
import { type Compute, openWebGpuCompute } from '../../src/model/compute';
import { createNetwork, initialParameters } from '../../src/model/network';
import { prepareNetwork } from '../../src/model/prepareNetwork';
import { benchNets } from './convolutionNets';
import type { BenchReport } from './report';

const COPIES = 1000;
const STOCK_COPIES = 64;

/** The least of two runs after a warm-up, for 1000 copies. */
async function perturbMs(
  compute: Compute,
  id: string,
  shape: readonly [number, number, number],
  perturbations: number,
): Promise<number> {
  const network = createNetwork(findArchitecture(id), shape, 10);
  await prepareNetwork(compute, network.graph);
  network.setParameters(initialParameters(network.graph, 1));
  const random = createRandom(1, 'input');
  const input = Float32Array.from({ length: shape[0] * shape[1] * shape[2] }, () => random.normal());
  const settings = { perturbations, perturbationDeviation: 0.1, seed: 1 };
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const start = performance.now();
    await perturb(compute, network, [{ input, label: 3 }], settings);
    if (run > 0) best = Math.min(best, performance.now() - start);
  }
  network.dispose();
  return (best * COPIES) / perturbations;
}

export default async function bench(report: BenchReport): Promise<void> {
  const gpu = await openNodeGpu();
  report.note(`WebGPU: ${gpu.name}; m = ${COPIES}, with the noise`);
  for (const { name, inputShape } of benchNets) {
    const own = await openWebGpuCompute(gpu, { kernels: 'own' });
    const ownMs = await perturbMs(own, name, inputShape, COPIES);
    const stock = await openWebGpuCompute(gpu, { kernels: 'stock' });
    const stockMs = await perturbMs(stock, name, inputShape, STOCK_COPIES);
    report.row({ net: name, 'own ms': ownMs, 'stock ms': stockMs, 'x stock': stockMs / ownMs });
    report.note('');
  }
  gpu.close();
}
