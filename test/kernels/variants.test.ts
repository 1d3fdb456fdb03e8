import { describe, expect, it } from 'vitest';
import { capabilities } from '../../src/gpu/variants';
import { isOwnChosen } from '../../src/kernels/tfjs/kernelChoice';
import { variants } from '../../src/kernels/variants';

const shaders = Object.keys(import.meta.glob('../../shaders/{foci,linear,network,removal}/*.wgsl')).map(
  (file) => file.replace(/.*\/(\w+)\.wgsl/, '$1'),
);
const performance = Object.values(
  import.meta.glob<string>('../../docs/performance.md', { query: '?raw', import: 'default', eager: true }),
)[0]!;

/** An adapter of so many facts. */
const adapter = (software: boolean, architecture = '', features: string[] = []) => ({
  software,
  adapterInfo: { architecture } as GPUAdapterInfo,
  device: { features: new Set(features) as ReadonlySet<string> } as GPUDevice,
});

describe('the table of variants', () => {
  it('has every kernel, taken by some adapter for a reason, and none that is gone', () => {
    const named = variants.flatMap(({ kernels }) => kernels);
    expect([...new Set(named)].sort()).toEqual([...shaders].sort());
    expect(shaders.length).toBeGreaterThan(20);
  });

  it('says where each was measured: a part of docs/performance.md that is there, or that it was predicted', () => {
    for (const { kernels, because, measured } of variants) {
      expect(because, kernels.join()).toMatch(/\.$/);
      const parts = [...measured.matchAll(/"([^"]+)"/g)].map(([, part]) => part!);
      expect(parts.length > 0 || measured.includes('predicted'), measured).toBe(true);
      for (const part of parts) expect(performance).toMatch(new RegExp(`(^## |\\*\\*)${part}`, 'm'));
    }
  });

  it('is what the adapter decides, and nothing else', () => {
    const hardware = adapter(false, 'ada-lovelace', ['subgroups']);
    const swiftShader = adapter(true, 'swiftshader', ['subgroups']);
    expect([hardware, swiftShader].map((gpu) => isOwnChosen(gpu, 'byAdapter'))).toEqual([false, true]);
    expect(isOwnChosen(hardware, 'own')).toBe(true);
    expect(
      [hardware, swiftShader, adapter(true, 'swiftshader'), adapter(true, '', ['subgroups'])].map(
        capabilities.subgroups,
      ),
    ).toEqual([false, true, false, false]);
  });
});
