import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutTree, pathTo, type TreeRow } from '../../../src/state/history/historyTree';

/** A row in short: "id lane>into", with the lanes that pass. */
const brief = ({ id, lane, into, passing }: TreeRow) =>
  `${id} ${lane}>${into ?? '-'} ${passing.map((line) => line.lane).join(',')}`.trim();

describe('pathTo', () => {
  test('leads from the first removal to the state', () => {
    expect(pathTo([0, 1, 1, 3], 4)).toEqual([1, 3, 4]);
    expect(pathTo([0, 1], 0)).toEqual([]);
  });
});

describe('layoutTree', () => {
  test('of the original alone is one row', () => {
    expect(layoutTree([], 0)).toEqual({
      rows: [{ id: 0, lane: 0, current: true, above: null, into: null, passing: [] }],
      lanes: 1,
    });
  });

  test('of removals in a row is one lane', () => {
    const { rows, lanes } = layoutTree([0, 1, 2], 3);
    expect(lanes).toBe(1);
    expect(rows.map(brief)).toEqual(['3 0>0', '2 0>0', '1 0>0', '0 0>-']);
    expect(rows.map(({ above }) => above)).toEqual([
      null,
      { lane: 0, current: true },
      { lane: 0, current: true },
      { lane: 0, current: true },
    ]);
  });

  test('of a branch puts the abandoned states beside it', () => {
    // 1 - 2 - 3 was undone to 1, then 4.
    const { rows, lanes } = layoutTree([0, 1, 2, 1], 4);
    expect(lanes).toBe(2);
    expect(rows.map(brief)).toEqual(['4 0>0', '3 1>1 0', '2 1>0 0', '1 0>0', '0 0>-']);
    expect(rows.filter(({ current }) => current).map(({ id }) => id)).toEqual([4, 1, 0]);
    expect(rows[1]!.passing).toEqual([{ lane: 0, current: true }]);
    expect(rows[2]!.above).toEqual({ lane: 1, current: false });
  });

  test('marks the shared line as current from where the current state joins it', () => {
    const { rows } = layoutTree([0, 0, 0], 2);
    expect(rows.map(brief)).toEqual(['3 0>0', '2 1>0 0', '1 1>0 0', '0 0>-']);
    expect(rows[1]!.passing).toEqual([{ lane: 0, current: false }]);
    expect(rows[2]!.passing).toEqual([{ lane: 0, current: true }]);
    expect(rows[3]!.above).toEqual({ lane: 0, current: true });
  });

  test('of many attempts from one state stays two lanes wide', () => {
    expect(layoutTree(new Array(50).fill(0), 50).lanes).toBe(2);
  });

  /** Any tree: each state started from one before it. */
  const anyTree = fc
    .array(fc.nat(1000), { maxLength: 30 })
    .map((draws) => draws.map((draw, place) => draw % (place + 1)));

  test('leads every line to the state that it started from, and no two lines share a lane', () => {
    fc.assert(
      fc.property(anyTree, (parents) => {
        const { rows, lanes } = layoutTree(parents, parents.length);
        expect(rows.map(({ id }) => id)).toEqual(parents.map((_, i) => parents.length - i).concat(0));
        for (const [place, row] of rows.entries()) {
          expect(row.lane).toBeLessThan(lanes);
          expect(row.passing.some(({ lane }) => lane === row.lane)).toBe(false);
          if (row.into === null) continue;
          // The line runs down its lane past every row until that of the parent.
          const below = rows.slice(place + 1);
          const end = below.findIndex(({ id }) => id === parents[row.id - 1]);
          for (const passed of below.slice(0, end)) {
            expect(passed.passing.some(({ lane }) => lane === row.into)).toBe(true);
          }
          expect(below[end]).toMatchObject({ lane: row.into, above: { lane: row.into } });
        }
      }),
    );
  });
});
