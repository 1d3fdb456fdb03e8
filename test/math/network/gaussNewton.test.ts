import { describe, expect, it } from 'vitest';
import { dot, norm, subtract } from '../../../src/math/linear/vector';
import { softmax } from '../../../src/math/network/crossEntropy';
import { evaluateLogits } from '../../../src/math/network/evaluateGraph';
import { gaussNewtonProduct, logitJacobian } from '../../../src/math/network/gaussNewton';
import { denseGraph, type NetworkGraph } from '../../../src/math/network/graph';
import { outputLosses } from '../../../src/math/network/outputLoss';
import { createRandom } from '../../../src/math/random/random';

const random = createRandom(3, 'gauss-newton');
const normals = (length: number) => Float64Array.from({ length }, () => random.normal());

function problem(graph: NetworkGraph, inputs: number) {
  const size = graph.parameterCount;
  return { graph, parameters: normals(size), input: normals(inputs), vector: normals(size) };
}

const softmaxRegression = () => problem(denseGraph([4, 3], ['output']), 4);
const twoLayers = () => problem(denseGraph([4, 5, 3], ['hidden', 'output']), 4);

/** The logits' derivative in one parameter, by central differences. */
function difference({ graph, parameters, input }: ReturnType<typeof problem>, index: number): Float64Array {
  const step = 1e-5;
  const logitsAt = (by: number) => {
    const moved = parameters.slice();
    moved[index]! += by;
    return evaluateLogits(graph, moved, input);
  };
  return subtract(logitsAt(step), logitsAt(-step)).map((d) => d / (2 * step));
}

describe('the Gauss-Newton matrix in float64', () => {
  it('is the Hessian of softmax regression: (diag(p) - p p\u2032) (x) x x\u2032', () => {
    const { graph, parameters, input, vector } = softmaxRegression();
    const p = softmax(evaluateLogits(graph, parameters, input));
    const x = [...input, 1];
    // Kernel [inputs, classes], then the biases: parameter i of class c stands at 3 i + c.
    const expected = vector.map((_, place) => {
      const [i, c] = [Math.floor(place / 3), place % 3];
      let sum = 0;
      vector.forEach((v, other) => {
        const [j, d] = [Math.floor(other / 3), other % 3];
        sum += p[c]! * ((c === d ? 1 : 0) - p[d]!) * x[i]! * x[j]! * v;
      });
      return sum;
    });
    const product = gaussNewtonProduct(graph, parameters, input, vector);
    expect(norm(subtract(product, expected))).toBeLessThan(1e-13 * norm(expected));
  });

  it('is J\u2032 H_L J, J by differences of the logits', () => {
    const given = twoLayers();
    const { graph, parameters, input, vector } = given;
    const columns = Array.from(parameters, (_, index) => difference(given, index));
    const jacobian = logitJacobian(graph, parameters, input);
    columns.forEach((column, index) => {
      column.forEach((slope, c) => {
        expect(jacobian[c]![index]).toBeCloseTo(slope, 8);
      });
    });
    const tangent = Float64Array.from({ length: 3 }, (_, c) =>
      columns.reduce((sum, column, i) => sum + column[c]! * vector[i]!, 0),
    );
    const p = softmax(evaluateLogits(graph, parameters, input));
    const curved = outputLosses.softmax.multiplyHessian(p, tangent);
    const expected = Float64Array.from(columns, (column) => dot(column, curved));
    const product = gaussNewtonProduct(graph, parameters, input, vector);
    expect(norm(subtract(product, expected)) / norm(expected)).toBeLessThan(1e-8);
  });

  it('has no direction of negative curvature', () => {
    const { graph, parameters, input } = twoLayers();
    for (let k = 0; k < 50; k++) {
      const v = normals(graph.parameterCount);
      expect(dot(v, gaussNewtonProduct(graph, parameters, input, v))).toBeGreaterThanOrEqual(0);
    }
  });
});
