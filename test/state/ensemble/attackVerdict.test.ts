import { expect, it } from 'vitest';
import { type AttackVerdict, attackVerdict } from '../../../src/state/ensemble/attackVerdict';

const curve = (low: number, high: number) => ({ auc: { value: (low + high) / 2, low, high } });
const unknown = { auc: null };

it.each<
  [AttackVerdict, typeof unknown | ReturnType<typeof curve>, typeof unknown | ReturnType<typeof curve>]
>([
  ['guessing', curve(0.7, 0.9), curve(0.4, 0.6)],
  // Sample 3 of the digits: never memorised, so nothing could be told before any removal either.
  ['blind', curve(0.217, 0.825), curve(0.254, 0.802)],
  ['blind', unknown, curve(0.4, 0.6)],
  ['tells', curve(0.7, 0.9), curve(0.6, 0.8)],
  ['tells', curve(0.4, 0.6), curve(0.6, 0.8)],
  ['below', curve(0.7, 0.9), curve(0.2, 0.4)],
  ['none', curve(0.7, 0.9), unknown],
])('says %s', (verdict, untouched, unlearned) => {
  expect(attackVerdict({ untouched, unlearned })).toBe(verdict);
});
