import { describe, expect, it } from 'vitest';
import { type KroneckerBlock, kroneckerSolveInPieces } from '../../../src/math/linear/kroneckerSolve';
import { solveLinear } from '../../../src/math/linear/linearSolve';
import { finish } from '../../../src/math/linear/pieces';
import { symmetricEigen } from '../../../src/math/linear/symmetricEigen';
import { norm, subtract } from '../../../src/math/linear/vector';
import { createRandom } from '../../../src/math/random/random';

/** The mean of v v' for so many random vectors v: singular where there are fewer than `size`. */
function covariance(size: number, count: number, seed: number): Float64Array {
  const random = createRandom(seed, 'covariance');
  const sum = new Float64Array(size * size);
  for (let n = 0; n < count; n++) {
    const v = Float64Array.from({ length: size }, () => random.normal());
    for (let i = 0; i < sum.length; i++) sum[i]! += (v[Math.floor(i / size)]! * v[i % size]!) / count;
  }
  return sum;
}

function makeBlock(units: number, inputs: number, rankOfG = units, rankOfA = inputs): KroneckerBlock {
  return {
    units,
    inputs,
    outputFactor: covariance(units, rankOfG, 1),
    inputFactor: covariance(inputs, rankOfA, 2),
  };
}

/** G (x) A + damping I, entry by entry. */
function writeOut({ units, inputs, outputFactor, inputFactor }: KroneckerBlock, damping: number) {
  const size = units * inputs;
  return Float64Array.from({ length: size * size }, (_, place) => {
    const [row, column] = [Math.floor(place / size), place % size];
    const [s, t] = [Math.floor(row / inputs), Math.floor(column / inputs)];
    const product = outputFactor[s * units + t]! * inputFactor[(row % inputs) * inputs + (column % inputs)]!;
    return product + (row === column ? damping : 0);
  });
}

function randomVector(size: number): Float64Array {
  const random = createRandom(3, 'right-hand side');
  return Float64Array.from({ length: size }, () => random.normal());
}

describe('kroneckerSolveInPieces', () => {
  it('by hand: G = diag(1, 2), A = 3, lambda = 1, b = (4, 14) gives (1, 2)', () => {
    const block = {
      units: 2,
      inputs: 1,
      outputFactor: Float64Array.of(1, 0, 0, 2),
      inputFactor: Float64Array.of(3),
    };
    const { solution, eigenvalues } = finish(kroneckerSolveInPieces(block, 1, Float64Array.of(4, 14)));
    expect(solution[0]).toBeCloseTo(1, 14);
    expect(solution[1]).toBeCloseTo(2, 14);
    expect(eigenvalues[0]).toBeCloseTo(4, 12);
    expect(eigenvalues[1]).toBeCloseTo(7, 12);
  });

  it.each([
    [1, 1, 1, 1],
    [1, 20, 1, 20],
    [5, 1, 5, 1],
    [4, 13, 9, 40],
    [6, 17, 2, 5],
  ])(
    'solves what the written-out matrix says: S = %i, D = %i, from %i and %i vectors',
    (units, inputs, rankOfG, rankOfA) => {
      const block = makeBlock(units, inputs, rankOfG, rankOfA);
      const size = units * inputs;
      const rhs = randomVector(size);
      const { solution, eigenvalues } = finish(kroneckerSolveInPieces(block, 0.05, rhs));
      const matrix = writeOut(block, 0.05);
      const expected = solveLinear(matrix, rhs);
      expect(norm(subtract(solution, expected))).toBeLessThan(1e-11 * norm(expected));
      const { values } = symmetricEigen(matrix, size);
      expect(Math.abs(eigenvalues[0] - values[0]!)).toBeLessThan(1e-10 * values[0]!);
      expect(Math.abs(eigenvalues[1] - values.at(-1)!)).toBeLessThan(1e-12 * values.at(-1)!);
    },
  );

  it('refuses what it cannot solve, with the numbers', () => {
    const block = makeBlock(2, 3);
    const solve = (change: Partial<KroneckerBlock>, damping = 1, length = 6) =>
      finish(kroneckerSolveInPieces({ ...block, ...change }, damping, randomVector(length)));
    expect(() => solve({}, 0)).toThrow('positive damping, got 0');
    expect(() => solve({}, 1, 5)).toThrow('a right-hand side of 6, got 4, 9 and 5');
    expect(() => solve({ inputs: 4097 })).toThrow('up to 4096 parameters per unit, and this layer has 4097');
  });

  it('raises lambda where rounding has left an eigenvalue below the floor, and solves that system', () => {
    const block = { ...makeBlock(2, 3), outputFactor: Float64Array.of(-1e-3, 0, 0, 1) };
    const rhs = randomVector(6);
    const { solution, dampingUsed, eigenvalues } = finish(kroneckerSolveInPieces(block, 1e-4, rhs));
    expect(dampingUsed).toBeGreaterThan(1e-4);
    expect(eigenvalues[0]).toBeCloseTo(1e-5, 15);
    const { values } = symmetricEigen(writeOut(block, dampingUsed), 6);
    expect(values[0]!).toBeCloseTo(1e-5, 12);
    const expected = solveLinear(writeOut(block, dampingUsed), rhs);
    expect(norm(subtract(solution, expected))).toBeLessThan(1e-8 * norm(expected));
    expect(finish(kroneckerSolveInPieces(makeBlock(2, 3), 1e-4, rhs)).dampingUsed).toBe(1e-4);
  });

  it('has the weight decay on the diagonal beside lambda, which may then be 0', () => {
    const block = makeBlock(2, 3);
    const rhs = randomVector(6);
    for (const damping of [0.05, 0]) {
      const { solution, dampingUsed, eigenvalues } = finish(
        kroneckerSolveInPieces(block, damping, rhs, 0.02),
      );
      const expected = solveLinear(writeOut(block, damping + 0.02), rhs);
      expect(dampingUsed).toBe(damping);
      expect(norm(subtract(solution, expected))).toBeLessThan(1e-8 * norm(expected));
      const { values } = symmetricEigen(writeOut(block, damping + 0.02), 6);
      expect(eigenvalues[0]).toBeCloseTo(values[0]!, 10);
    }
  });
});
