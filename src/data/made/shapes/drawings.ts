import type { Polyline } from '../smoothStroke';
import { ellipse, mirrored, type Outline, outline, tracePolygon, turned } from './outline';

/**
 * What the pictures show: ten things that a person names at a glance, each in a few ways, each way as filled parts
 * from back to front. A part says which of the picture's three paints it takes, never a colour: the paints are
 * drawn for each picture, so that colour tells nothing about the class.
 */

/** `body` stands out from the background, `accent` and `detail` from the body. */
export type PaintRole = 'body' | 'accent' | 'detail';

export interface Part {
  readonly paint: PaintRole;
  /** A polygon in the unit box. */
  readonly edge: Polyline;
  /** What lies behind shows through these. */
  readonly holes: readonly Polyline[];
}

/** Parts from back to front. */
export type Drawing = readonly Part[];

export interface ShapeClass {
  readonly name: string;
  /** Equally frequent. */
  readonly ways: readonly Drawing[];
}

const wing = outline('48,48! 32,12 8,6 3,28 16,52 48,54!');
const hindWing = outline('48,52! 22,54 12,72 24,92 40,82 48,60!');
const roundWing = outline('48,50! 40,20 22,4 4,14 6,40 26,56 48,54!');
const tailedWing = outline('48,54! 28,58 18,70 14,97! 32,84 48,64!');
const feeler = outline('49,26! 40,6! 36,8! 46,28!');
const ear = outline('18,18! 33,28 20,40!');
const whiskers = [outline('4,62! 30,68! 30,71! 4,66!'), outline('6,80! 30,73! 30,76! 8,84!')];
const daisyPetal = ellipse(50, 15, 8, 14);
const leaf = outline('51,82! 62,64 82,62! 74,80 52,88!');
const tulipLeaf = outline('51,96! 56,74 76,56! 76,80 54,97!');

