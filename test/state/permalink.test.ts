import { describe, expect, test } from 'vitest';
import type { BackendName, LabState } from '../../src/state/contract';
import { fitSettings, readAddress, writeAddress } from '../../src/state/permalink';
import { fallbackSettings, removalRequest, type Settings } from '../../src/state/settings';

/** Every setting away from its fallback, so that a setting left out of the table's round trip shows. */
const unusual: Settings = {
  view: 'blanket',
  backend: 'wasm',
  dataset: 'digits',
  images: 2000,
  model: 'mnist-logistic',
  class: 0,
  misclassified: true,
  order: 'loss',
  perturbations: 64,
  perturbationDeviation: 0.25,
  damping: 1e-7,
  noise: true,
  epsilon: 3,
  delta: 1e-5,
  maxSlices: 4,
  solver: 'dense',
  fociPath: 'cpu',
  seed: 42,
  blanketSamples: 200,
  blanketRepeats: 2,
  blanketSeed: 9,
  inspect: true,
};

describe('the address', () => {
  test('is empty for the fallbacks, and empty means the fallbacks', () => {
    expect(writeAddress(fallbackSettings)).toBe('');
    expect(readAddress('')).toEqual({ settings: fallbackSettings, complaints: [] });
  });

  test('carries every setting there and back', () => {
    expect(readAddress(writeAddress(unusual))).toEqual({ settings: unusual, complaints: [] });
  });

  test('holds only what differs from the fallback', () => {
    expect(writeAddress({ ...fallbackSettings, seed: 7, order: 'loss' })).toBe('?order=loss&seed=7');
  });

  test('takes a bare ?inspect as on', () => {
    expect(readAddress('?inspect').settings.inspect).toBe(true);
  });

  test.each([
    ['backend=cuda', 'backend', 'auto, webgpu, wasm, cpu'],
    ['perturbations=5', 'perturbations', 'from 20 to 8192, got 5'],
    ['perturbations=100.5', 'perturbations', 'whole number, got 100.5'],
    ['damping=much', 'damping', 'must be a number, got "much"'],
    ['damping=', 'damping', 'needs a number'],
    ['seed=-1', 'seed', 'got -1'],
    ['maxSlices=0', 'maxSlices', 'from 1, or empty, got "0"'],
    ['noise=perhaps', 'noise', 'on or off, got "perhaps"'],
    ['blanketSamples=10', 'blanketSamples', 'from 20 to 5000, got "10"'],
    ['blanketRepeats=', 'blanketRepeats', 'from 1 to 100, got ""'],
    ['images=some', 'images', 'from 1, "all", or empty, got "some"'],
    ['class=-2', 'class', 'from 0, or empty, got "-2"'],
  ] as const)('%s gets a sentence and the fallback', (text, name, words) => {
    const { settings, complaints } = readAddress(`?${text}&order=loss`);
    expect(settings).toEqual({ ...fallbackSettings, order: 'loss' });
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain(`The address says ${name}=`);
    expect(complaints[0]).toContain(words);
  });
});

describe('an address that names what the opened lab does not have', () => {
  const dataset = { name: 'Digits', classNames: ['0', '1', '2'] };
  const lab = (backend: BackendName) => ({ dataset, device: { backend } }) as unknown as LabState;
  const asked = (changed: Partial<Settings>) => ({ ...fallbackSettings, seed: 7, ...changed });

  test.each([
    [
      { class: 3 },
      'webgpu',
      'class=3. The classes of Digits are 0 to 2. The lab uses its own choice instead.',
    ],
    [{ fociPath: 'gpuLists' }, 'wasm', 'fociPath=gpuLists. The lab computes on wasm, which has no GPU path.'],
    [{ fociPath: 'gpu' }, 'cpu', 'The lab uses auto instead.'],
  ] as const)('%j on %s gets a sentence and the fallback', (changed, backend, words) => {
    const { settings, complaints } = fitSettings(asked(changed), lab(backend));
    expect(settings).toEqual(asked({}));
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain(words);
  });

  test.each([
    [{ class: 2, fociPath: 'cpu' }, 'wasm'],
    [{ class: null, fociPath: 'auto' }, 'cpu'],
    [{ class: 0, fociPath: 'gpuPairs' }, 'webgpu'],
  ] as const)('is none of %j on %s', (changed, backend) => {
    expect(fitSettings(asked(changed), lab(backend))).toEqual({ settings: asked(changed), complaints: [] });
  });
});

describe('a removal request', () => {
  test('has noise only where the switch is on', () => {
    expect(removalRequest({ ...unusual, noise: false }, 3).noise).toBeNull();
    expect(removalRequest(unusual, 3)).toEqual({
      sample: 3,
      perturbations: 64,
      perturbationDeviation: 0.25,
      maxSlices: 4,
      damping: 1e-7,
      solver: 'dense',
      noise: { epsilon: 3, delta: 1e-5 },
      fociPath: 'cpu',
      seed: 42,
    });
  });
});
