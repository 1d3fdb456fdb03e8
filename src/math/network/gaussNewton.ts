import { dot } from '../linear/vector';
import { backPropagate, evaluateNodes } from './evaluateGraph';
import type { NetworkGraph } from './graph';
import { outputLosses } from './outputLoss';

type Vector = Float32Array | Float64Array;

/**
 * J: the derivative of one input's logits in all parameters, a row a class, in the flat layout; 0 for running statistics. Its row c is the
 * back-propagation of the unit vector e_c.
 */
export function logitJacobian(graph: NetworkGraph, parameters: Vector, input: Vector): Float64Array[] {
  const values = evaluateNodes(graph, parameters, input);
  const classes = values.at(-1)!.length;
  return Array.from({ length: classes }, (_, row) => {
    const unit = Float64Array.from({ length: classes }, (_, column) => (row === column ? 1 : 0));
    return backPropagate(graph, parameters, values, unit);
  });
}

/**
 * The Gauss-Newton matrix of one sample's loss times a vector, in float64: G v = J' H J v, J of logitJacobian and H the Hessian of the loss in the logits, for
 * softmax diag(p) - p p' (N. Schraudolph, Neural Computation 14, 2002). The oracle of model/gaussNewtonVector.ts.
 */
export function gaussNewtonProduct(
  graph: NetworkGraph,
  parameters: Vector,
  input: Vector,
  vector: Float64Array,
): Float64Array {
  const jacobian = logitJacobian(graph, parameters, input);
  const tangent = Float64Array.from(jacobian, (row) => dot(row, vector));
  const { probabilities, multiplyHessian } = outputLosses[graph.loss];
  const curved = multiplyHessian(probabilities(evaluateNodes(graph, parameters, input).at(-1)!), tangent);
  const product = new Float64Array(vector.length);
  jacobian.forEach((row, c) => {
    for (let i = 0; i < product.length; i++) product[i]! += row[i]! * curved[c]!;
  });
  return product;
}
