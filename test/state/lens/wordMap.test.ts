import { expect, it } from 'vitest';
import { wordMap, wordsByValue } from '../../../src/state/lens/wordMap';

const words = [null, [0, 3], [0, 3], [4, 5], [5, 6]] as const;
const values = Float64Array.of(9, 0.1, 0.4, 0.3, 0.2, 0, 0);

it('gives a text word by word: of several pieces the largest, gaps and what is not read without one', () => {
  const map = wordMap('The a. end', { values, words })!;
  expect(map.stretches).toEqual([
    { text: 'The', value: 0.4 },
    { text: ' ', value: null },
    { text: 'a', value: 0.3 },
    { text: '.', value: 0.2 },
    { text: ' end', value: null },
  ]);
  expect([map.largest, map.read]).toEqual([0.4, 6]);
  expect(wordsByValue(map).map(({ text }) => text)).toEqual(['The', 'a', '.']);
});

it('is null where the loss did not vary', () => {
  expect(
    wordMap('The', { values: Float64Array.of(Number.NaN, Number.NaN), words: [null, [0, 3]] }),
  ).toBeNull();
});
