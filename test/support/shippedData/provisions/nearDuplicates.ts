/** Texts that are near duplicates, and the licences that belong together by them. */

/** Two texts are near duplicates where they share half of their triples of words (Jaccard). */
const NEAR = 0.5;
/** Two licences are of one family where they share as much of the provisions of the smaller one. */
const SHARED = 0.1;

/** Disjoint sets of the numbers 0 ... count - 1, joined pair by pair. */
function createSets(count: number): { find(i: number): number; join(i: number, j: number): void } {
  const parents = Uint32Array.from({ length: count }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parents[root] !== root) root = parents[root] = parents[parents[root]!]!;
    return root;
  };
  // The smaller number stands for both, so that the order of the pairs says nothing.
  const join = (i: number, j: number) => {
    const [a, b] = [find(i), find(j)];
    parents[Math.max(a, b)] = Math.min(a, b);
  };
  return { find, join };
}

function triplesOf(words: readonly string[]): Set<string> {
  return new Set(words.slice(2).map((word, i) => `${words[i]} ${words[i + 1]} ${word}`));
}

/**
 * The cluster of each text: near duplicates, and theirs, are in one.
 * @param texts each as its words
 * @returns numbers of texts that stand for their clusters
 */
export function clusterTexts(texts: readonly (readonly string[])[]): number[] {
  const sets = createSets(texts.length);
  const triples = texts.map(triplesOf);
  const holders = new Map<string, number[]>();
  for (const [i, own] of triples.entries()) {
    const shared = new Map<number, number>();
    for (const triple of own) {
      const before = holders.get(triple) ?? [];
      for (const j of before) shared.set(j, (shared.get(j) ?? 0) + 1);
      holders.set(triple, [...before, i]);
    }
    for (const [j, count] of shared) {
      if (count / (own.size + triples[j]!.size - count) >= NEAR) sets.join(i, j);
    }
  }
  return texts.map((_, i) => sets.find(i));
}

/**
 * The family of each licence. One sentence that many licences have would make one family of most of them; so two licences belong together where they share a tenth of
 * the provisions of the smaller one, and what is shared between families is kept apart when the provisions are dealt out.
 * @param licences each as the clusters of its provisions
 * @returns numbers of licences that stand for their families
 */
export function familiesOf(licences: readonly ReadonlySet<number>[]): number[] {
  const sets = createSets(licences.length);
  for (const [i, own] of licences.entries()) {
    for (const [j, other] of licences.slice(0, i).entries()) {
      const shared = [...own].filter((cluster) => other.has(cluster)).length;
      if (shared > 0 && shared >= SHARED * Math.min(own.size, other.size)) sets.join(i, j);
    }
  }
  return licences.map((_, i) => sets.find(i));
}
