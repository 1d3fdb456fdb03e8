/** The graph that 3D-Bullseye is drawn from (Table 1 of the paper), and the Markov blanket that any such graph tells. */

export type Edge = readonly [cause: string, effect: string];

/** Who is a cause of whom: r1 to r6 are the features, y is the target. */
export const bullseyeEdges: readonly Edge[] = [
  ['r1', 'r2'],
  ['r1', 'r3'],
  ['r3', 'r4'],
  ['r2', 'r5'],
  ['r4', 'r5'],
  ['r3', 'y'],
  ['r5', 'y'],
  ['r4', 'r6'],
  ['y', 'r6'],
];

/** The features, in the order of the columns. */
export const bullseyeFeatures: readonly string[] = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'];

/** The Markov blanket of a target in a graph: its parents, its children, and its children's other parents; sorted. */
export function blanketOf(target: string, edges: readonly Edge[]): string[] {
  const parentsOf = (effect: string) => edges.filter((edge) => edge[1] === effect).map(([cause]) => cause);
  const children = edges.filter(([cause]) => cause === target).map(([, effect]) => effect);
  const blanket = new Set([...parentsOf(target), ...children, ...children.flatMap(parentsOf)]);
  blanket.delete(target);
  return [...blanket].sort();
}

/** The features that make y independent of all others. */
export const bullseyeBlanket: readonly string[] = blanketOf('y', bullseyeEdges);

/** The name of a column, counted from 0. */
export function featureName(column: number): string {
  const name = bullseyeFeatures[column];
  if (name === undefined) {
    throw new RangeError(
      `featureName needs a column from 0 to ${bullseyeFeatures.length - 1}, got ${column}`,
    );
  }
  return name;
}
