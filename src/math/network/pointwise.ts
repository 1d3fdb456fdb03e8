/** ReLU: 0 below 0; what is no number stays none. */
export function relu(input: ArrayLike<number>): Float64Array {
  return Float64Array.from(input, (x) => Math.max(x, 0));
}

/** The gradient of a function of ReLU's output in its input: that of the output where x > 0, else 0. */
export function reluGradient(input: ArrayLike<number>, outputGradient: ArrayLike<number>): Float64Array {
  return Float64Array.from(input, (x, i) => outputGradient[i]! * (x > 0 ? 1 : 0));
}
