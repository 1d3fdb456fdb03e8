import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitSettings, readAddress, writeAddress } from '../../../src/state/address/permalink';
import {
  type BackendName,
  curvatureIds,
  type LabState,
  type MethodRow,
  methodIds,
  methodTable,
  selectionIds,
  updateIds,
} from '../../../src/state/contract';
import {
  backendChoices,
  fallbackSettings,
  forgetKinds,
  matchesRemoval,
  methodSettings,
  removalOrders,
  removalRequest,
  type SettingName,
  type Settings,
  settingNames,
  settingsOfRemoval,
  solvers,
} from '../../../src/state/settings/settings';

/** Every number of every method, a little off its fallback. */
const unusualNumbers = Object.fromEntries(
  methodIds.flatMap((method) => {
    const { numbers }: MethodRow = methodTable[method];
    return methodSettings(method).map(({ number, setting }) => {
      const { fallback, maximum, whole } = numbers[number]!;
      return [setting, whole ? fallback + 1 : (fallback + maximum) / 3];
    });
  }),
);

/** Every setting away from its fallback, so that a setting left out of the table's round trip shows. */
const unusual = {
  view: 'blanket',
  backend: 'wasm',
  dataset: 'digits',
  images: 2000,
  model: 'mnist-logistic',
  weights: 'former',
  class: 0,
  predicted: 3,
  gone: 'left',
  influenceOn: 4,
  samples: 'scatter',
  map: 'umap',
  forgetFrom: 2,
  misclassified: true,
  planted: true,
  memorised: 'most',
  order: 'loss',
  forget: 'list',
  forgetClass: 3,
  forgetLimit: 7,
  forgetCount: 77,
  forgetList: '3, 17, 20-25',
  removeAs: 'batch',
  method: 'scrub',
  ...unusualNumbers,
  selection: 'saliency-slices',
  curvature: 'kfac',
  update: 'cr',
  attention: 'heads',
  weightDecay: 'none',
  batch: 'mean',
  retrainingOrder: 'independent',
  retrainingSeed: 5,
  trainingSeed: 9,
  perturbations: 64,
  perturbationDeviation: 0.25,
  damping: 1e-7,
  hessianSamples: 99,
  guard: null,
  guardSet: 'validation',
  batchNorms: true,
  gpuTimes: true,
  noise: true,
  epsilon: 3,
  delta: 1e-5,
  maxSlices: 4,
  solver: 'dense',
  fociPath: 'cpu',
  seed: 42,
  drawSeed: 43,
  blanketSamples: 200,
  blanketRepeats: 2,
  blanketSeed: 9,
  inspect: true,
} as unknown as Settings;

