/** The models that a reading is made of: before, after, and trained without the samples. */
export const threeNames = ['original', 'unlearned', 'retrained'] as const;

/** Something of each of the three. */
export type OfThree<T> = { readonly [name in (typeof threeNames)[number]]: T };

/** Makes something of each, one after another. */
export async function ofThree<T>(
  make: (name: keyof OfThree<unknown>, place: number) => Promise<T>,
): Promise<OfThree<T>> {
  const made: Partial<Record<keyof OfThree<unknown>, T>> = {};
  for (const [place, name] of threeNames.entries()) made[name] = await make(name, place);
  return made as OfThree<T>;
}
