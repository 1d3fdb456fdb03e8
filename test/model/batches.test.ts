import { describe, expect, it } from 'vitest';
import { cutIntoGroups, cutIntoPieces } from '../../src/model/batches';

const shown = (pieces: ReturnType<typeof cutIntoPieces>) =>
  pieces.map(({ from, to, endsGroup }) => `${from}-${to}${endsGroup ? '|' : ''}`).join(' ');

describe('the pieces of a set', () => {
  it('are of one size, but for the last', () => {
    expect(shown(cutIntoPieces(7, 3))).toBe('0-3 3-6 6-7|');
    expect(shown(cutIntoPieces(6, 3))).toBe('0-3 3-6|');
    expect(shown(cutIntoPieces(2, 3))).toBe('0-2|');
    expect(shown(cutIntoPieces(0, 3))).toBe('');
  });

  it('hold as many included images in each group but the last, the others beside their neighbours', () => {
    expect(shown(cutIntoGroups(Uint8Array.of(1, 1, 1, 1, 1), 2, 10))).toBe('0-2| 2-4| 4-5|');
    expect(shown(cutIntoGroups(Uint8Array.of(0, 1, 0, 1, 0, 1, 1, 0), 2, 10))).toBe('0-5| 5-8|');
    expect(shown(cutIntoGroups(Uint8Array.of(0, 0, 1), 2, 10))).toBe('0-3|');
  });

  it('are cut again where a group is larger than a batch', () => {
    expect(shown(cutIntoGroups(new Uint8Array(7).fill(1), 5, 2))).toBe('0-2 2-4 4-5| 5-7|');
  });
});
