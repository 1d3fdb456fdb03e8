/** Removals that were made with one kind of kernels, where tfjs runs the other. */
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/engine/parameters';
import { withRecordedKernels } from '../../src/engine/recordedKernels';
import { replay } from '../../src/engine/replay';
import type { RemovalRequest } from '../../src/engine/report';
import { openSession, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { followRecipe } from '../../src/lab/recipe/followRecipe';
import { type Compute, openWebGpuCompute, takeKernels } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { train } from '../../src/model/training';
import { smallTraining, twoLayers } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { testGpu } from '../support/gpu';
import { makeSmallDataset } from '../support/smallDataset';

const dataset = makeSmallDataset(300, 20, [16, 16, 1]);
const request: RemovalRequest = {
  ...{ ...defaultSettings, perturbations: 200, perturbationDeviation: 0.5, guard: null, samples: [7] },
};
const host = { lab: '1', commit: null, runtime: 'a test' };

async function open(kernels: 'own' | 'stock') {
  await openTestCompute('wasm');
  const network = createNetwork(twoLayers(12), dataset.shape, 3);
  const trained = await train(network, dataset, smallTraining);
  const compute: Compute = { ...(await openWebGpuCompute(await testGpu(), { kernels })), host };
  return openSession(compute, dataset, network, trained, smallTraining);
}

describe.each([
  ['own', 'stock'],
  ['stock', 'own'],
] as const)('removals that were made with %s kernels, where tfjs runs %s ones', (made, present) => {
  it('are replayed, and made again by a recipe, with those that they were made with', async () => {
    const session = await open(made);
    const report = await unlearn(session, request);
    expect(report.provenance!.kernels).toBe(made);
    await takeKernels(session.compute, present);

    expect(await replay(session)).toEqual({ checked: 1, different: [], sentence: null });
    expect(session.compute.kernels).toBe(present);

    await undo(session);
    const steps = [{ request }];
    await followRecipe(session, { steps, current: 2, provenance: report.provenance }).catch(() => {});
    const again = session.removals[1]!.report;
    expect(again.provenance!.kernels).toBe(made);
    expect(again.after).toEqual(report.after);

    // The control: the other kernels do round otherwise.
    session.network.held.dispose();
    await undo(session);
    const other = await unlearn(session, request);
    expect(other.provenance!.kernels).toBe(present);
    expect(other.after.residualGradientNorm).not.toBe(report.after.residualGradientNorm);
    session.network.dispose();
  });

  it('are left alone where nobody wrote down which, or there is no choice', async () => {
    const session = await open(made);
    await takeKernels(session.compute, present);
    const kernels = async () => session.compute.kernels;
    expect(await withRecordedKernels(session, { kernels: made }, kernels)).toBe(made);
    expect(await withRecordedKernels(session, {}, kernels)).toBe(present);
    expect(await withRecordedKernels(session, null, kernels)).toBe(present);
    const elsewhere = { ...session, compute: { ...session.compute, gpu: null } };
    expect(await withRecordedKernels(elsewhere, { kernels: made }, kernels)).toBe(present);
    session.network.dispose();
  });
});
