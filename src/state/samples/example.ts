/**
 * A removal that is worth a look. Nothing is known beforehand; the model as it is now is measured: the effect e of removing each sample on its own loss l (its influence on
 * itself, math/removal/lastLayerInfluence.ts). What one sees is a probability, and p = exp(-l), so to first order
 *
 *   change of p = -p e        the example is the sample with the largest p e
 *
 * Samples that have several labels have no such influence: the square of their gradient norm stands for it, as if the curvature were the same in all directions.
 */

import { say } from '../../words/say';
import { hasBit, type SampleIndex } from '../../worker/protocol';
import { runJob } from '../jobs/job';
import { unlearnSelected } from '../removal/unlearn';
import { whyNotUnlearn } from '../removal/whyNotUnlearn';
import type { LabStore } from '../store';
import { seekSample } from './selectSamples';

/** The sample of which the largest change of its probability is expected, among those that are left; null: none is left. */
export function mostTelling(
  effects: Float32Array,
  losses: Float32Array,
  removed: Uint8Array,
): SampleIndex | null {
  let most: SampleIndex | null = null;
  let largest = 0;
  for (const [sample, effect] of effects.entries()) {
    if (hasBit(removed, sample)) continue;
    const change = Math.exp(-losses[sample]!) * effect;
    if (change > largest) {
      most = sample;
      largest = change;
    }
  }
  return most;
}

/** Looks for the example; null where it was cancelled, the model is not trained, or nothing is left. */
export async function findExample(store: LabStore): Promise<SampleIndex | null> {
  const { lab, settings, images } = store.getState();
  if (lab === null || lab.model.training === null) return null;
  let found: SampleIndex | null = null;
  const hasSets = images?.labelSets !== undefined;
  const score = hasSets ? 'gradientNorm' : 'effect';
  const question = { kind: 'sampleScores', score, damping: settings.damping } as const;
  const done = await runJob(
    store,
    { kind: 'sensitivity', what: say('page.samples.example.looking') },
    async (remote) => {
      const scores = await remote.look({ state: lab.history.current }, question);
      const effects = hasSets ? scores.map((norm) => norm ** 2) : scores;
      found = lab.scores && mostTelling(effects, lab.scores.losses, lab.removed);
    },
    () => say('page.samples.example.cancelled'),
  );
  return done ? found : null;
}

/** Looks for the example, selects it, and removes it. */
export async function showExample(store: LabStore): Promise<void> {
  const found = await findExample(store);
  if (found === null) return;
  seekSample(store, found);
  store.setState({ selected: new Set([found]), drawnBy: null });
  if (whyNotUnlearn(store.getState()) === null) await unlearnSelected(store);
}
