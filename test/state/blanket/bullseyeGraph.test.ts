import { describe, expect, test } from 'vitest';
import { BULLSEYE_BLANKET, drawBullseye } from '../../../src/math/dependence/bullseye';
import {
  blanketOf,
  bullseyeBlanket,
  bullseyeFeatures,
  featureName,
} from '../../../src/state/blanket/bullseyeGraph';

describe('blanketOf', () => {
  test('holds parents, children and their other parents, and nothing further away', () => {
    expect(
      blanketOf('y', [
        ['grandparent', 'parent'],
        ['parent', 'y'],
        ['y', 'child'],
        ['partner', 'child'],
        ['child', 'grandchild'],
        ['parent', 'sibling'],
      ]),
    ).toEqual(['child', 'parent', 'partner']);
  });
  test('is empty for a variable without neighbours', () => {
    expect(blanketOf('y', [['a', 'b']])).toEqual([]);
  });
});

describe('the graph on the page', () => {
  test('has the blanket and the columns of the generator', () => {
    expect(bullseyeBlanket).toEqual(BULLSEYE_BLANKET.map(featureName));
    expect(bullseyeFeatures).toHaveLength(drawBullseye(20, 1).radii.columns);
  });
  test('refuses a column that it does not have', () => {
    expect(() => featureName(6)).toThrow('got 6');
  });
});
