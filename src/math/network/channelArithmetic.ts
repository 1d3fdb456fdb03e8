/** The combinations of a tensor's entry a with the vector's entry b that belongs to it. */
export const channelOperations = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
  subtractFrom: (a: number, b: number) => b - a,
  divideInto: (a: number, b: number) => b / a,
};

export type ChannelOperation = keyof typeof channelOperations;

/**
 * output[r, c, i] = input[r, c, i] op vector[c], in float64. The oracle of the channelArithmetic kernel.
 * @param input rows x vector.length x inner, row-major
 */
export function channelArithmetic(
  operation: ChannelOperation,
  input: ArrayLike<number>,
  vector: ArrayLike<number>,
  inner = 1,
): Float64Array {
  const combine = channelOperations[operation];
  return Float64Array.from(input, (value, i) =>
    combine(value, vector[Math.floor(i / inner) % vector.length]!),
  );
}
