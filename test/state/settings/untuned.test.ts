import { expect, test } from 'vitest';
import { isUntuned } from '../../../src/state/settings/untuned';
import { standInLab } from '../standInWorker';

const { settings } = standInLab({}).getState();

test('a rival is untuned while all its numbers are those that it begins with', () => {
  expect(isUntuned({ ...settings, method: 'scrub' })).toBe(true);
  expect(isUntuned({ ...settings, method: 'scrub', 'scrub.alpha': settings['scrub.alpha'] * 2 })).toBe(false);
});

test('a method without numbers of its own has nothing to tune', () => {
  expect(isUntuned({ ...settings, method: 'algorithm1' })).toBe(false);
  expect(isUntuned({ ...settings, method: 'retraining' })).toBe(false);
});
