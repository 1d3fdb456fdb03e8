import { describe, expect, it } from 'vitest';
import { downstreamGraph } from '../../../src/math/network/downstreamGraph';
import { evaluateSample } from '../../../src/math/network/evaluateGraph';
import {
  addConvolution,
  addDense,
  addPool,
  buildGraph,
  type GraphBuilder,
  type NetworkGraph,
} from '../../../src/math/network/graph';
import { createRandom } from '../../../src/math/random/random';

const window = { size: [2, 2], stride: [1, 1], padding: 'same' } as const;

function addBatchNorm(builder: GraphBuilder, from: number): number {
  const shape = builder.shapeOf(from);
  const weight = (name: string, initial: 'ones' | 'zeros', trainable: boolean) =>
    builder.weight({ name, shape: [shape[2]], trainable, initial, fanIn: 0 });
  const gamma = weight('gamma', 'ones', true);
  const mean = weight('mean', 'zeros', false);
  const variance = weight('variance', 'ones', false);
  const operation = { op: 'batchNorm', gamma, beta: null, mean, variance, epsilon: 1e-3, momentum: 0.9 };
  return builder.add(operation as never, [from], shape);
}

/** 1 conv, 2 relu, 3 conv without bias, 4 batchNorm, 5 add of 2 and 4, 6 pool, 7 dense, 8 relu, 9 dense. */
function residualGraph(): NetworkGraph {
  const builder = buildGraph([4, 4, 2]);
  const first = addConvolution(builder, 0, 'first', 3, window);
  const start = builder.add({ op: 'relu' }, [first], builder.shapeOf(first));
  const second = addConvolution(builder, start, 'second', 3, window, false);
  const norm = addBatchNorm(builder, second);
  const sum = builder.add({ op: 'add' }, [start, norm], builder.shapeOf(start));
  const pool = addPool(builder, sum, 'averagePool', { size: [2, 2], stride: [2, 2], padding: 'valid' });
  const hidden = addDense(builder, pool, 'hidden', 5);
  const relu = builder.add({ op: 'relu' }, [hidden], builder.shapeOf(hidden));
  addDense(builder, relu, 'output', 3);
  return builder.finish();
}

describe('downstreamGraph', () => {
  const graph = residualGraph();

  it.each([
    // node, cut, first weight by name, nodes
    [1, 0, 'first/kernel', 10],
    [2, 1, 'second/kernel', 9],
    [3, 2, 'second/kernel', 8],
    // Nothing between a branch and its end can be a beginning: the sum reads past it.
    [4, 2, 'second/kernel', 8],
    [5, 2, 'second/kernel', 8],
    [6, 5, 'hidden/kernel', 5],
    [7, 6, 'hidden/kernel', 4],
    [8, 7, 'output/kernel', 3],
    [9, 8, 'output/kernel', 2],
  ])('from node %i begins behind node %i, with %s', (node, cut, weight, nodes) => {
    const part = downstreamGraph(graph, node);
    expect(part.cut).toBe(cut);
    expect(part.graph.weights[0]!.name).toBe(weight);
    expect(part.graph.nodes).toHaveLength(nodes);
    expect(part.graph.nodes[0]).toEqual({ op: 'input', reads: [], shape: graph.nodes[cut]!.shape });
    expect(part.graph.weights[0]!.offset).toBe(0);
    expect(part.offset + part.graph.parameterCount).toBe(graph.parameterCount);
    expect(graph.weights[part.firstWeight]).toEqual({ ...part.graph.weights[0]!, offset: part.offset });
  });

  it('has no weights where none are left', () => {
    const builder = buildGraph([1, 1, 2]);
    const dense = addDense(builder, 0, 'output', 2);
    builder.add({ op: 'relu' }, [dense], [1, 1, 2]);
    const part = downstreamGraph(builder.finish(), 2);
    expect(part.graph.weights).toEqual([]);
    expect(part.graph.parameterCount).toBe(0);
  });

  it('gives the loss and the gradient of the whole network, from what that has at the cut', () => {
    const random = createRandom(3, 'residual network');
    const normals = (length: number) => Float64Array.from({ length }, () => 0.5 * random.normal());
    const parameters = normals(graph.parameterCount);
    for (const { name, offset, size } of graph.weights)
      if (name === 'variance') parameters.fill(1.5, offset, offset + size);
    const image = normals(32);
    const whole = evaluateSample(graph, parameters, image, 1);
    // The output of the first layer and its ReLU, by the textbook: a 2 x 2 window with the zeros below and to the right.
    const [kernel, bias] = graph.weights.map(({ offset, size }) =>
      parameters.subarray(offset, offset + size),
    );
    const features = new Float64Array(48);
    for (let y = 0; y < 4; y++) {
      for (let x = 0; x < 4; x++) {
        for (let unit = 0; unit < 3; unit++) {
          let sum = bias![unit]!;
          for (const [dy, dx] of [
            [0, 0],
            [0, 1],
            [1, 0],
            [1, 1],
          ] as const) {
            for (let c = 0; c < 2 && y + dy < 4 && x + dx < 4; c++) {
              sum += image[((y + dy) * 4 + x + dx) * 2 + c]! * kernel![((dy * 2 + dx) * 2 + c) * 3 + unit]!;
            }
          }
          features[(y * 4 + x) * 3 + unit] = Math.max(0, sum);
        }
      }
    }
    const part = downstreamGraph(graph, 4);
    const rest = evaluateSample(part.graph, parameters.subarray(part.offset), features, 1);
    expect(rest.loss).toBeCloseTo(whole.loss, 12);
    const expected = whole.gradient.subarray(part.offset);
    rest.gradient.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 12);
    });
    expect(Math.hypot(...rest.gradient)).toBeGreaterThan(0.1);
  });

  it.each([0, 10, -1])('refuses node %i', (node) => {
    expect(() => downstreamGraph(graph, node)).toThrow(`a node from 1 to 9, got ${node}`);
  });
});
