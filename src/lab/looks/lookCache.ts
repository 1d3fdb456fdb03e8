/** Answers that were given, by what they depend on: the last ones, as many as memory has room for. */

export interface LookCache {
  find(key: string): unknown;
  keep(key: string, answer: unknown): void;
}

/** Bytes that answers may take; a map of the 60,000 samples of MNIST takes 0.7 MB. */
const limitBytes = 64 * 2 ** 20;

export function createLookCache(limit = limitBytes): LookCache {
  const known = new Map<string, { readonly answer: unknown; readonly bytes: number }>();
  let total = 0;
  const drop = (key: string) => {
    total -= known.get(key)?.bytes ?? 0;
    known.delete(key);
  };
  return {
    find(key) {
      const found = known.get(key);
      if (!found) return undefined;
      // What is asked for again goes last.
      known.delete(key);
      known.set(key, found);
      return found.answer;
    },
    keep(key, answer) {
      drop(key);
      const bytes = bytesOf(answer) + 2 * key.length;
      known.set(key, { answer, bytes });
      total += bytes;
      for (const oldest of known.keys()) if (total > limit && known.size > 1) drop(oldest);
    },
  };
}

/** The bytes of an answer, about: its arrays of numbers, and 8 for all else. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, part) => sum + bytesOf(part), 8);
}
