/** Up to as many classes are all shown at once. */
const mostAtOnce = 16;
/** Of more classes as many are shown first. */
const shownFirst = 10;

/**
 * The classes that are worth a look first where there are more than 16: the label, and those with the greatest probability under any of the models, the greatest first. Of fewer
 * classes all, in their order.
 * @param models the probabilities of all classes, of each model
 */
export function likelyClasses(models: readonly ArrayLike<number>[], label: number): number[] {
  const all = Array.from({ length: models[0]?.length ?? 0 }, (_, index) => index);
  if (all.length <= mostAtOnce) return all;
  const greatest = all.map((index) => Math.max(...models.map((model) => model[index] ?? 0)));
  const rank = (index: number) => (index === label ? 1 + greatest[index]! : greatest[index]!);
  const likely = all.toSorted((a, b) => rank(b) - rank(a)).slice(0, shownFirst);
  return likely.sort((a, b) => greatest[b]! - greatest[a]!);
}
