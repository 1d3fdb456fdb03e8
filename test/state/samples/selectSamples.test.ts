import { describe, expect, test } from 'vitest';
import { packBits } from '../../../src/lab/bits';
import { sayOrder } from '../../../src/state/removal/removalOrder';
import { visibleSamples } from '../../../src/state/samples/filterSamples';
import { selectAddressed } from '../../../src/state/samples/forget';
import {
  seekSample,
  selectFirst,
  selectMany,
  selectOnly,
  selectRange,
  toggleSample,
} from '../../../src/state/samples/selectSamples';
import { fallbackSettings } from '../../../src/state/settings/settings';
import type { LabStore, State } from '../../../src/state/store';
import { trainedLab } from '../standInLabState';
import { standInLab } from '../standInWorker';

/** A bitmap that counts how often it is read. */
function counted(bits: Uint8Array) {
  let reads = 0;
  const proxy = new Proxy(bits, {
    get(target, name) {
      reads += 1;
      return Reflect.get(target, name);
    },
  });
  return { bits: proxy, reads: () => reads };
}

/** A lab of so many samples, every `each`th of them gone. */
function labOf(count: number, each: number) {
  const gone = Array.from({ length: Math.floor(count / each) }, (_, i) => i * each + 1);
  const removed = counted(packBits(gone, count));
  const store = standInLab({});
  store.setState({
    lab: trainedLab({
      removed: removed.bits,
      dataset: { trainingCount: count, classNames: ['0'] },
      scores: {
        digest: 'a',
        losses: Float32Array.from({ length: count }, (_, i) => (i * 7919) % 613),
        predicted: new Uint8Array(count),
      },
    }),
    images: { data: 'd', images: new Uint8Array(), labels: new Uint8Array(count) },
    // Without a preview that would begin by itself.
    settings: { ...fallbackSettings, noise: false },
  });
  return { store, reads: removed.reads, gone: gone.length };
}

/** How often the bitmap is read to select everything by Shift. */
function readsOfAll(count: number): number {
  const { store, reads, gone } = labOf(count, 12);
  selectOnly(store, 0);
  const before = reads();
  selectRange(store, count - 1);
  expect(store.getState().selected.size).toBe(count - gone);
  return reads() - before;
}

describe('selecting by Shift', () => {
  test('takes ten times the steps for ten times the samples, however many are gone', () => {
    const [few, many] = [readsOfAll(6000), readsOfAll(60_000)];
    expect(few).toBeGreaterThan(0);
    expect(many / few).toBeLessThan(11);
  });

  test('takes what is shown, in its order, without what is gone', () => {
    const { store } = labOf(10, 3);
    selectOnly(store, 6);
    selectRange(store, 2);
    expect([...store.getState().selected]).toEqual([2, 3, 5, 6]);
    expect(store.getState()).toMatchObject({ focused: 2, anchor: 6 });
    selectRange(store, 9);
    expect([...store.getState().selected]).toEqual([6, 8, 9]);
  });
});

describe('selecting by clicks', () => {
  test('keeps the order of the clicks, takes a sample out again, and never takes one that is gone', () => {
    const { store } = labOf(10, 3);
    for (const sample of [5, 0, 4, 9, 5]) toggleSample(store, sample);
    expect([...store.getState().selected]).toEqual([0, 9]);
    selectOnly(store, 9);
    expect([...store.getState().selected]).toEqual([9]);
    selectOnly(store, 9);
    expect([...store.getState().selected]).toEqual([]);
    selectOnly(store, 1);
    expect([...store.getState().selected]).toEqual([]);
  });

  test('goes on while one sample is removed, and not while several are, which are those that are selected', () => {
    const { store } = labOf(10, 3);
    const removing = (samples: number[]) => ({ kind: 'removal', samples }) as unknown as State['job'];
    store.setState({ job: removing([0]) });
    selectOnly(store, 9);
    expect([...store.getState().selected]).toEqual([9]);
    store.setState({ job: removing([0, 2]) });
    selectOnly(store, 6);
    toggleSample(store, 2);
    expect([...store.getState().selected]).toEqual([9]);
  });
});

describe('the grid by falling loss', () => {
  test('is sorted once for the weights, not once a moment', () => {
    const { store } = labOf(5000, 5000);
    store.setState(({ settings }) => ({ settings: { ...settings, order: 'loss' } }));
    const first = visibleSamples(store.getState());
    store.setState(({ lab }) => ({ lab: lab && { ...lab, number: lab.number + 1 } }));
    expect(visibleSamples(store.getState())).toBe(first);
  });

  test('by index does not change when the scores do', () => {
    const { store } = labOf(5000, 5000);
    const first = visibleSamples(store.getState());
    store.setState(({ lab }) => ({ lab: lab && { ...lab, scores: null } }));
    expect(visibleSamples(store.getState())).toBe(first);
  });
});

describe('selecting many at once, and seeking one', () => {
  test('selects in place, adds and takes out, without what is gone', () => {
    const { store } = labOf(20, 5);
    const selected = () => [...store.getState().selected];
    selectMany(store, [2, 3, 6, 7]);
    // 1, 6, 11 and 16 are gone.
    expect(selected()).toEqual([2, 3, 7]);
    selectMany(store, [9, 3], 'add');
    expect(selected()).toEqual([2, 3, 7, 9]);
    selectMany(store, [3, 9], 'drop');
    expect(selected()).toEqual([2, 7]);
  });
  test('goes to a sample, and says so where a filter hides it', () => {
    const { store } = labOf(20, 5);
    seekSample(store, 7);
    expect(store.getState()).toMatchObject({ focused: 7, sought: { sample: 7, turn: 1 }, notices: [] });
    store.setState({ settings: { ...fallbackSettings, gone: 'forgotten' } });
    seekSample(store, 7);
    expect(store.getState().notices[0]!.message).toMatch(/hides sample 7/);
  });
});

describe('how many samples go', () => {
  const order = ({ getState }: LabStore) => getState().settings.removeAs;

  test('is one after the other up to 20 of them, and as one batch above', () => {
    const { store } = labOf(60, 12);
    const orderOf = (count: number) => {
      selectFirst(store, count);
      return order(store);
    };
    expect([20, 21, 40, 3].map(orderOf)).toEqual(['sequence', 'batch', 'batch', 'sequence']);
  });
  test('stays as a person said, or a link', () => {
    const { store } = labOf(60, 12);
    sayOrder(store, 'sequence');
    selectFirst(store, 40);
    expect(order(store)).toBe('sequence');
    const linked = labOf(60, 12).store;
    linked.setState(({ settings }) => ({
      settings: { ...settings, forget: 'class', forgetClass: 0, forgetLimit: null },
    }));
    selectAddressed(linked);
    expect([linked.getState().selected.size, order(linked)]).toEqual([55, 'sequence']);
  });
});
