import { expect, it } from 'vitest';
import { wordHeat, wordMap, wordsByValue } from '../../../src/state/lens/wordMap';

const words = { places: [null, [0, 3], [0, 3], [4, 5], [5, 6]], channels: 64 } as const;
const key = { perturbations: 1000 };
const values = Float64Array.of(9, 0.1, 0.4, 0.3, 0.2, 0, 0);

it('gives a text word by word: of several pieces the largest, gaps and what is not read without one', () => {
  const map = wordMap('The a. end', { values, words, key })!;
  expect(map.stretches).toEqual([
    { text: 'The', value: 0.4 },
    { text: ' ', value: null },
    { text: 'a', value: 0.3 },
    { text: '.', value: 0.2 },
    { text: ' end', value: null },
  ]);
  expect([map.largest, map.read]).toEqual([0.4, 6]);
  // s = sqrt(2 / 5 / 1000) = 0.02: 8 s, and 3 s / sqrt(2) more.
  expect(map.chance).toBeCloseTo(0.16, 12);
  expect(map.threshold).toBeCloseTo(0.16 + 0.06 / Math.SQRT2, 12);
  expect([0.4, 0.28, 0.1].map((value) => wordHeat(value, map))).toEqual([1, expect.closeTo(0.5), 0]);
  expect(wordsByValue(map).map(({ text }) => text)).toEqual(['The', 'a', '.']);
});

it('is null where the loss did not vary', () => {
  expect(wordMap('The', { values: Float64Array.of(Number.NaN, Number.NaN), words, key })).toBeNull();
});
