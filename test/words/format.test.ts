import { afterEach, describe, expect, it, test } from 'vitest';
import type { Catalogue } from '../../src/words/catalogue';
import { en } from '../../src/words/en';
import { fixedOf, formatsOf, listsOf, pluralOf, typedOf } from '../../src/words/format';
import { formats, lists, plural, speak } from '../../src/words/say';

/** English in everything but its numbers and dates. */
const german = { ...en, language: { locale: 'de' } } satisfies Catalogue;
const minus = '\u2212';

afterEach(() => speak(en));

describe('English and German', () => {
  const [english, deutsch] = ['en', 'de'].map((locale) => formatsOf(locale, en.units)) as [
    ReturnType<typeof formatsOf>,
    ReturnType<typeof formatsOf>,
  ];

  test.each([
    ['whole', 60_000, '60,000', '60.000'],
    ['whole', -1234, `${minus}1,234`, `${minus}1.234`],
    ['number', 0.25, '0.2500', '0,2500'],
    ['number', 123_456, '1.23e5', '1,23e5'],
    ['difference', 0.0123, '+0.012', '+0,012'],
    ['difference', -12_345, `${minus}1.2e4`, `${minus}1,2e4`],
    ['difference', 0, '0', '0'],
    ['share', 0.9876, '98.76\u202f%', '98,76\u202f%'],
    ['points', -0.00001, '0.00\u202fpp', '0,00\u202fpp'],
    ['size', 0.0123, '0.012', '0,012'],
    ['size', 12_345, '1.2e4', '1,2e4'],
    ['sizeInPoints', 0.006, '0.60\u202fpp', '0,60\u202fpp'],
    ['tenths', 5, '5.0', '5,0'],
    ['duration', 1234, '1.23 s', '1,23 s'],
    ['milliseconds', 12_345.6, '12,346', '12.346'],
    ['powerOfTen', -4, '0.0001', '0,0001'],
    ['powerOfTen', 4, '10,000', '10.000'],
    ['powerOfTen', -5, `1e${minus}5`, `1e${minus}5`],
    ['megabytes', 9_900_000, '9.9\u202fMB', '9,9\u202fMB'],
  ] as const)('write %s of %s as %s and %s', (format, value, inEnglish, inGerman) => {
    expect(english[format](value)).toBe(inEnglish);
    expect(deutsch[format](value)).toBe(inGerman);
  });

  it('write dates each in its own way', () => {
    const noon = new Date(2026, 10, 28, 12, 30).getTime();
    expect(english.date(noon)).toMatch(/^Nov 28, 2026, 12:30\sPM$/);
    expect(deutsch.date(noon)).toBe('28.11.2026, 12:30');
    expect(deutsch.time(noon)).toBe('12:30');
  });
});

it('writes ticks with the point or comma of the language', () => {
  expect(fixedOf('en')(-0.25, 1)).toBe(`${minus}0.3`);
  expect(fixedOf('de')(1234.5, 2)).toBe('1234,50');
});

it('rounds as before Intl, digit by digit', () => {
  // 1.005 lies below its name; Intl would round the name.
  expect(formatsOf('en', en.units).points(0.010_05)).toBe(`+${(1.005).toFixed(2)}\u202fpp`);
});

it('knows the plurals of languages that have more than two', () => {
  const forms = { one: 'obraz', few: 'obrazy', many: 'obrazów', other: 'obrazu' };
  expect([1, 2, 5, 22].map((count) => pluralOf('pl')(count, forms))).toEqual([
    'obraz',
    'obrazy',
    'obrazów',
    'obrazy',
  ]);
  expect([0, 1, 2].map((count) => pluralOf('en')(count, { one: 'image', other: 'images' }))).toEqual([
    'images',
    'image',
    'images',
  ]);
});

it('joins lists', () => {
  expect(listsOf('en').list(['a', 'b', 'c'])).toBe('a, b, c');
  expect(listsOf('en').or(['a', 'b'])).toBe('a or b');
  expect(listsOf('de').and(['a', 'b', 'c'])).toBe('a, b und c');
});

it('reads and writes numbers of fields with the decimal mark of the language, and leaves all else', () => {
  const deutsch = typedOf('de');
  expect(['0,1', ',5', '-1,5e-3', '0.1', '20', '3, 17', '1,2,3', 'auto', ''].map(deutsch.read)).toEqual([
    '0.1',
    '.5',
    '-1.5e-3',
    '0.1',
    '20',
    '3, 17',
    '1,2,3',
    'auto',
    '',
  ]);
  expect(['0.1', '1.5e-7', '20', '1e-5', 'off'].map(deutsch.write)).toEqual([
    '0,1',
    '1,5e-7',
    '20',
    '1e-5',
    'off',
  ]);
  const english = typedOf('en');
  expect([english.read('0,1'), english.read('1,000'), english.write('0.1')]).toEqual(['0,1', '1,000', '0.1']);
});

it('follows the language that is spoken', () => {
  expect(formats.whole(60_000)).toBe('60,000');
  speak(german);
  expect(formats.whole(60_000)).toBe('60.000');
  expect(lists.or(['a', 'b'])).toBe('a oder b');
  expect(plural(1, { one: 'Bild', other: 'Bilder' })).toBe('Bild');
});
