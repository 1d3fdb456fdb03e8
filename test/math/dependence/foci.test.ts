import { describe, expect, it } from 'vitest';
import { foci } from '../../../src/math/dependence/foci';
import { fociBrute } from '../../../src/math/dependence/fociBrute';
import { fociOracle } from '../../../src/math/dependence/fociOracle';
import type { FociOptions, FociStep } from '../../../src/math/dependence/fociTrace';
import { type Matrix, matrix } from '../../../src/math/linear/matrix';
import { createRandom } from '../../../src/math/random/random';
import bullseye from '../../golden/bullseye.json';
import { checkBullseye } from '../../golden/checker/bullseye';
import { checkFoci } from '../../golden/checker/foci';
import golden from '../../golden/foci.json';

const PATHS = { foci, fociBrute, fociOracle } as const;

/** Normal columns; y = x1 + x3^2 + a little noise. */
function twoColumnProblem(rows: number, columns: number, seed = 1): { y: Float64Array; x: Matrix } {
  const random = createRandom(seed, 'two columns');
  const values = Float32Array.from({ length: rows * columns }, () => random.normal());
  const y = Float64Array.from(
    { length: rows },
    (_, i) => values[i * columns + 1]! + values[i * columns + 3]! ** 2 + 0.05 * random.normal(),
  );
  return { y, x: matrix(rows, columns, values) };
}

describe('golden selections', () => {
  it('equals foci.json', () => {
    const checks = [...checkFoci(golden)];
    expect(checks.length).toBeGreaterThan(6 * golden.cases.length);
    expect(checks.filter((check) => !check.passed)).toEqual([]);
  });

  it('equals bullseye.json', () => {
    const checks = [...checkBullseye(bullseye)];
    expect(checks.length).toBeGreaterThan(20);
    expect(checks.filter((check) => !check.passed)).toEqual([]);
  });

  it('equals the oracle, trace and all, on the golden inputs', () => {
    for (const { n, p, X, Y, args } of golden.cases.slice(0, 4)) {
      const x = matrix(n, p, Float64Array.from(X.flat()));
      const options: FociOptions = { noGain: args.earlyStop ? 'stop' : 'continue' };
      expect(foci(Y, x, options)).toEqual(fociOracle(Y, x, options));
    }
  });
});

