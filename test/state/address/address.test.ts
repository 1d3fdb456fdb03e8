import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { followSettings } from '../../../src/state/address/address';
import { readAddress, writeAddress } from '../../../src/state/address/permalink';
import { setSetting } from '../../../src/state/settings/changeSettings';
import { fallbackSettings, type Settings } from '../../../src/state/settings/settings';
import { standInLab } from '../standInWorker';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A bar that takes so many changes, and throws from then on. */
function barOf(limit = Number.POSITIVE_INFINITY) {
  const shown: string[] = [];
  let leave: () => void = () => {};
  let left = limit;
  return {
    shown,
    leave: () => leave(),
    /** Lets it take so many more. */
    allow: (more: number) => {
      left = more;
    },
    replace(address: string) {
      if (left <= 0)
        throw new DOMException('Attempt to use history.replaceState() too often', 'SecurityError');
      left -= 1;
      shown.push(address);
    },
    onLeave(told: () => void) {
      leave = told;
    },
  };
}

describe('the address bar', () => {
  test('follows a slider once it rests, not at every step', async () => {
    const [store, bar] = [standInLab({}), barOf()];
    followSettings(store, bar);
    for (let step = 1; step <= 200; step++) setSetting(store, 'damping', step / 1000);
    expect(bar.shown).toEqual(['']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(bar.shown).toEqual(['', '?v=4&damping=0.2']);
  });

  test('that refuses breaks no action and no other listener, and is asked again later', async () => {
    const [store, bar] = [standInLab({}), barOf(1)];
    followSettings(store, bar);
    const heard = vi.fn();
    store.subscribe(heard);
    setSetting(store, 'seed', 7);
    expect(heard).toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1000);
    expect(bar.shown).toEqual(['']);
    bar.allow(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(bar.shown).toEqual(['', '?v=4&seed=7']);
  });

  test('is written when the page is left before it rested', () => {
    const [store, bar] = [standInLab({}), barOf()];
    followSettings(store, bar);
    setSetting(store, 'seed', 7);
    bar.leave();
    expect(bar.shown.at(-1)).toBe('?v=4&seed=7');
  });
});

describe('a long list of samples', () => {
  const forgetList = Array.from({ length: 4000 }, (_, i) => i).join(', ');
  const settings: Settings = { ...fallbackSettings, forget: 'list', forgetList, seed: 7 };

  test('stands behind #, which no server sees, and comes back from there', () => {
    const address = writeAddress(settings);
    const [search, hash] = address.split('#');
    expect(search).toBe('?v=4&forget=list&seed=7');
    expect(hash?.length).toBeGreaterThan(10_000);
    expect(readAddress(address)).toEqual({ settings, complaints: [] });
  });

  test('behind ?, as links had it before, opens as well', () => {
    const { settings: read, complaints } = readAddress(
      `?dataset=digits&forget=list&seed=7&forgetList=${forgetList}`,
    );
    const then = {
      ...{ dataset: 'digits', curvature: 'secant-cut', weightDecay: 'none', hessianSamples: 1024 },
      batch: 'mean',
      retrainingOrder: 'independent',
      guardSet: 'validation',
      drawSeed: 7,
      weights: 'former',
      forgetLimit: 20,
    };
    expect({ read, complaints }).toEqual({ read: { ...settings, ...then }, complaints: [] });
  });
});
