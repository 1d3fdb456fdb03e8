import type { Random } from '../../src/math/random/random';

const oddValues = [null, -1, 0.5, 1e300, '', 'NaN', 'AAAA', '__proto__', [], {}, [[]], true, undefined];

/** Puts an odd value somewhere into plain data, or leaves a member out. */
export function spoil(content: Record<string, unknown>, random: Random): void {
  let place = content;
  for (;;) {
    const names = Object.keys(place);
    const name = names[random.integer(names.length)]!;
    const value = place[name];
    const isBranch = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    if (isBranch && random.integer(8) > 0) {
      place = value as Record<string, unknown>;
      continue;
    }
    place[name] = oddValues[random.integer(oddValues.length)];
    return;
  }
}
