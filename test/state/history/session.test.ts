import { describe, expect, test } from 'vitest';
import { replaySentence } from '../../../src/state/history/session';

describe('what a replay found', () => {
  test.each([
    [{ checked: 0, different: [], sentence: null }, 'There is no removal to check in this state.'],
    [{ checked: 1, different: [], sentence: null }, 'The removal made again: the weights are the same'],
    [{ checked: 7, different: [], sentence: null }, 'All 7 removals made again: the weights are the same'],
    [
      { checked: 7, different: [3], sentence: 'Why.' },
      'removal 3 of 7 gave other weights or another report. Why.',
    ],
    [
      { checked: 7, different: [3, 5], sentence: null },
      'removals 3, 5 of 7 gave other weights or another report.',
    ],
  ])('%j', (result, words) => {
    expect(replaySentence(result)).toContain(words);
  });
});
