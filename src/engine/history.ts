/** What leads from the parameters of one state of the history to those of the next, and back: only the values that changed. */
export interface Change {
  readonly indices: Uint32Array;
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/** The places where two flat vectors differ, bit for bit, and their values there. */
export function changeBetween(before: Float32Array, after: Float32Array): Change {
  const bitsBefore = new Uint32Array(before.buffer, before.byteOffset, before.length);
  const bitsAfter = new Uint32Array(after.buffer, after.byteOffset, after.length);
  let count = 0;
  for (let i = 0; i < bitsAfter.length; i++) if (bitsBefore[i] !== bitsAfter[i]) count += 1;
  const indices = new Uint32Array(count);
  let next = 0;
  for (let i = 0; i < bitsAfter.length; i++) if (bitsBefore[i] !== bitsAfter[i]) indices[next++] = i;
  return { indices, before: pick(before, indices), after: pick(after, indices) };
}

/** The values of a flat vector at these places. */
export function pick(values: Float32Array, indices: Uint32Array): Float32Array {
  return Float32Array.from(indices, (index) => values[index]!);
}

/** Writes the values after the change into a flat vector. */
export function applyChange({ indices, after }: Change, parameters: Float32Array): void {
  indices.forEach((index, i) => {
    parameters[index] = after[i]!;
  });
}

/** Writes the values before the change into a flat vector. */
export function takeBack({ indices, before }: Change, parameters: Float32Array): void {
  indices.forEach((index, i) => {
    parameters[index] = before[i]!;
  });
}
