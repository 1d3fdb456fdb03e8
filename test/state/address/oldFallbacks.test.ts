import { expect, test } from 'vitest';
import { addressVersion } from '../../../src/state/address/oldFallbacks';
import { readAddress, writeAddress } from '../../../src/state/address/permalink';
import { fallbackSettings } from '../../../src/state/settings/settings';

const datasetOf = (address: string) => readAddress(address).settings.dataset;

test.each([
  '?seed=7',
  '?class=3&backend=wasm',
  '?order=loss',
  '?model=mnist-cnn&damping=0.5',
  '#forgetList=3',
])('%s, of the time before versions, means the digits', (address) => {
  expect(datasetOf(address)).toBe('digits');
  // And is so written from then on.
  expect(datasetOf(writeAddress(readAddress(address).settings))).toBe('digits');
});

test.each(['', '?backend=webgpu&inspect', '?view=blanket&blanketSeed=3', '?model=mnist-cnn', '?v=2&seed=7'])(
  '%s leaves the data to the lab of today',
  (address) => expect(datasetOf(address)).toBeNull(),
);

test('an address names its version as soon as it says anything, and data that it names are those', () => {
  expect(writeAddress({ ...fallbackSettings, seed: 7 })).toBe(`?v=${addressVersion}&seed=7`);
  expect(writeAddress(fallbackSettings)).toBe('');
  expect(datasetOf('?dataset=shapes-32&seed=7')).toBe('shapes-32');
});

test('an address of a later version is read, with a word', () => {
  const { settings, complaints } = readAddress(`?v=${addressVersion + 1}&seed=7`);
  expect(settings).toEqual({ ...fallbackSettings, seed: 7 });
  expect(complaints).toEqual([expect.stringContaining('A newer version of the lab wrote this address.')]);
});

test('before versions the secant was cut from a step of all weights, and saliency went by slices', () => {
  const { settings } = readAddress('?seed=7&selection=saliency');
  const then = {
    curvature: 'secant-cut',
    weightDecay: 'none',
    batch: 'mean',
    hessianSamples: 1024,
    retrainingOrder: 'independent',
  };
  expect(settings).toMatchObject({ ...then, selection: 'saliency-slices' });
  expect(readAddress('?curvature=secant').settings.curvature).toBe('secant-cut');
  expect(readAddress('?v=2&curvature=secant').settings.curvature).toBe('secant');
  expect(readAddress(writeAddress(settings)).settings).toEqual(settings);
});

test('before the fourth version the guard had no images of its own on the data that ship', () => {
  const guardOf = (address: string) => readAddress(address).settings.guardSet;
  expect(['?seed=7', '?v=2&seed=7', '?v=3&seed=7', '?v=4&seed=7', ''].map(guardOf)).toEqual([
    'validation',
    'apart',
    'apart',
    'own',
    'own',
  ]);
  expect(guardOf('?v=3&guardSet=validation')).toBe('validation');
  expect(guardOf(writeAddress(readAddress('?v=3&seed=7').settings))).toBe('apart');
});

test('before the third version the weights that ship were those of then', () => {
  const weightsOf = (address: string) => readAddress(address).settings.weights;
  expect(weightsOf('?seed=7')).toBe('former');
  expect(weightsOf('?v=2&dataset=digits&seed=7')).toBe('former');
  expect(weightsOf('?v=3&dataset=digits&seed=7')).toBeNull();
  expect(weightsOf('?dataset=digits&model=mnist-2nn')).toBeNull();
  expect(weightsOf(writeAddress(readAddress('?seed=7').settings))).toBe('former');
});