describe.each(Object.entries(PATHS))('%s', (_, select) => {
  const { y, x } = twoColumnProblem(300, 8);

  it('chooses what y depends on and stops when nothing is gained', () => {
    const trace = select(y, x);
    expect([...trace.selected].sort()).toEqual([1, 3]);
    expect(trace.stop).toBe('noGain');
    expect(trace.steps.map((step) => step.taken)).toEqual([true, true, false]);
    expect(trace.values).toEqual(trace.steps.slice(0, 2).map((step) => step.t));
    expect(trace.steps[2]!.t).toBeLessThanOrEqual(0);
    for (const [index, { best, t, candidates }] of trace.steps.entries()) {
      expect(candidates.length).toBe(8);
      expect(candidates[best]).toBe(t);
      expect(t).toBe(Math.max(...candidates.filter((value) => !Number.isNaN(value))));
      for (const earlier of trace.selected.slice(0, index)) expect(candidates[earlier]).toBeNaN();
    }
  });

  it('stops at maxSlices, after one step when cheap, and takes all when told to go on', () => {
    expect(select(y, x, { maxSlices: 1 })).toMatchObject({ stop: 'maxSlices', selected: [3] });
    expect(select(y, x, { variant: 'cheap' })).toMatchObject({ stop: 'cheap', selected: [3] });
    expect(select(y, x, { variant: 'cheap' }).steps.length).toBe(1);
    const all = select(y, x, { noGain: 'continue' });
    expect(all.stop).toBe('exhausted');
    expect([...all.selected].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('keeps or refuses a first column without gain, as asked', () => {
    // Nearest rows 1 0 1 2, R = 1 4 2 3: minima 1 1 2 2, so T = (4 * 6 - 30) / 10.
    const line = matrix(4, 1, Float64Array.of(0, 1, 2.5, 4));
    const y = [1, 4, 2, 3];
    expect(select(y, line)).toMatchObject({ selected: [0], values: [-0.6], stop: 'exhausted' });
    expect(select(y, line, { first: 'none' })).toMatchObject({ selected: [], values: [], stop: 'noGain' });
    expect(select(y, line, { first: 'none' }).steps).toMatchObject([{ best: 0, t: -0.6, taken: false }]);
  });

  it('never considers a column that does not vary', () => {
    const withDead = matrix(4, 3, Float64Array.of(2, 0, 5, 2, 1, 5, 2, 2, 5, 2, 3, 5));
    const trace = select([1, 2, 3, 4], withDead, { noGain: 'continue' });
    expect(trace).toMatchObject({ selected: [1], constantColumns: [0, 2], stop: 'exhausted' });
    expect([...trace.steps[0]!.candidates].map(Number.isNaN)).toEqual([true, false, true]);
  });

  it('selects nothing where nothing varies', () => {
    const dead = matrix(3, 2, new Float64Array(6).fill(1));
    const alive = matrix(3, 1, Float64Array.of(1, 2, 3));
    const nothing = { selected: [], values: [], steps: [], stop: 'noInformation' };
    expect(select([1, 2, 3], dead)).toMatchObject({ ...nothing, constantColumns: [0, 1] });
    expect(select([2, 2, 2], alive)).toMatchObject({ ...nothing, constantColumns: [] });
  });

  it('ends as exhausted where the chosen columns settle y', () => {
    const settled = matrix(4, 2, Float64Array.of(0, 4, 0, 1, 1, 3, 1, 2));
    const trace = select([0, 0, 1, 1], settled);
    expect(trace).toMatchObject({ selected: [0], values: [1], stop: 'exhausted' });
  });

  it('gives equal candidates to the lowest column', () => {
    const twins = matrix(4, 3, Float64Array.of(3, 0, 0, 1, 1, 1, 2, 2, 2, 0, 3, 3));
    const trace = select([1, 2, 3, 4], twins);
    expect(trace.steps[0]!.candidates[1]).toBe(trace.steps[0]!.candidates[2]);
    expect(trace.selected[0]).toBe(1);
  });

  it('refuses bad input with its place and value', () => {
    expect(() => select([1, 2, 3], x)).toThrow('y has 3 entries but x has 300 rows');
    expect(() => select([1, Infinity], matrix(2, 1, Float64Array.of(1, 2)))).toThrow('y[1] = Infinity');
    const bad = matrix(2, 1, Float64Array.of(1, Number.NaN));
    expect(() => select([1, 2], bad)).toThrow('got NaN in row 1, column 0');
    expect(() => select([1], matrix(1, 1, Float64Array.of(1)))).toThrow('n=1');
  });
});

describe('foci', () => {
  it('tells of every step and lets the listener cancel', () => {
    const { y, x } = twoColumnProblem(300, 8);
    const heard: [FociStep, number][] = [];
    const trace = foci(y, x, {}, (step, index) => heard.push([step, index]));
    expect(heard).toEqual(trace.steps.map((step, index) => [step, index]));
    const cancel = () => {
      throw new Error('cancelled');
    };
    expect(() => foci(y, x, {}, cancel)).toThrow('cancelled');
  });

  it('refuses options and sizes out of range', () => {
    const { y, x } = twoColumnProblem(20, 4);
    expect(() => foci(y, x, { maxSlices: 0 })).toThrow('maxSlices must be a whole number from 1 up, got 0');
    expect(() => foci(y, x, { maxSlices: 1.5 })).toThrow('got 1.5');
    const tall = matrix(
      8193,
      1,
      Float32Array.from({ length: 8193 }, (_, i) => i),
    );
    expect(() => foci(tall.values, tall)).toThrow('at most 8192 rows, got n=8193');
    expect(foci(tall.values, tall, { variant: 'cheap' }).selected).toEqual([0]);
  });

  it('changes nothing under increasing maps of y and permutations of the rows', () => {
    const { y, x } = twoColumnProblem(200, 6);
    const order = createRandom(3).shuffle(Array.from({ length: 200 }, (_, i) => i));
    const rows = order.flatMap((i) => [...x.values.subarray(i * 6, (i + 1) * 6)]);
    const mapped = foci(
      order.map((i) => Math.exp(y[i]!)),
      matrix(200, 6, Float32Array.from(rows)),
    );
    expect(mapped).toEqual(foci(y, x));
  });
});
