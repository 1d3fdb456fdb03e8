/** Small modules whose answers are known: every kind of instruction that the lab's loops are made of. */
import { describe, expect, it } from 'vitest';
import {
  assemble,
  block,
  branch,
  branchIf,
  bytes,
  type FunctionText,
  f32,
  f32x4,
  f64x2,
  i32,
  i32x4,
  i64,
  loop,
  type ModuleText,
  v128,
  when,
} from '../../../src/math/webAssembly/assembler';

type Exports = Record<string, (...values: number[]) => number>;

function open(functions: Record<string, FunctionText>, more: Partial<ModuleText> = {}, env = {}) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const binary = assemble({ imports: {}, given: [], functions, ...more });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory, ...env } });
  return { memory, exports: instance.exports as unknown as Exports };
}

describe('assemble', () => {
  it('writes whole numbers of every length and sign', () => {
    const numbers = [
      0,
      1,
      63,
      64,
      127,
      128,
      8191,
      8192,
      65_535,
      2 ** 31 - 1,
      -1,
      -64,
      -65,
      -128,
      -129,
      -(2 ** 31),
    ];
    for (const number of numbers) {
      const { exports } = open({
        answer: { parameters: {}, result: 'i32', locals: {}, body: () => i32.constant(number) },
      });
      expect(exports.answer!()).toBe(number);
    }
  });

  it('loops, branches and leaves blocks', () => {
    // The sum of the odd numbers below n.
    const { exports } = open({
      sum: {
        parameters: { n: 'i32' },
        result: 'i32',
        locals: { k: 'i32', total: 'i32' },
        body: ({ get, set, increase }) => [
          block(
            loop(
              branchIf(1, i32.atLeast(get('k'), get('n'))),
              when(i32.and(get('k'), i32.constant(1)), increase('total', get('k'))),
              set('k', i32.add(get('k'), i32.constant(1))),
              branch(0),
            ),
          ),
          get('total'),
        ],
      },
    });
    expect([0, 1, 2, 10].map((n) => exports.sum!(n))).toEqual([0, 0, 1, 25]);
  });

  it('computes with four float32 of memory at once, each rounded', () => {
    const { memory, exports } = open({
      grow: {
        parameters: { by: 'f32' },
        locals: { four: 'v128' },
        body: ({ get, set }) => [
          set('four', f32x4.add(v128.load(i32.constant(16)), f32x4.splat(get('by')))),
          v128.store(
            i32.constant(32),
            v128.select(
              f32x4.mul(get('four'), get('four')),
              f32x4.splat(f32.constant(-1)),
              f32x4.atLeast(get('four'), f32x4.splat(f32.constant(0))),
            ),
          ),
        ],
      },
      negative: {
        parameters: {},
        result: 'i32',
        locals: {},
        body: () => i32x4.bitmask(v128.load(i32.constant(32))),
      },
    });
    const values = new Float32Array(memory.buffer);
    values.set([0.1, 3, -7, 1e-30], 4);
    exports.grow!(0.7);
    const squares = [0.1, 3, -7, 1e-30].map((value) => {
      const sum = Math.fround(Math.fround(value) + Math.fround(0.7));
      return sum >= 0 ? Math.fround(sum * sum) : -1;
    });
    expect([...values.subarray(8, 12)]).toEqual(squares);
    expect(exports.negative!()).toBe(0b0100);
  });

  it('orders keys of 64 bits and calls what it was given', () => {
    const seen: number[] = [];
    const { memory, exports } = open(
      {
        ask: {
          parameters: {},
          result: 'i32',
          locals: { low: 'i64' },
          body: ({ get, set, given, call }) => [
            set('low', i64.load(given('place'))),
            when(
              i64.lessThan(get('low'), i64.load(i32.constant(8))),
              i64.store(
                i32.constant(16),
                i64.or(i64.shiftLeft(i64.fromI32(i32.constant(5)), i64.constant(32)), get('low')),
              ),
            ),
            call('answer', given('place')),
          ],
        },
      },
      { given: ['place'], imports: { answer: { parameters: ['i32'], result: 'i32' } } },
      { place: 0, answer: (place: number) => seen.push(place) + 41 },
    );
    new BigUint64Array(memory.buffer).set([7n, 2n ** 63n]);
    expect(exports.ask!()).toBe(42);
    expect(seen).toEqual([0]);
    expect(new BigUint64Array(memory.buffer)[2]).toBe(5n * 2n ** 32n + 7n);
  });

  it('moves runs of bytes, and finds what vectors differ in', () => {
    const { memory, exports } = open({
      move: {
        parameters: {},
        locals: {},
        body: () => [
          bytes.fill(i32.constant(64), i32.constant(7), i32.constant(3)),
          bytes.copy(i32.constant(80), i32.constant(64), i32.constant(2)),
        ],
      },
      differ: {
        parameters: { at: 'i32' },
        result: 'i32',
        locals: {},
        body: ({ get }) => v128.anyTrue(f32x4.notEqual(v128.load(get('at')), v128.loadAfter(16, get('at')))),
      },
      without: {
        parameters: { at: 'i32' },
        locals: {},
        body: ({ get }) =>
          v128.storeAfter(32, get('at'), v128.andNot(v128.load(get('at')), v128.loadAfter(16, get('at')))),
      },
    });
    exports.move!();
    const found = new Uint8Array(memory.buffer);
    expect([...found.subarray(63, 68)]).toEqual([0, 7, 7, 7, 0]);
    expect([...found.subarray(79, 83)]).toEqual([0, 7, 7, 0]);
    const values = new Float32Array(memory.buffer);
    values.set([1, 0, 3, 4, 1, -0, 3, 4], 64);
    expect(exports.differ!(256)).toBe(0);
    values[71] = Number.NaN;
    expect(exports.differ!(256)).toBe(1);
    const words = new Uint32Array(memory.buffer);
    words.set([0b1110, 5, 0, ~0, 0b0111, 0, 9, 1], 128);
    exports.without!(512);
    expect([...words.subarray(136, 140)]).toEqual([0b1000, 5, 0, 0xffff_fffe]);
  });

  it('adds in float64 what two float32 of memory are', () => {
    const { memory, exports } = open({
      add: {
        parameters: {},
        locals: {},
        body: () => {
          const pair = (offset: number) => f64x2.fromLow(v128.loadHalfAfter(offset, i32.constant(0)));
          return v128.store(i32.constant(32), f64x2.add(pair(0), pair(8)));
        },
      },
    });
    new Float32Array(memory.buffer).set([1, 0.1, 1e-9, 3e38]);
    exports.add!();
    const sums = [1 + Math.fround(1e-9), Math.fround(0.1) + Math.fround(3e38)];
    expect([...new Float64Array(memory.buffer, 32, 2)]).toEqual(sums);
  });

  it('takes a memory that threads share, where it is told so', () => {
    const functions = {
      read: { parameters: {}, result: 'i32', locals: {}, body: () => i32.load(i32.constant(8)) },
    } satisfies Record<string, FunctionText>;
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
    new Uint32Array(memory.buffer)[2] = 31;
    expect((open(functions, { isShared: true }, { memory }).exports as Exports).read!()).toBe(31);
    expect(() => open(functions, {}, { memory })).toThrow(WebAssembly.LinkError);
  });

  it('refuses a name that is not there', () => {
    const wrong = {
      parameters: { a: 'i32' },
      locals: {},
      body: ({ get }) => get('b'),
    } satisfies FunctionText;
    expect(() => open({ wrong })).toThrow('the code names b, which is not there: a');
  });
});
