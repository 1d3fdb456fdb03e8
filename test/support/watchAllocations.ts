import { afterAll, beforeAll } from 'vitest';

/**
 * Watches, while the tests of a file run, how long the byte arrays are that are made by their length: what a reader believes of a damaged file.
 * @returns the largest since the last reset, in bytes
 */
export function watchAllocations(): { largest(): number; reset(): void } {
  let largest = 0;
  const PlainArray = globalThis.Uint8Array;
  beforeAll(() => {
    globalThis.Uint8Array = new Proxy(PlainArray, {
      construct(target, args: [unknown], newTarget) {
        // A length that is no number makes an array of none.
        if (typeof args[0] === 'number') largest = Math.max(largest, args[0] || 0);
        return Reflect.construct(target, args, newTarget === globalThis.Uint8Array ? target : newTarget);
      },
    });
  });
  afterAll(() => {
    globalThis.Uint8Array = PlainArray;
  });
  return {
    largest: () => largest,
    reset() {
      largest = 0;
    },
  };
}
