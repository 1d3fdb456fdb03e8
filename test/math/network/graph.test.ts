import { describe, expect, it } from 'vitest';
import {
  addConvolution,
  addDense,
  addPool,
  buildGraph,
  denseGraph,
  paddingBefore,
  slideLength,
} from '../../../src/math/network/graph';

describe('a window along an axis', () => {
  // Length, size, stride; then output length and zeros before, as TensorFlow documents "SAME".
  it.each([
    [5, 3, 1, 5, 1],
    [5, 2, 1, 5, 0],
    [4, 3, 2, 2, 0],
    [5, 3, 2, 3, 1],
    [32, 5, 1, 32, 2],
    [7, 1, 2, 4, 0],
    [6, 1, 4, 2, 0],
    [2, 5, 1, 2, 2],
  ])(
    'of %i under a window of %i with stride %i gives %i, %i zeros before',
    (length, size, stride, output, before) => {
      expect(slideLength(length, size, stride, 'same')).toBe(output);
      expect(paddingBefore(length, size, stride, 'same')).toBe(before);
    },
  );

  it('leaves out without padding what no whole window covers', () => {
    expect(slideLength(32, 5, 1, 'valid')).toBe(28);
    expect(slideLength(7, 2, 2, 'valid')).toBe(3);
    expect(slideLength(5, 5, 3, 'valid')).toBe(1);
    expect(paddingBefore(32, 5, 1, 'valid')).toBe(0);
  });

  it('refuses a window that does not fit', () => {
    expect(() => slideLength(4, 5, 1, 'valid')).toThrow(/window of 5 does not fit on 4 pixels/);
  });
});

describe('buildGraph', () => {
  it('numbers nodes and weights as they are added, and places the weights one after another', () => {
    const builder = buildGraph([6, 5, 2]);
    const conv = addConvolution(builder, 0, 'conv', 3, { size: [3, 2], stride: [1, 2], padding: 'valid' });
    const pool = addPool(builder, conv, 'maxPool', { size: [2, 2], stride: [2, 2], padding: 'same' });
    addDense(builder, pool, 'output', 4, false);
    const { nodes, weights, parameterCount } = builder.finish();
    expect(nodes.map(({ op, reads, shape }) => [op, reads, shape])).toEqual([
      ['input', [], [6, 5, 2]],
      ['conv2d', [0], [4, 2, 3]],
      ['maxPool', [1], [2, 1, 3]],
      ['dense', [2], [1, 1, 4]],
    ]);
    expect(weights.map(({ name, shape, offset, size, fanIn }) => [name, shape, offset, size, fanIn])).toEqual(
      [
        ['conv/kernel', [3, 2, 2, 3], 0, 36, 12],
        ['conv/bias', [3], 36, 3, 12],
        ['output/kernel', [6, 4], 39, 24, 6],
      ],
    );
    expect(parameterCount).toBe(63);
  });

  it('refuses to add maps of two shapes, and to flatten to another size', () => {
    const builder = buildGraph([2, 2, 3]);
    const mean = builder.add({ op: 'globalAveragePool' }, [0], [1, 1, 3]);
    expect(() => builder.add({ op: 'add' }, [0, mean], [2, 2, 3])).toThrow(
      /add cannot make 2 x 2 x 3 of 1 x 1 x 3/,
    );
    expect(() => builder.add({ op: 'flatten' }, [0], [1, 1, -1])).toThrow(/flatten cannot make 1 x 1 x -1/);
    expect(() => builder.add({ op: 'relu' }, [0], [1, 1, 12])).toThrow(/relu cannot make/);
    expect(builder.finish().nodes.length).toBe(2);
  });
});

it('denseGraph has ReLU between its layers and none at the end', () => {
  const { nodes, weights, parameterCount } = denseGraph([4, 5, 3], ['hidden', 'output']);
  expect(nodes.map(({ op }) => op)).toEqual(['input', 'dense', 'relu', 'dense']);
  expect(weights.map(({ name, offset }) => [name, offset])).toEqual([
    ['hidden/kernel', 0],
    ['hidden/bias', 20],
    ['output/kernel', 25],
    ['output/bias', 40],
  ]);
  expect(parameterCount).toBe(43);
});
