/** What a removal moves to the device and back, counted at the device itself, which says that it is hardware: with the stock kernels and L-FOCI on the GPU. */
import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { defaultSettings } from '../../src/engine/parameters';
import type { RemovalRequest } from '../../src/engine/report';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { findArchitecture } from '../../src/model/architectures';
import { openWebGpuCompute } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { prepareNetwork } from '../../src/model/prepareNetwork';
import { train } from '../../src/model/training';
import { smallTraining } from '../model/smallModels';
import { openTestCompute } from '../support/compute';
import { testGpu } from '../support/gpu';
import { amount } from '../support/long';
import { makeSmallDataset } from '../support/smallDataset';
import { type DeviceTraffic, holds, watchDevice } from '../support/watchDevice';

const dataset = makeSmallDataset(amount(1500, 10_000), amount(200, 1000), [28, 28, 1]);
const architecture = findArchitecture('mnist-2nn');
const request: RemovalRequest = {
  ...defaultSettings,
  ...({ curvature: 'secant-cut', weightDecay: 'none', batch: 'mean' } as const),
  perturbations: amount(300, 1000),
  samples: [7],
};

/** Whether any image of the training set but the removed one went up: as bytes, or normalised. */
function holdsImages(traffic: DeviceTraffic): boolean {
  return [3, 500, 1499].some((sample) => {
    const from = 784 * sample + 300;
    const pixels = normalise(dataset.training, dataset, sample, sample + 1).slice(300, 332);
    return (
      holds(traffic, dataset.training.images.slice(from, from + 128)) ||
      holds(traffic, new Uint8Array(pixels.buffer))
    );
  });
}

describe('a removal from a two-layer net on hardware', () => {
  let session: Session;
  let opening: DeviceTraffic;
  beforeAll(async () => {
    await openTestCompute('wasm');
    const network = createNetwork(architecture, dataset.shape, 3);
    const trained = await train(network, dataset, { ...smallTraining, epochs: 1 });
    network.dispose();
    const compute = await openWebGpuCompute({ ...(await testGpu()), software: false });
    const onGpu = createNetwork(architecture, dataset.shape, 3);
    await prepareNetwork(compute, onGpu.graph);
    const opened = await watchDevice(() => openSession(compute, dataset, onGpu, trained, smallTraining));
    session = opened.result;
    opening = opened.traffic;
  });

  it('submits 12 times at most, reads back 3 times, and uploads no image', async () => {
    expect(holdsImages(opening)).toBe(true);
    const { result, traffic } = await watchDevice(() => unlearn(session, request));
    expect(result.selection!.path).toBe('gpu');
    expect(traffic.submissions).toBeLessThanOrEqual(12);
    expect(traffic.readBacks).toBeLessThanOrEqual(3);
    expect(holdsImages(traffic)).toBe(false);
    await undo(session);
  });

  it('reads back 4 times, with the exact product of the lab\u2019s own settings', async () => {
    const own = { ...defaultSettings, perturbations: request.perturbations, samples: [7] };
    const { result, traffic } = await watchDevice(() => unlearn(session, own));
    expect(result.curvature!.solveResidual).not.toBeNull();
    expect(traffic.submissions).toBeLessThanOrEqual(12);
    expect(traffic.readBacks).toBeLessThanOrEqual(4);
    expect(holdsImages(traffic)).toBe(false);
    await undo(session);
  });
});
