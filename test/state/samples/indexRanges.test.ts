import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listIndices, readRanges } from '../../../src/state/samples/indexRanges';

describe('readRanges', () => {
  test.each([
    ['', []],
    ['  ', []],
    ['3', [[3, 3]]],
    [
      '3, 17, 20-25',
      [
        [3, 3],
        [17, 17],
        [20, 25],
      ],
    ],
    [
      '3;4\n5\t6',
      [
        [3, 3],
        [4, 4],
        [5, 5],
        [6, 6],
      ],
    ],
    ['20 - 25', [[20, 25]]],
    ['20\u201325', [[20, 25]]],
    ['7-7,', [[7, 7]]],
  ])('%j', (text, ranges) => {
    expect(readRanges(text)).toEqual({ ok: true, value: ranges.map(([first, last]) => ({ first, last })) });
  });

  test.each([
    ['3, x', '"x" is neither an index nor a range such as 20-25.'],
    ['-3', '"-3" is neither'],
    ['20-', '"20-" is neither'],
    ['1.5', '"1.5" is neither'],
    ['1-2-3', '"1-2-3" is neither'],
    ['25-20', 'The range 25-20 ends before it begins.'],
  ])('%j is refused in words', (text, words) => {
    const read = readRanges(text);
    expect(read.ok ? '' : read.complaint).toContain(words);
  });

  test('reads back what was written of any set of indices', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(5999), { maxLength: 40 }), (indices) => {
        const read = readRanges(indices.join(', '));
        expect(read.ok && listIndices(read.value, 6000)).toEqual({ ok: true, value: indices });
      }),
    );
  });
});

describe('listIndices', () => {
  test('names each sample once, in the order of the text', () => {
    const ranges = [
      { first: 5, last: 7 },
      { first: 2, last: 2 },
      { first: 6, last: 8 },
    ];
    expect(listIndices(ranges, 9)).toEqual({ ok: true, value: [5, 6, 7, 2, 8] });
  });
  test('refuses what is not there before it counts that far', () => {
    const far = listIndices([{ first: 0, last: 1e15 }], 6000);
    expect(far).toEqual({
      ok: false,
      complaint: 'There is no sample 1000000000000000: the indices go from 0 to 5999.',
    });
  });
});
