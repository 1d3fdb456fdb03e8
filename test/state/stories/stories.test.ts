import { expect, test } from 'vitest';
import type { LabState } from '../../../src/state/contract';
import { comebackVerdict, effects } from '../../../src/state/stories/acts';
import { stories } from '../../../src/state/stories/stories';
import { formulaNames, type Story } from '../../../src/state/stories/story';
import { actStory, beginStory, leaveStory, moveStory } from '../../../src/state/stories/tell';
import formulas from '../../../src/view/stories/storyFormulas.math.json';
import { en } from '../../../src/words/en';
import type { RemovalReport } from '../../../src/worker/protocol';
import { trainedLab } from '../standInLabState';
import { standInLab } from '../standInWorker';

/** Numbers that are asked for by name, as the words get them. */
const notes = new Proxy({ verdict: 'sooner' } as Record<string, string>, {
  get: (known, name) => known[String(name)] ?? `<${String(name)}>`,
});

test.each(Object.entries(stories))(
  'the story %s has words for all that its steps do, and no more',
  (id, told) => {
    const { title, about, ...words } = en.page.stories.each[id as keyof typeof stories];
    expect([title, about].every((text) => text.length > 0)).toBe(true);
    const { steps }: Story = told;
    expect(Object.keys(words).toSorted()).toEqual(steps.map((step) => step.id).toSorted());
    for (const step of steps) {
      const parts = (words as Record<string, Record<string, unknown>>)[step.id]!;
      const wanted = [
        'sentence',
        'text',
        ...(step.act ? ['act', 'done'] : []),
        ...(step.right ? ['ask', 'a', 'b', 'c', 'why'] : []),
      ];
      expect(Object.keys(parts).toSorted(), step.id).toEqual(wanted.toSorted());
      for (const part of Object.values(parts)) {
        expect(typeof part === 'function' ? part(notes) : part).toMatch(/[.?:…)]$|^[A-Z].*\w$/);
      }
      expect(step.right?.({}) ?? 'a').toMatch(/^[abc]$/);
    }
  },
);

test('every formula of a story is there, and there is none without a story', () => {
  const told = Object.values(stories).flatMap(({ steps }: Story) => steps.map(({ formula }) => formula));
  expect(Object.keys(formulas).toSorted()).toEqual([...new Set(told)].toSorted());
  expect([...formulaNames].toSorted()).toEqual(Object.keys(formulas).toSorted());
});

test.each([
  [0.1, 1.7, 'sooner', 'brought it back sooner'],
  [0.1, null, 'sooner', 'brought it back sooner'],
  [1.7, 0.1, 'asNever', 'no sooner'],
  [0.5, 0.5, 'asNever', 'no sooner'],
  [null, 0.5, 'asNever', 'no sooner'],
  [null, null, 'nothing', 'Nothing came back'],
] as const)(
  'what comes back after %s epochs, and in the network that never saw it after %s, is told as %s',
  (own, other, verdict, told) => {
    const of = (epochs: number | null) => ({ epochs, lossBefore: 3, lossLowest: 2 });
    expect(comebackVerdict({ unlearned: of(own), retrained: of(other) })).toBe(verdict);
    expect(en.page.stories.each.comesBack.end.text({ verdict })).toContain(told);
  },
);

test.each([
  [0.83, 0.84, 'does not', false],
  [0.83, 0.82, 'does not', true],
  [0.83, 0.83, 'changes nothing', true],
] as const)(
  'held-out accuracy that goes from %s to %s by training again is told as help or none',
  (before, after, words, isSaid) => {
    const of = (validationAccuracy: number) => ({ validationAccuracy });
    const report = { before: of(before), after: of(after), samples: [], accepted: true };
    const told = en.page.stories.each.mislabelled.end.text(
      effects(report as unknown as RemovalReport, 'retraining'),
    );
    expect(told.includes(words)).toBe(isSaid);
  },
);

test('a loss that falls lower than where it never was, and not the whole way, came back in part', () => {
  const of = (lossLowest: number) => ({ epochs: null, lossBefore: 3, lossLowest });
  expect(comebackVerdict({ unlearned: of(1), retrained: of(2) })).toBe('partly');
  expect(comebackVerdict({ unlearned: of(2), retrained: of(1) })).toBe('nothing');
});

test('the grid shows after a story what it showed before, and what it showed there when one comes back', async () => {
  const store = standInLab({});
  const { dataset, model } = stories.backDoor;
  const trained = trainedLab();
  store.setState(({ settings }) => ({
    lab: {
      ...trained,
      dataset: { ...trained.dataset, id: dataset },
      model: { ...trained.model, id: model },
      metrics: { validationAccuracy: 0.8 },
    } as LabState,
    settings: { ...settings, class: 1, predicted: 7, order: 'loss' },
  }));
  const shown = () => {
    const { class: only, predicted, planted, order } = store.getState().settings;
    return { only, predicted, planted, order };
  };
  const before = { only: 1, predicted: null, planted: false, order: 'loss' };
  beginStory(store, 'backDoor', 'start');
  await actStory(store);
  expect(store.getState().story?.done).toBe(true);
  expect(shown()).toMatchObject({ planted: true });
  moveStory(store, 1);
  leaveStory(store);
  // The class 7 that was asked for is none of the two that are open now.
  expect(shown()).toEqual(before);
  beginStory(store, 'backDoor', 'left');
  expect(shown()).toMatchObject({ planted: true });
  leaveStory(store);
  expect(shown()).toEqual(before);
});
