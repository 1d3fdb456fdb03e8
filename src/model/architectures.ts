/** The models of the lab: one table for the menu, the address, the checkpoints and the tests. */

export interface Architecture {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Units of the hidden dense layers, each followed by a ReLU. */
  readonly hiddenUnits: readonly number[];
  /** What the training panel starts with. */
  readonly training: { readonly epochs: number; readonly learningRate: number; readonly seed: number };
}

export const architectures: readonly Architecture[] = [
  {
    id: 'mnist-logistic',
    name: 'Logistic regression',
    description: 'Pixels to classes in one dense layer: a convex loss, one slice per class.',
    hiddenUnits: [],
    training: { epochs: 12, learningRate: 0.01, seed: 1 },
  },
  {
    id: 'mnist-2nn',
    name: 'Two-layer net',
    description: 'A hidden layer of 100 ReLU units: the smallest network with something to select.',
    hiddenUnits: [100],
    training: { epochs: 12, learningRate: 0.02, seed: 1 },
  },
];

/** @throws RangeError when the table has no such model */
export function findArchitecture(id: string): Architecture {
  const found = architectures.find((architecture) => architecture.id === id);
  if (!found) {
    throw new RangeError(`there is no model "${id}"; there are ${architectures.map((a) => a.id).join(', ')}`);
  }
  return found;
}