/** By class number. */
export const SHAPE_CLASSES: readonly ShapeClass[] = [
  shapeClass(
    'boat',
    [
      part('detail', outline('47,4! 52,4! 52,70! 47,70!')),
      part('accent', outline('55,8! 76,32 92,62! 55,62!')),
      part('accent', outline('44,16! 44,62! 12,62! 32,42')),
      part('body', outline('2,68! 98,68! 90,84 80,94! 20,94! 10,84')),
    ],
    [
      part('detail', outline('40,10! 56,10! 56,40! 40,40!')),
      part('accent', outline('22,36! 72,36! 76,62! 22,62!')),
      part('detail', outline('28,43! 38,43! 38,53! 28,53!')),
      part('detail', outline('44,43! 54,43! 54,53! 44,53!')),
      part('detail', outline('60,43! 70,43! 70,53! 60,53!')),
      part('body', outline('0,60! 50,64 100,54! 92,78 82,92! 16,92! 6,78')),
    ],
  ),
  shapeClass(
    'butterfly',
    [
      ...bothSides('accent', hindWing),
      ...bothSides('body', wing),
      ...bothSides('detail', feeler),
      ...bothSides('accent', ellipse(22, 30, 8, 9)),
      part('detail', ellipse(50, 52, 5, 28)),
    ],
    [
      ...bothSides('accent', tailedWing),
      ...bothSides('body', roundWing),
      ...bothSides('detail', feeler),
      ...bothSides('accent', outline('42,46! 32,28 18,16! 22,34')),
      part('detail', ellipse(50, 54, 5, 26)),
    ],
  ),
  shapeClass(
    'car',
    [
      part('body', outline('2,76! 1,58 8,50 24,47! 38,26! 66,26! 80,47! 95,51 99,60 98,76!')),
      part('detail', outline('30,46! 40,32! 50,32! 50,46!')),
      part('detail', outline('55,46! 55,32! 64,32! 73,46!')),
      ...wheels(24, 77),
    ],
    [
      part('body', outline('2,78! 2,28 8,20! 66,20! 84,46! 97,52 98,78!')),
      part('detail', outline('60,27! 66,27! 78,46! 60,46!')),
      part('detail', outline('12,28! 28,28! 28,46! 12,46!')),
      part('detail', outline('34,28! 52,28! 52,46! 34,46!')),
      part('accent', outline('2,56! 98,56! 98,64! 2,64!')),
      ...wheels(22, 76),
    ],
  ),
  shapeClass('cat', catFace('12,4! 34,24 50,22 66,24 88,4! 92,42 88,68 70,88 50,92 30,88 12,68 8,42'), [
    part('accent', outline('68,92! 96,88 100,62 90,44! 86,60 84,76 66,82!')),
    part('body', outline('34,40! 22,62 20,96! 80,96! 78,62 66,40!')),
    part('body', outline('24,2! 38,12 50,11 62,12 76,2! 80,28 68,46 50,50 32,46 20,28')),
    part('accent', outline('40,60 50,54 60,60 60,84 50,92 40,84')),
    ...bothSides('detail', ellipse(39, 26, 5, 5)),
    part('detail', outline('45,36! 55,36! 50,42!')),
  ]),
  shapeClass(
    'cup',
    [
      part('body', outline('68,34! 92,32 100,50 92,72 66,80!'), outline('70,46! 84,44 88,52 84,64 68,68!')),
      part('body', outline('8,18! 74,18! 70,82 60,94! 22,94! 12,82')),
      part('accent', outline('10,44! 73,44! 71,62! 11,62!')),
      part('accent', ellipse(41, 18, 33, 9)),
      part('detail', ellipse(41, 18, 26, 5.5)),
    ],
    [
      part('accent', ellipse(42, 84, 42, 9)),
      part('body', outline('72,36! 94,30 100,46 86,62 64,66!'), outline('74,44! 88,40 90,46 82,54 72,57!')),
      part('body', outline('4,28! 80,28! 76,58 60,82! 24,82! 8,58')),
      part('accent', ellipse(42, 28, 38, 8)),
      part('detail', ellipse(42, 28, 31, 5)),
    ],
  ),
  shapeClass(
    'fish',
    [
      part('accent', outline('68,50! 98,20! 90,50 98,80!')),
      part('accent', outline('34,28! 52,6 68,14! 64,36!')),
      part('body', outline('2,52! 16,34 42,24 66,38 78,50 66,64 42,78 16,68')),
      part('accent', outline('44,54! 60,50 62,66! 50,66')),
      part('detail', outline('30,32! 37,50 30,70! 33,70! 42,50 33,31!')),
      part('detail', ellipse(18, 46, 5)),
    ],
    [
      part('accent', outline('72,50! 98,30! 92,50 98,70!')),
      part('accent', outline('36,34! 58,0 84,2! 66,24 66,44!')),
      part('accent', outline('36,66! 58,100 84,98! 66,76 66,56!')),
      part('body', outline('4,50! 20,30 46,18 68,34 80,50 68,66 46,82 20,70')),
      part('detail', outline('34,24! 42,19! 40,50 42,81! 34,76! 32,50')),
      part('detail', outline('56,24! 62,28! 61,50 62,72! 56,76! 54,50')),
      part('detail', ellipse(19, 46, 5)),
    ],
  ),
  shapeClass(
    'flower',
    [
      part('detail', outline('47,40! 53,40! 54,99! 48,99!')),
      part('detail', leaf),
      part('detail', mirrored(leaf)),
      ...Array.from({ length: 8 }, (_, i) => part('body', turned(daisyPetal, i / 8, 50, 33))),
      part('accent', ellipse(50, 33, 11)),
    ],
    [
      part('detail', outline('47,50! 53,50! 54,99! 48,99!')),
      ...bothSides('accent', tulipLeaf),
      part('body', outline('22,6! 38,24 50,4! 62,24 78,6! 84,40 66,62 50,64 34,62 16,40')),
      part('accent', outline('50,10! 60,34 50,62! 40,34')),
    ],
  ),
  shapeClass(
    'house',
    [
      part('accent', outline('68,8! 80,8! 80,40! 68,40!')),
      part('body', outline('14,46! 86,46! 86,96! 14,96!')),
      part('accent', outline('2,50! 50,8! 98,50!')),
      part('detail', outline('42,64! 60,64! 60,96! 42,96!')),
      part('detail', outline('21,58! 35,58! 35,74! 21,74!')),
      part('detail', outline('66,58! 80,58! 80,74! 66,74!')),
    ],
    [
      part('body', outline('8,44! 92,44! 92,92! 8,92!')),
      part('accent', outline('0,46! 18,16! 82,16! 100,46!')),
      part('detail', outline('16,54! 30,54! 30,70! 16,70!')),
      part('detail', outline('36,54! 50,54! 50,70! 36,70!')),
      part('detail', outline('62,56! 80,56! 80,92! 62,92!')),
      part('accent', outline('26,4! 38,4! 38,20! 26,20!')),
    ],
  ),
  shapeClass(
    'key',
    [
      part('body', outline('44,44! 99,44! 99,56! 44,56!')),
      part('body', outline('70,54! 78,54! 78,72! 70,72!')),
      part('body', outline('86,54! 96,54! 96,78! 86,78!')),
      part('body', ellipse(25, 50, 25), ellipse(22, 50, 12)),
      part('accent', outline('48,40! 55,40! 55,60! 48,60!')),
    ],
    [
      part('body', outline('40,45! 96,45! 96,55! 40,55!')),
      part('body', outline('74,28! 98,28! 98,46! 90,46! 90,38! 84,38! 84,46! 74,46!')),
      part('body', ellipse(14, 50, 14), ellipse(13, 50, 6)),
      part('body', ellipse(32, 34, 14), ellipse(32, 32, 6)),
      part('body', ellipse(32, 66, 14), ellipse(32, 68, 6)),
      part('accent', ellipse(28, 50, 7)),
    ],
  ),
  shapeClass(
    'tree',
    [
      part('accent', outline('44,56! 56,56! 58,84 64,99! 36,99! 42,84')),
      part('accent', outline('50,76! 74,44! 78,47! 54,84!')),
      part('body', ellipse(20, 44, 18, 16)),
      part('body', ellipse(80, 42, 18, 16)),
      part('body', ellipse(48, 50, 18, 13)),
      part('body', ellipse(30, 22, 20, 18)),
      part('body', ellipse(70, 20, 20, 18)),
      part('body', ellipse(50, 30, 24, 20)),
    ],
    [
      part('accent', outline('43,78! 57,78! 57,99! 43,99!')),
      part('body', outline('50,36! 66,62 90,84! 50,80 10,84! 34,62')),
      part('body', outline('50,18! 62,42 82,60! 50,57 18,60! 38,42')),
      part('body', outline('50,0! 58,20 74,36! 50,33 26,36! 42,20')),
    ],
  ),
];

function shapeClass(name: string, ...ways: readonly Drawing[]): ShapeClass {
  return { name, ways };
}

function part(paint: PaintRole, edge: Outline, ...holes: readonly Outline[]): Part {
  return { paint, edge: tracePolygon(edge), holes: holes.map(tracePolygon) };
}

function bothSides(paint: PaintRole, left: Outline): Part[] {
  return [part(paint, left), part(paint, mirrored(left))];
}

function wheels(left: number, right: number): Part[] {
  return [left, right].flatMap((x) => [
    part('detail', ellipse(x, 77, 13)),
    part('accent', ellipse(x, 77, 6)),
  ]);
}

function catFace(head: string): Drawing {
  return [
    part('body', outline(head)),
    ...bothSides('accent', ear),
    ...bothSides('accent', ellipse(32, 50, 10, 9)),
    ...bothSides('detail', ellipse(32, 50, 4.5, 8)),
    part('detail', outline('42,66! 58,66! 50,76!')),
    ...whiskers.flatMap((whisker) => bothSides('detail', whisker)),
  ];
}