describe('the address', () => {
  test('is empty for the fallbacks, and empty means the fallbacks', () => {
    expect(writeAddress(fallbackSettings)).toBe('');
    expect(readAddress('')).toEqual({ settings: fallbackSettings, complaints: [] });
  });

  test('carries every setting there and back', () => {
    expect(readAddress(writeAddress(unusual))).toEqual({ settings: unusual, complaints: [] });
  });

  test('meets every setting away from its fallback in the test above', () => {
    const same = settingNames.filter((name) => unusual[name] === fallbackSettings[name]);
    expect(same).toEqual([]);
  });

  test('carries any choice of the menus with any numbers of the methods there and back', () => {
    const numberOf = (method: (typeof methodIds)[number]) => {
      const { numbers }: MethodRow = methodTable[method];
      return methodSettings(method).map(({ number, setting }) => {
        const { minimum, maximum, whole } = numbers[number]!;
        const value = whole
          ? fc.integer({ min: minimum, max: maximum })
          : fc.double({ min: minimum, max: maximum, noNaN: true }).map((drawn) => drawn + 0);
        return [setting, value] as const;
      });
    };
    const drawn = fc.record({
      backend: fc.constantFrom(...backendChoices),
      forget: fc.constantFrom(...forgetKinds),
      forgetLimit: fc.option(fc.integer({ min: 1 }), { nil: null }),
      removeAs: fc.constantFrom(...removalOrders),
      method: fc.constantFrom(...methodIds),
      selection: fc.constantFrom(...selectionIds),
      curvature: fc.constantFrom(...curvatureIds),
      update: fc.constantFrom(...updateIds),
      solver: fc.constantFrom(...solvers),
      guard: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
      batchNorms: fc.boolean(),
      gpuTimes: fc.boolean(),
      noise: fc.boolean(),
      ...Object.fromEntries(methodIds.flatMap(numberOf)),
    });
    fc.assert(
      fc.property(drawn, (choices) => {
        const settings = { ...fallbackSettings, ...choices } as Settings;
        expect(readAddress(writeAddress(settings))).toEqual({ settings, complaints: [] });
      }),
    );
  });

  test('names a method\u2019s own number by method and number', () => {
    const settings: Settings = { ...fallbackSettings, method: 'scrub', 'scrub.alpha': 3 };
    expect(writeAddress(settings)).toBe('?v=4&method=scrub&scrub.alpha=3');
  });

  test('holds only what differs from the fallback', () => {
    expect(writeAddress({ ...fallbackSettings, seed: 7, order: 'loss' })).toBe('?v=4&order=loss&seed=7');
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
    ['method=magic', 'method', 'must be one of algorithm1, retraining'],
    ['curvature=newton', 'curvature', 'must be one of secant'],
    ['scrub.epochs=0.5', 'scrub.epochs', 'Epochs must be'],
    ['hessianSamples=0', 'hessianSamples', 'from 1 to'],
    ['guard=101', 'guard', 'from 0 to 100, got 101'],
    ['forgetList=3,x', 'forgetList', '"x" is neither'],
    ['forgetCount=0', 'forgetCount', 'from 1 to'],
    ['maxSlices=0', 'maxSlices', 'from 1, or empty, got "0"'],
    ['noise=perhaps', 'noise', 'on or off, got "perhaps"'],
    ['blanketSamples=10', 'blanketSamples', 'from 20 to 5000, got "10"'],
    ['blanketRepeats=', 'blanketRepeats', 'from 1 to 100, got ""'],
    ['images=some', 'images', 'from 1, "all", or empty, got "some"'],
    ['class=-2', 'class', 'from 0, or empty, got "-2"'],
  ] as const)('%s gets a sentence and the fallback', (text, name, words) => {
    const { settings, complaints } = readAddress(`?v=4&${text}&order=loss`);
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
    [{ forgetClass: 9 }, 'wasm', 'forgetClass=9. The classes of Digits are 0 to 2. The lab uses 0 instead.'],
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
  const plain: Settings = { ...unusual, method: 'algorithm1' };

  test('has all that its settings say, for these samples', () => {
    expect(removalRequest(plain, [3, 5], 43)).toEqual({
      samples: [3, 5],
      method: 'algorithm1',
      methodNumbers: {},
      selection: 'saliency-slices',
      curvature: 'kfac',
      update: 'cr',
      attention: 'heads',
      weightDecay: 'none',
      batch: 'mean',
      retrainingOrder: 'independent',
      perturbations: 64,
      perturbationDeviation: 0.25,
      maxSlices: 4,
      damping: 1e-7,
      hessianSamples: 99,
      solver: 'dense',
      noise: { epsilon: 3, delta: 1e-5 },
      guard: null,
      guardSet: 'validation',
      batchNorms: true,
      fociPath: 'cpu',
      seed: 42,
      drawSeed: 43,
    });
  });
  test('has noise only where the switch is on, and only Algorithm 1 has it', () => {
    expect(removalRequest({ ...plain, noise: false }, [3]).noise).toBeNull();
    expect(removalRequest(unusual, [3]).noise).toBeNull();
  });
  test('has the own numbers of its method, and of no other', () => {
    const { methodNumbers } = removalRequest({ ...fallbackSettings, method: 'ssd', 'ssd.alpha': 3 }, [1]);
    expect(methodNumbers).toEqual({ alpha: 3, lambda: methodTable.ssd.numbers.lambda.fallback });
  });
  test('comes back from its settings', () => {
    const { samples: _, ...removal } = removalRequest(
      { ...fallbackSettings, method: 'ssd', 'ssd.alpha': 3 },
      [1],
    );
    const settings = { ...fallbackSettings, ...settingsOfRemoval(removal) };
    expect(matchesRemoval(settings, removal)).toBe(true);
    expect(settings['ssd.alpha' as SettingName]).toBe(3);
    expect(matchesRemoval({ ...settings, seed: 5 }, removal)).toBe(false);
  });
});
