import { describe, expect, test } from 'vitest';
import { findBlankets } from '../../../src/engine/markovBlanket';
import { blanketRequest, whyNotFindBlankets } from '../../../src/state/blanket/findBlankets';
import type { LabState } from '../../../src/state/contract';
import { fallbackSettings, settingsTable } from '../../../src/state/settings/settings';
import { initialState } from '../../../src/state/store';

const lab = {} as LabState;

describe('the form of the demo', () => {
  test('asks for a thousand samples, five times', () => {
    expect(blanketRequest(fallbackSettings)).toEqual({ samples: 1000, repeats: 5, seed: 1 });
  });

  test.each([
    ['blanketSamples', 'samples', 20, 5000],
    ['blanketRepeats', 'repeats', 1, 100],
  ] as const)('%s ends where the engine ends', async (setting, name, minimum, maximum) => {
    const smallest = { samples: 20, repeats: 1, seed: 1 };
    for (const outside of [minimum - 1, maximum + 1]) {
      expect(settingsTable[setting].parse(String(outside))).toMatchObject({ ok: false });
      await expect(findBlankets({ ...smallest, [name]: outside })).rejects.toThrow(`got ${outside}`);
    }
    for (const inside of [minimum, maximum]) {
      expect(settingsTable[setting].parse(String(inside))).toEqual({ ok: true, value: inside });
    }
    await expect(findBlankets(smallest)).resolves.toHaveLength(2);
  });

  test('needs an open lab and good numbers, and no trained model', () => {
    expect(whyNotFindBlankets(initialState)).toBe('The lab is not open yet.');
    expect(whyNotFindBlankets({ ...initialState, lab })).toBeNull();
    const drafts = { blanketRepeats: { text: '0', complaint: 'Repeats must be more.' } };
    expect(whyNotFindBlankets({ ...initialState, lab, drafts })).toBe('Repeats must be more.');
    const elsewhere = { damping: { text: 'x', complaint: 'Damping must be a number.' } };
    expect(whyNotFindBlankets({ ...initialState, lab, drafts: elsewhere })).toBeNull();
  });
});
