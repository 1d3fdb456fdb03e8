/** Colours that must be told apart, by everybody: the tokens of both themes, measured. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classColour, classLooks, classOutline } from '../../src/view/design/ClassMark';
import { dashes, strokes } from '../../src/view/design/SeriesMark';
import { fullFrom } from '../../src/view/lens/Network';

const sheet = readFileSync('src/view/design/theme.css', 'utf8');
const [light, dark] = ['', ':root[data-theme="dark"] {'].map((from) => {
  const part = sheet.slice(sheet.indexOf(from)).split('}')[0]!;
  const found = [...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6}|var\(--[\w-]+\))/g)];
  return Object.fromEntries(found.map(([, name, value]) => [name!, value!]));
}) as [Record<string, string>, Record<string, string>];

type Rgb = readonly number[];

function rgbOf(theme: Record<string, string>, token: string): Rgb {
  const value = theme[token] ?? light[token];
  const name = value!.match(/^var\(--([\w-]+)\)$/)?.[1];
  return name
    ? rgbOf(theme, name)
    : [1, 3, 5].map((at) => Number.parseInt(value!.slice(at, at + 2), 16) / 255);
}

/** sRGB to linear light (IEC 61966-2-1). */
const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);

/** How full colour vision and the three kinds of colour blindness see linear light: Machado, Oliveira and Fernandes 2009, severity 1. */
const visions: Readonly<Record<string, readonly Rgb[]>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const through = (matrix: readonly Rgb[], v: Rgb): Rgb =>
  matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, m, i) => sum + m * v[i]!, 0),
      ),
    ),
  );

/** CIE L*a*b* of linear light, white D65. */
function labOf(v: Rgb): Rgb {
  const toXyz = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.072175],
    [0.0193339, 0.119192, 0.9503041],
  ];
  const white = [0.95047, 1, 1.08883];
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const [x, y, z] = toXyz.map((row, i) => f(row.reduce((sum, m, j) => sum + m * v[j]!, 0) / white[i]!));
  return [116 * y! - 16, 500 * (x! - y!), 200 * (y! - z!)];
}

const distance = (a: Rgb, b: Rgb) => Math.hypot(...a.map((value, i) => value - b[i]!));
const luminance = (rgb: Rgb) => [0.2126, 0.7152, 0.0722].reduce((sum, w, i) => sum + w * linear(rgb[i]!), 0);
function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('in the %s theme', (_, theme) => {
  const tokens = Object.values(strokes).map((stroke) => stroke.slice('var(--'.length, -1));

  test.each(Object.entries(visions))(
    'the lines of a chart differ for %s colour vision',
    (_vision, matrix) => {
      const seen = tokens.map((token) => labOf(through(matrix, rgbOf(theme, token).map(linear))));
      const distances = seen.flatMap((a, i) => seen.slice(i + 1).map((b) => distance(a, b)));
      // 2.3 can just be noticed side by side; thin lines need several times that.
      expect(Math.min(...distances)).toBeGreaterThan(20);
    },
  );

  test('the lines stand out from the panel', () => {
    for (const token of tokens)
      expect(contrast(rgbOf(theme, token), rgbOf(theme, 'panel'))).toBeGreaterThan(3);
  });

  const classes = Array.from({ length: classLooks }, (_, label) => classColour(label).slice(6, -1));

  test.each(Object.entries(visions))('ten classes differ for %s colour vision', (_vision, matrix) => {
    const seen = classes.map((token) => labOf(through(matrix, rgbOf(theme, token).map(linear))));
    const distances = seen.flatMap((a, i) => seen.slice(i + 1).map((b) => distance(a, b)));
    expect(classes).toHaveLength(10);
    expect(Math.min(...distances)).toBeGreaterThan(20);
  });

  test('classes, and the borders of what can be pressed, stand out from the panel', () => {
    for (const token of [...classes, 'line-control', 'accent', 'bad'])
      expect(contrast(rgbOf(theme, token), rgbOf(theme, 'panel')), token).toBeGreaterThan(3);
  });

  test('words can be read on their grounds', () => {
    const grounds = ['panel', 'paper', 'sunken'];
    const pairs = [
      ...['ink', 'ink-soft', 'accent-strong'].flatMap((words) => grounds.map((ground) => [words, ground])),
      ...['bad', 'warn'].map((words) => [words, `${words}-tint`]),
      ['on-accent', 'accent'],
      ['accent-strong', 'accent-tint'],
      ['good', 'panel'],
    ];
    for (const [words, ground] of pairs)
      expect(contrast(rgbOf(theme, words!), rgbOf(theme, ground!)), `${words} on ${ground}`).toBeGreaterThan(
        4.5,
      );
  });

  test('the order number on a chosen slice can be read, however full the square is', () => {
    for (let fill = 0; fill <= 100; fill++) {
      const [full, empty] = [rgbOf(theme, 'heat'), rgbOf(theme, 'empty')];
      const square = full.map((c, i) => (fill * c + (100 - fill) * empty[i]!) / 100);
      const number = rgbOf(theme, fill >= fullFrom ? 'on-heat' : 'on-empty');
      expect(contrast(number, square), `${fill} %`).toBeGreaterThan(4.5);
    }
  });
});

test('classes differ by their shape too', () => {
  const shapes = Array.from({ length: classLooks }, (_, label) => classOutline(label));
  expect(new Set(shapes).size).toBe(10);
});

test('the lines of a chart differ by their dash too', () => {
  const all = Object.values(dashes);
  expect(new Set(all).size).toBe(all.length);
});
