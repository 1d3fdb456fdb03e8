/**
 * A block Hessian by central differences of gradients, column by column:
 *   H e_c = (g(w + h e_c) - g(w - h e_c)) / (2 h),   restricted to the block's parameters,
 * with an error of order h^2 (Nocedal and Wright, Numerical Optimization, section 8.1). Where g is a sum over batches, so is each column: every
 * batch adds its part.
 */

/**
 * Adds scale (plus - minus), restricted to the block, to one column: matrix[column size + i] += scale (plus[indices[i]] - minus[indices[i]]).
 * A column lies where a row-major matrix has its row; the Hessian is symmetric. The oracle of the kernel.
 * @param matrix size x size, `size` being the number of indices; changed
 * @param plus and `minus`: flat gradients over all parameters, at w + h e_c and w - h e_c
 * @param indices where in them the block's parameters stand
 * @param scale 1 / (2 h), times the batch's weight
 */
export function addHessianColumn(
  matrix: Float64Array,
  column: number,
  plus: Float32Array | Float64Array,
  minus: Float32Array | Float64Array,
  indices: Uint32Array,
  scale: number,
): void {
  indices.forEach((index, i) => {
    matrix[column * indices.length + i]! += scale * (plus[index]! - minus[index]!);
  });
}
