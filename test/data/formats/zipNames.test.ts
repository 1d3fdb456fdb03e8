import { expect, test } from 'vitest';
import { decodeNames, type RawName } from '../../../src/data/formats/zipNames';

const raw = (bytes: readonly number[], more: Partial<RawName> = {}): RawName => ({
  bytes: Uint8Array.from(bytes),
  isUtf8: false,
  unicode: undefined,
  ...more,
});
const ascii = (text: string) => [...text].map((sign) => sign.charCodeAt(0));
const utf8 = (text: string) => [...new TextEncoder().encode(text)];
/** "кот" and "кит" in code page 866. */
const [cat, whale] = [
  [0xaa, 0xae, 0xe2],
  [0xaa, 0xa8, 0xe2],
];

test.each<[what: string, names: RawName[], expected: string[]]>([
  ['ASCII', [raw(ascii('cat/1.png'))], ['cat/1.png']],
  ['UTF-8 by the flag', [raw(utf8('Katze Größe'), { isUtf8: true })], ['Katze Größe']],
  ['UTF-8 without the flag', [raw(utf8('кот')), raw(utf8('größe'))], ['кот', 'größe']],
  ['the extra field', [raw(cat, { unicode: 'кот' }), raw(ascii('a'))], ['кот', 'a']],
  ['code page 866', [raw([...cat, ...ascii('/0.png')]), raw(whale)], ['кот/0.png', 'кит']],
  ['code page 437', [raw([...ascii('caf'), 0x82]), raw([0x81, ...ascii('ber')])], ['café', 'über']],
  ['Shift JIS', [raw([0x82, 0xcb, 0x82, 0xb1])], ['ねこ']],
  ['GBK', [raw([0xf0, 0xd0, 0xf0, 0xc4])], ['鹦鹉']],
  ['what is none of these', [raw([0xff, 0xfe, 0x41]), raw([0xff, 0xfd, 0x41])], ['\u00a0■A', '\u00a0²A']],
])('%s', (_, names, expected) => {
  expect(decodeNames(names)).toEqual(expected);
});

test('two names that differ stay two, whatever their bytes', () => {
  const names = Array.from({ length: 128 }, (_, i) => raw([0x41, 128 + i]));
  expect(new Set(decodeNames(names)).size).toBe(128);
});
