/** The names of data with planted samples: what was planted stands in the id, so that whatever carries an id carries it (link, recipe, session, command line). */

/** Wrong labels; a patch in a corner that stands for another class; attributes that go with the label. */
export const plantedKinds = ['labels', 'patch', 'correlated'] as const;
export type PlantedKind = (typeof plantedKinds)[number];

/** What was planted in a data set. */
export interface Planting {
  readonly kind: PlantedKind;
  /** How many of 1,000 training images; of attributes that go with the label how strongly, in thousandths. A whole number: the count of images is then one too, whatever the machine. */
  readonly permille: number;
  /** Of the draw of the images and of their labels. */
  readonly seed: number;
}

/** Thousandths that can be planted. */
export const permilles = {
  labels: { least: 1, most: 500 },
  patch: { least: 1, most: 500 },
  correlated: { least: 0, most: 999 },
} as const;

/** A data set's id, `_`, the kind, the share as a decimal, the seed: `fashion_labels-0.05-1`. */
const pattern = /^([a-z0-9-]+)_(labels|patch|correlated)-(0\.\d{1,3})-(\d{1,9})$/;

/** Reads an id; null: it is none of planted data. */
export function readPlantedId(id: string): { readonly base: string; readonly planting: Planting } | null {
  const [, base, kind, share, seed] = pattern.exec(id) ?? [];
  if (base === undefined) return null;
  const permille = Number(share!.slice(2).padEnd(3, '0'));
  const planting = { kind: kind as PlantedKind, permille, seed: Number(seed) };
  const { least, most } = permilles[planting.kind];
  if (permille < least || permille > most) return null;
  // One name for one thing.
  return plantedId(base, planting) === id ? { base, planting } : null;
}

/** The id of a data set with these planted. */
export function plantedId(base: string, { kind, permille, seed }: Planting): string {
  const share = String(permille).padStart(3, '0').replace(/0+$/, '') || '0';
  return `${base}_${kind}-0.${share}-${seed}`;
}
