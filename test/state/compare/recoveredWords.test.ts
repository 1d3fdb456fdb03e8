import { expect, test } from 'vitest';
import {
  recoveredBar,
  recoveredSentence,
  seedsSentence,
  yardstickSentence,
} from '../../../src/state/compare/recoveredWords';
import type { Metrics, Recovered } from '../../../src/worker/protocol';

const recovered = (share: number | null) =>
  ({ loss: { made: 1, retrained: 0.5, floor: 0.4, share } }) as Recovered;

test.each([
  [0.32, 'Unlearning made 32 % of the change that retraining makes to the loss of what was removed.'],
  [1, 'Unlearning made 100 % of the change'],
  [2.97, 'Unlearning went further than retraining: it made 297 % of the change'],
  [-0.5, 'Unlearning went the other way: it made -50 % of the change'],
  [
    null,
    'What was recovered is not defined. Retraining changes the loss of what was removed by \\+0.5, which is less than twice the floor of 0.4',
  ],
])('a share of %s in a sentence', (share, sentence) => {
  expect(recoveredSentence({ recovered: recovered(share) })).toMatch(
    new RegExp(sentence.replaceAll(' %', '\\s?%').replaceAll('-50', '[-−]50')),
  );
});

test('there is no sentence where nothing was removed', () => {
  expect(recoveredSentence({ recovered: null })).toBeNull();
});

test('the bar has the three losses between the least and the most', () => {
  const of = (forgetLoss: number | null) => ({ forgetLoss }) as Metrics;
  const bar = (original: Metrics | null, unlearned: Metrics, retrained: Metrics) =>
    recoveredBar({ original, unlearned, retrained })?.map(({ model, at }) => [model, at]);
  expect(bar(of(1), of(1.5), of(3))).toEqual([
    ['original', 0],
    ['unlearned', 0.25],
    ['retrained', 1],
  ]);
  expect(bar(of(1), of(5), of(3))).toEqual([
    ['original', 0],
    ['unlearned', 1],
    ['retrained', 0.5],
  ]);
  expect(bar(of(1), of(1), of(1))!.map(([, at]) => at)).toEqual([0, 0, 0]);
  expect(bar(null, of(1), of(1))).toBeUndefined();
  expect(bar(of(1), of(null), of(1))).toBeUndefined();
});

test('other seeds give a mean and its interval, of those where a share is defined', () => {
  const of = (loss: number | null) => ({ seed: 1, loss, margin: null });
  expect(seedsSentence({ seeds: [] })).toBeNull();
  expect(seedsSentence({ seeds: [of(0.5), of(null)] })).toBe(
    'Of 2 other seeds fewer than two have a share that is defined: there is no interval.',
  );
  // t of 1 degree is 12.706, s is 0.1 sqrt(2), n is 2: 12.706 * 0.1 = 1.27.
  expect(
    seedsSentence({ seeds: [of(0.4), of(null), of(0.6)] })
      ?.replaceAll(/\u00a0|\s%/g, '%')
      .replaceAll('%%', '%'),
  ).toMatch(
    /^Over 2 of 3 other seeds the share of the loss’s change is 50\s?% on average, with the 95\s?% interval from [-−]77\s?% to 177\s?%\.$/,
  );
});

test('speaks of batch normalisation only where the model has it', () => {
  const coupled = { order: 'coupled', retrainingSeed: null } as const;
  expect(yardstickSentence(coupled, false)).not.toContain('batch normalisation');
  expect(yardstickSentence(coupled, true)).toContain('batch normalisation');
  expect(yardstickSentence({ order: 'independent', retrainingSeed: null }, true)).not.toContain('batch norm');
});
