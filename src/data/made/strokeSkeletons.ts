/**
 * How a hand writes the ten digits: for each class the usual ways of writing it, each as pen strokes through a
 * few control points. Coordinates are hundredths of the digit's own box: x from 0 (left) to 100, y from 0 (top)
 * to 100. A stroke is a smooth curve through its points; at a point marked with ! it changes direction sharply.
 * `share` is how often a way occurs within its class; the rare ones are the shapes that people misread.
 */

/** A point of a pen stroke, in digit heights: 0 to 1 along both axes. */
export interface ControlPoint {
  readonly x: number;
  readonly y: number;
  readonly isCorner: boolean;
}

export interface Skeleton {
  readonly way: string;
  readonly share: number;
  readonly strokes: readonly (readonly ControlPoint[])[];
}

/** The ways of writing each digit, by class number; the shares of a class sum to 1. */
export const STROKE_SKELETONS: readonly (readonly Skeleton[])[] = [
  [
    skeleton('closed oval', 0.55, ['56,1 19,12 0,50 19,88 52,99 86,86 102,48 86,12 54,1']),
    skeleton('oval with a hook inside', 0.2, ['76,6 36,3 2,35 4,75 44,100 88,80 100,40 79,8 50,8 38,22']),
    skeleton('oval left open at the top', 0.2, ['40,2 4,30 2,70 40,99 86,82 100,42 74,6']),
    skeleton('begun like a 6', 0.05, ['64,0 20,25 2,62 28,97 76,92 96,55 74,26 32,30']),
  ],
  [
    skeleton('plain stroke', 0.62, ['50,0 51,35 49,70 50,100']),
    skeleton('with a serif', 0.22, ['24,24 42,12 54,0! 53,50 52,100']),
    skeleton('with a serif and a foot', 0.13, ['26,20 52,0! 52,50 52,98', '18,99 50,98 88,97']),
    skeleton('with a long serif, like a 7', 0.03, ['12,24 40,13 68,2! 60,50 52,100']),
  ],
  [
    skeleton('arch and flat foot', 0.4, ['10,24 30,4 64,2 84,24 70,54 38,80 6,97! 50,95 97,96']),
    skeleton('looped foot', 0.38, ['12,20 42,0 78,13 76,42 48,76 18,96 5,87 20,76 50,88 96,99']),
    skeleton('swung foot', 0.17, ['16,14 50,0 80,20 66,50 30,80 12,92! 40,86 70,98 98,90']),
    skeleton('angular, like a Z', 0.05, ['10,8 50,3 86,6! 48,52 8,97! 55,94 95,95']),
  ],
  [
    skeleton('two round bows', 0.55, ['12,12 46,0 80,16 74,38 40,48! 80,58 88,80 56,99 8,90']),
    skeleton('flat top', 0.18, ['10,4 45,3 84,3! 62,22 42,42! 78,50 90,74 60,98 10,92']),
    skeleton('small loop at the waist', 0.2, [
      '16,10 52,1 80,18 64,40 38,52 32,44 50,44 84,62 80,88 46,100 6,86',
    ]),
    skeleton('bows nearly closed, like an 8', 0.07, [
      '20,26 34,3 74,6 80,32 42,48! 84,60 82,90 40,100 14,78',
    ]),
  ],
  [
    skeleton('open, angular', 0.38, ['16,2 12,28 8,52! 50,52 92,48', '76,4 72,50 68,100']),
    skeleton('open, rounded', 0.3, ['14,2 10,36 32,54 78,44', '86,0 80,50 76,100']),
    skeleton('closed triangle', 0.26, ['64,1 34,34 6,64! 50,64 97,63', '65,1 65,50 64,100']),
    skeleton('closed and rounded, like a 9', 0.06, ['70,6 34,10 12,40 36,52 76,40', '78,2 76,50 72,100']),
  ],
  [
    skeleton('body, then bar', 0.44, ['22,3 18,24 14,44! 50,37 84,58 76,88 42,100 6,90', '22,3 55,3 90,0']),
    skeleton('one stroke', 0.32, ['88,3 56,4 26,5! 20,24 16,44! 50,38 82,60 72,90 38,100 8,88']),
    skeleton('like an S', 0.18, ['88,4 50,3 22,20 36,42 70,56 78,82 46,100 8,90']),
    skeleton('bar apart and bow nearly closed, like a 6', 0.06, [
      '30,10 20,32 16,50! 52,40 84,62 70,94 34,98 14,78',
      '40,6 65,3 92,2',
    ]),
  ],
  [
    skeleton('curved back', 0.5, ['74,1 36,24 12,62 28,95 64,97 84,74 62,52 18,70']),
    skeleton('straight back, small bowl', 0.28, ['42,0 24,36 14,74 34,99 72,92 80,70 54,60 20,80']),
    skeleton('curled bowl', 0.17, ['80,6 40,10 12,50 20,90 56,100 88,78 70,50 36,58 38,80']),
    skeleton('high bowl, like a 0', 0.05, ['66,0 28,20 10,60 30,96 70,94 88,60 66,34 20,50']),
  ],
  [
    skeleton('plain', 0.51, ['6,6 46,5 90,3! 62,44 42,100']),
    skeleton('with a cross-bar', 0.24, ['8,8 46,5 88,3! 64,46 40,100', '24,52 54,50 88,48']),
    skeleton('with a serif, curved', 0.2, ['8,24 12,6! 50,8 82,2 80,26 58,58 50,100']),
    skeleton('short top, like a 1', 0.05, ['24,10 48,5 72,2! 60,46 46,100']),
  ],
  [
    skeleton('one stroke', 0.55, ['80,16 50,0 20,16 36,40 70,60 78,86 46,100 16,84 36,56 70,36 80,14']),
    skeleton('two circles', 0.25, [
      '52,1 24,14 28,38 54,46 78,32 76,10 50,1',
      '52,47 18,62 18,88 52,100 84,86 82,60 50,47',
    ]),
    skeleton('left open at the top right', 0.14, [
      '86,8 50,3 22,20 44,46 74,68 66,94 34,98 20,76 48,50 92,22',
    ]),
    skeleton('head pinched, like a 9 or a 6', 0.06, [
      '62,6 36,4 28,22 50,42 82,64 76,92 40,100 14,80 36,52 62,30 62,8',
    ]),
  ],
  [
    skeleton('bowl and straight stem', 0.53, ['78,14 48,1 14,20 22,44 54,46 80,16! 78,55 70,100']),
    skeleton('bowl and curved tail', 0.28, ['80,18 50,0 16,18 24,44 60,46 82,18 86,54 70,90 40,100 14,90']),
    skeleton('loop running into the stem', 0.14, ['72,30 40,46 16,28 36,4 72,6 80,36 66,70 48,100']),
    skeleton('bowl left open, like a 4', 0.05, ['42,4 14,22 24,46 56,46 84,26', '84,4 80,50 74,100']),
  ],
];

function skeleton(way: string, share: number, strokes: readonly string[]): Skeleton {
  return { way, share, strokes: strokes.map((stroke) => stroke.split(' ').map(controlPoint)) };
}

function controlPoint(text: string): ControlPoint {
  const [x, y] = text.split(',').map((part) => Number.parseFloat(part) / 100);
  return { x: x!, y: y!, isCorner: text.endsWith('!') };
}
