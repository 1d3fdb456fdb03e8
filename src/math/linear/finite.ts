/**
 * Refuses a vector that holds NaN or an infinity.
 * @param name the argument as its caller knows it
 * @throws RangeError naming the argument, the first bad position and the value there
 */
export function refuseNonFinite(name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) {
      throw new RangeError(`${name} must be finite, got ${name}[${i}] = ${value}`);
    }
  }
}
