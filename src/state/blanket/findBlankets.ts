/** The Markov blanket demo: every method on every data set, in the worker. */

import { say } from '../../words/say';
import type { BlanketRequest } from '../../worker/protocol';
import { runJob } from '../jobs/job';
import type { Settings } from '../settings/settings';
import type { LabStore, State } from '../store';

const blanketSettings = ['blanketSamples', 'blanketRepeats', 'blanketSeed'] as const;

/** The request that these settings ask for. */
export function blanketRequest(settings: Settings): BlanketRequest {
  const { blanketSamples: samples, blanketRepeats: repeats, blanketSeed: seed } = settings;
  return { samples, repeats, seed };
}

/** Why the demo cannot run now, in a sentence, or null. It needs no model, only an open lab. */
export function whyNotFindBlankets({ lab, drafts }: State): string | null {
  if (lab === null) return say('lab.notOpen');
  const wrong = blanketSettings.find((name) => drafts[name] !== undefined);
  return wrong === undefined ? null : drafts[wrong]!.complaint;
}

/** Draws the data sets and looks for the blanket in each; a cancelled run leaves the last results on the page. */
export async function findBlankets(store: LabStore): Promise<void> {
  const state = store.getState();
  if (whyNotFindBlankets(state) !== null) return;
  const request = blanketRequest(state.settings);
  await runJob(
    store,
    { kind: 'blankets', what: say('page.jobs.does.blankets') },
    async (lab) => {
      const runs = await lab.findBlankets(request);
      store.setState({ blankets: { request, runs } });
    },
    () => say('page.blanket.cancelled'),
  );
}
