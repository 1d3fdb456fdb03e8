/**
 * What runs on real hardware alone, on the adapter at hand, which says that it is hardware: L-FOCI's search, the pixels' sensitivity and Cholesky on the
 * GPU, and tfjs's stock kernels.
 */

import { beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultSettings } from '../../src/engine/parameters';
import type { RemovalRequest } from '../../src/engine/report';
import { measureSensitivity } from '../../src/engine/sensitivity';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { type Gpu, openGpu } from '../../src/gpu/device';
import { diagnose } from '../../src/gpu/diagnosis';
import { fociOnGpu } from '../../src/kernels/foci/foci';
import { matrix } from '../../src/math/linear/matrix';
import { norm, subtract } from '../../src/math/linear/vector';
import type { Architecture } from '../../src/model/architectures';
import { type Compute, openWebGpuCompute } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { prepareNetwork } from '../../src/model/prepareNetwork';
import { type TrainedWeights, train } from '../../src/model/training';
import { normalised, smallTraining, twoLayers } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { testGpu } from '../support/gpu';
import { makeSmallDataset } from '../support/smallDataset';

const dataset = makeSmallDataset(60, 20, [16, 16, 1]);
const request = (changes: Partial<RemovalRequest> = {}): RemovalRequest => ({
  ...{ ...defaultSettings, perturbations: 200, perturbationDeviation: 0.5, guard: null, samples: [7] },
  ...changes,
});

const trained = new Map<Architecture, TrainedWeights>();

async function open(compute: Compute, architecture: Architecture): Promise<Session> {
  const network = createNetwork(architecture, dataset.shape, 3);
  const weights = trained.get(architecture) ?? (await train(network, dataset, smallTraining));
  trained.set(architecture, weights);
  return openSession(compute, dataset, network, weights, smallTraining);
}

describe('an adapter that is no software', () => {
  let forged: Gpu;
  beforeAll(async () => {
    forged = { ...(await testGpu()), software: false };
  });

  it.each([
    ['two layers', twoLayers(12)],
    ['a batch-normalised net', normalised],
  ] as const)('selects on the GPU, to the same weights: %s', async (_, architecture) => {
    const plain = await open(await openTestCompute('webgpu'), architecture);
    const before = await unlearn(plain, request());
    expect(before.selection!.path).toBe('cpu');
    plain.network.dispose();

    const session = await open(await openWebGpuCompute(forged, { kernels: 'own' }), architecture);
    const report = await unlearn(session, request());
    expect(report.selection!.path).toMatch(/^gpu/);
    expect(report.selection!.selected).toEqual(before.selection!.selected);
    expect(report.digestAfter).toBe(before.digestAfter);
    session.network.dispose();
  });

  it.each([
    ['two layers', twoLayers(12)],
    ['a batch-normalised net', normalised],
  ] as const)(
    'answers with the stock kernels, to the same weights but for rounding: %s',
    async (_, architecture) => {
      const plain = await open(await openTestCompute('wasm'), architecture);
      const before = await unlearn(plain, request());
      plain.network.dispose();

      const session = await open(await openWebGpuCompute(forged), architecture);
      const report = await unlearn(session, request());
      expect(report.selection!.selected.map(({ slice }) => slice)).toEqual(
        before.selection!.selected.map(({ slice }) => slice),
      );
      expect(report.update.stepNorm).toBeCloseTo(before.update.stepNorm, 4);
      expect(norm(subtract(session.parameters, plain.parameters))).toBeLessThan(1e-4);
      session.network.dispose();
    },
  );

  it('compiles the kernels of a removal when a model is opened', async () => {
    const diagnosis = await diagnose();
    const fresh = await openGpu((diagnosis as { adapter: GPUAdapter }).adapter);
    const compiled = vi.spyOn(fresh.device, 'createComputePipelineAsync');
    const session = await open(await openTestCompute('wasm'), twoLayers(12));
    await prepareNetwork({ gpu: fresh }, session.network.graph);
    expect(compiled).not.toHaveBeenCalled();
    await prepareNetwork({ gpu: { ...fresh, software: false } }, session.network.graph);
    const { length } = compiled.mock.calls;
    expect(length).toBeGreaterThan(5);
    const labels = compiled.mock.calls.map(([{ label }]) => label);
    expect(labels).toEqual(expect.arrayContaining(['nearestNeighbour', 'noisyCopies', 'secantHessian']));
    await fociOnGpu(
      fresh,
      session.parameters.subarray(0, 60),
      matrix(60, 2, session.parameters.subarray(60, 180)),
    );
    expect(compiled).toHaveBeenCalledTimes(length);
    session.network.dispose();
    fresh.close();
  });

  it('factorises a large block on the GPU', async () => {
    const changes = { curvature: 'block', selection: 'full' } as const;
    const plain = await open(await openTestCompute('webgpu'), twoLayers(2));
    await unlearn(plain, request(changes));

    const buffers = vi.spyOn(forged.device, 'createBuffer');
    const session = await open(
      await openWebGpuCompute(forged, { kernels: 'own' }),
      plain.network.architecture,
    );
    const { curvature } = await unlearn(session, request(changes));
    const labels = buffers.mock.calls.map(([{ label }]) => label);
    buffers.mockRestore();
    expect(labels.join()).toContain('parameters of choleskyDiagonal');
    expect(curvature!.parameters).toBeGreaterThanOrEqual(512);
    expect(curvature!.solveResidual).toBeLessThan(1e-9);
    expect(norm(subtract(session.parameters, plain.parameters))).toBeLessThan(1e-6);
    plain.network.dispose();
    session.network.dispose();
  });

  it('measures the pixels on the GPU, to the same numbers', async () => {
    const plain = await open(await openTestCompute('webgpu'), twoLayers(12));
    const expected = await measureSensitivity(plain, request());
    plain.network.dispose();
    const session = await open(await openWebGpuCompute(forged, { kernels: 'own' }), twoLayers(12));
    const { digest } = session;
    expect(await measureSensitivity(session, request())).toEqual(expected);
    await unlearn(session, request());
    await undo(session);
    expect(session.digest).toBe(digest);
    session.network.dispose();
  });
});
