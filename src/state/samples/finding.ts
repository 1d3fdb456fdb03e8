/**
 * How well an order finds what the lab planted. Of the first k samples of the order, h are planted; P were planted in all:
 *
 *   precision = h / k        recall = h / P
 */

import type { SampleIndex } from '../../worker/protocol';
import type { State } from '../store';
import { plantedOf, visibleSamples } from './filterSamples';

export interface Finding {
  /** Samples looked at: the first of the order. */
  readonly looked: number;
  readonly found: number;
  readonly planted: number;
  readonly precision: number;
  readonly recall: number;
}

/**
 * What the first samples of an order find; null where nothing is looked at, or nothing planted.
 * @param first how many are looked at; of a shorter order all
 */
export function findPlanted(
  order: readonly SampleIndex[],
  planted: ReadonlySet<SampleIndex>,
  first: number,
): Finding | null {
  const looked = Math.min(order.length, first);
  if (looked < 1 || planted.size === 0) return null;
  let found = 0;
  for (let place = 0; place < looked; place++) if (planted.has(order[place]!)) found += 1;
  return { looked, found, planted: planted.size, precision: found / looked, recall: found / planted.size };
}

let last: { readonly order: readonly SampleIndex[]; readonly finding: Finding | null } | null = null;

/** What the grid's order finds of what was planted, among as many samples as were planted; null where nothing is planted, nothing is shown, or only that. */
export function finding(state: State): Finding | null {
  const planted = state.images && plantedOf(state.images);
  const order = visibleSamples(state);
  if (!planted || order.length === 0 || state.settings.planted) return null;
  if (last?.order !== order) last = { order, finding: findPlanted(order, planted, planted.size) };
  return last.finding;
}
