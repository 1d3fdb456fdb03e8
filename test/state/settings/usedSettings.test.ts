import { describe, expect, test } from 'vitest';
import { curvatureIds, methodIds } from '../../../src/state/contract';
import { fallbackSettings, methodSettings, type Settings } from '../../../src/state/settings/settings';
import { usedSettings } from '../../../src/state/settings/usedSettings';

const used = (changed: Partial<Settings>) => usedSettings({ ...fallbackSettings, ...changed });

describe('the settings of a removal', () => {
  test('of a rival are its own numbers and what every method has', () => {
    for (const method of methodIds.filter((id) => id !== 'algorithm1')) {
      const own = methodSettings(method).map(({ setting }) => setting);
      const choices = method === 'influence' ? ['curvature', 'weightDecay', ...own] : own;
      expect(used({ method, noise: true })).toEqual([
        'method',
        'guard',
        'guardSet',
        'batchNorms',
        'gpuTimes',
        'retrainingOrder',
        'retrainingSeed',
        'seed',
        ...choices,
      ]);
    }
  });
  test.each([
    [{}, true],
    [{ curvature: 'kfac' }, true],
    [{ update: 'cr' }, false],
    [{ update: 'gradient-ascent' }, false],
    [{ curvature: 'authors-1' }, false],
    [{ curvature: 'authors-2' }, false],
  ] as const)('have the weight decay where the step is Newton\u2019s: %j', (changed, has) => {
    expect(used(changed).includes('weightDecay')).toBe(has);
  });
  test.each(curvatureIds)(
    'show Hessian samples or the solver, and both for the secant by an exact product: %s',
    (curvature) => {
      const isSampled = ['secant', 'block-fd', 'block', 'cg', 'ggn', 'kfac'].includes(curvature);
      expect(used({ curvature }).includes('hessianSamples')).toBe(isSampled);
      expect(used({ curvature }).includes('solver')).toBe(!isSampled || curvature === 'secant');
    },
  );
  test('leave out the training loss where only the sample\u2019s Hessian counts', () => {
    expect(used({ curvature: 'cg', update: 'cr' })).not.toContain('hessianSamples');
  });
  test('leave out the curvature of an update without one', () => {
    expect(used({ update: 'gradient-ascent' })).not.toContain('curvature');
    expect(used({ update: 'gradient-ascent' })).toContain('damping');
  });
  test('leave out perturbations of a selection that makes none', () => {
    expect(used({ selection: 'one' })).not.toContain('perturbations');
    expect(used({ selection: 'saliency-slices' })).toContain('perturbations');
    expect(used({ selection: 'cheap' })).not.toContain('maxSlices');
  });
  test('have the privacy numbers only with the noise', () => {
    expect(used({ noise: false })).not.toContain('epsilon');
    expect(used({ noise: true })).toContain('epsilon');
  });
});
