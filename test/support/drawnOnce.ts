import type { Dataset } from '../../src/data/dataset';
import type * as Digits from '../../src/data/made/digits';
import type { MadeOptions } from '../../src/data/made/madeImages';

/**
 * The digits as the lab draws them, each set drawn once: half a second for each run of a command that a test file starts. For `vi.mock` in files that test
 * what is done with the digits, not how they are drawn.
 */
export function drawnOnce({ makeDigits }: typeof Digits): typeof Digits {
  const drawn = new Map<string, Dataset>();
  const draw = ({ onProgress, ...options }: MadeOptions): Dataset => {
    const key = JSON.stringify(options);
    const digits = drawn.get(key) ?? makeDigits(options);
    drawn.set(key, digits);
    onProgress?.(1);
    return digits;
  };
  return {
    makeDigits: draw,
    async makeDigitsInTurn(options, pause) {
      const digits = draw(options);
      await pause(1);
      return digits;
    },
  };
}
