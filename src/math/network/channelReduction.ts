export type Reduction = 'sum' | 'greatest';

/**
 * Sums or greatest values of groups of rows, column by column, in float64: output[g, c] is over the rows from g rowsPerGroup on, the last
 * group may be shorter. The oracle of the channelReduction kernel.
 * @param input rows x columns, row-major
 */
export function channelReduction(
  input: ArrayLike<number>,
  columns: number,
  rowsPerGroup: number,
  reduction: Reduction,
): Float64Array {
  const rows = input.length / columns;
  const output = new Float64Array(Math.ceil(rows / rowsPerGroup) * columns);
  for (let i = 0; i < input.length; i++) {
    const row = Math.floor(i / columns);
    const place = Math.floor(row / rowsPerGroup) * columns + (i % columns);
    const isFirst = row % rowsPerGroup === 0;
    if (isFirst) output[place] = input[i]!;
    else if (reduction === 'sum') output[place]! += input[i]!;
    else output[place] = Math.max(output[place]!, input[i]!);
  }
  return output;
}
