import { describe, expect, it } from 'vitest';
import { sideOfLine } from '../../../src/math/yardstick/lineSide';

/** Out of order, as points may be. */
const points = [
  { ms: 800, share: 0.5 },
  { ms: 100, share: 0.1 },
  { ms: 2000, share: 1 },
  { ms: 300, share: 0.3 },
];
const side = (ms: number, share: number) => sideOfLine(points, { ms, share });

describe('the side of a line of share against cost', () => {
  it.each([
    ['some point does as much in less time', 400, 0.2, { side: 'below', by: 3 }],
    ['a point is met', 300, 0.3, { side: 'below', by: 3 }],
    ['the quickest that does as much is named', 5000, 0.05, { side: 'below', by: 1 }],
    ['a change the other way is less than any', 150, -0.2, { side: 'below', by: 1 }],
    ['a point that takes longer does no more', 250, 0.35, { side: 'above', by: 3 }],
    ['the slowest that does no more is named', 50, 0.6, { side: 'above', by: 0 }],
    ['no point is as quick, and all do more', 50, 0.05, { side: 'quicker', by: 1 }],
    ['the whole in less time than retraining', 1900, 1, { side: 'above', by: 2 }],
    ['the change is larger than the whole one', 50, 1.01, { side: 'past' }],
  ])('%s', (_, ms, share, expected) => expect(side(ms, share)).toEqual(expected));

  it('says of a step between two points what the straight line has there', () => {
    expect(side(550, 0.45)).toEqual({ side: 'between', by: [3, 0], straight: 0.4 });
    expect(side(550, 0.35)).toMatchObject({ side: 'between', straight: 0.4 });
  });

  it('refuses points none of which makes the whole change', () => {
    expect(() => sideOfLine([], { ms: 1, share: 0 })).toThrow(RangeError);
    expect(() => sideOfLine(points.slice(0, 2), { ms: 1, share: 0 })).toThrow(/at most 0.5/);
  });
});
