/** Removals with the settings of the lab of before version 4 of reports, from the weights that shipped then: they give the weights that they gave then, bit for bit. */

import { expect, it, vi } from 'vitest';
import { defaultSettings, type RemovalRequest } from '../../src/lab/protocol';
import { createBrowserLab } from '../../src/worker/browserLab';

vi.setConfig({ testTimeout: 120_000 });

const then: RemovalRequest = {
  ...defaultSettings,
  ...{ curvature: 'secant-cut', weightDecay: 'none', batch: 'mean', hessianSamples: 1024 },
  samples: [3],
};

it.each([
  ['wasm', { 'mnist-2nn': 'e896fc76', 'mnist-cnn': '08fc0899' }],
  ['webgpu', { 'mnist-2nn': 'e896fc76', 'mnist-cnn': '522b79cf' }],
] as const)('sample 3 of the digits, on %s', async (backend, digests) => {
  const lab = createBrowserLab(`${location.origin}/`, `old-settings-${backend}-${Date.now()}`);
  await lab.open(backend, () => {});
  await lab.chooseDataset('digits', null);
  for (const [model, digest] of Object.entries(digests)) {
    await lab.chooseModel(model, 'former');
    expect((await lab.setup()).model.shipped).toBe('former');
    const { digest: after } = await lab.unlearn(then);
    expect([model, after.slice(0, 8)]).toEqual([model, digest]);
    const present = await lab.chooseModel(model, 'present');
    expect((await lab.setup()).model.shipped).toBe('present');
    expect(present.digest).not.toBe(after);
    expect(present.history.count).toBe(0);
    // The removal is where it was made.
    expect((await lab.chooseModel(model, 'former')).digest).toBe(after);
  }
});
