import { describe, expect, test } from 'vitest';
import { formats } from '../../src/words/say';

describe('a time', () => {
  test.each([
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [9994, '9.99 s'],
    [9996, '10.0 s'],
    [59_949, '59.9 s'],
    [59_951, '1 min 0 s'],
    [119_600, '2 min 0 s'],
    [3_600_000, '60 min 0 s'],
  ])('of %s ms reads %s', (milliseconds, text) => {
    expect(formats.duration(milliseconds)).toBe(text);
  });
});

describe('a number', () => {
  test.each([
    [0, '0'],
    [0.5, '0.5000'],
    [-12.345678, '\u221212.35'],
    [9999.4, '9999'],
    [9999.6, '1.00e4'],
    [12_345, '1.23e4'],
    [123_456, '1.23e5'],
    [-0.000_123_4, '\u22121.23e\u22124'],
  ])('%s has four digits, or a power of ten: %s', (value, text) => {
    expect(formats.number(value)).toBe(text);
  });
});

test.each([
  [0, '0'],
  [0.0625, '0.06'],
  [1, '1'],
  [2.5, '2.5'],
])('%s epochs read %s', (value, text) => {
  expect(formats.epochs(value)).toBe(text);
});
