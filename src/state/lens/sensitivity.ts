/**
 * Which pixels matter (Remark 2): xi(pixel, loss) over the perturbed copies of one sample, under the current model. Computed when
 * asked, and kept until the sample, the settings or the weights change.
 */

import { dataName, modelName } from '../../words/names';
import { say } from '../../words/say';
import type { SampleIndex } from '../../worker/protocol';
import { shownSummary } from '../history/shownState';
import { runJob } from '../jobs/job';
import type { LabState } from '../labState';
import { removalRequest, type Settings } from '../settings/settings';
import type { LabStore, State } from '../store';
import type { Sensitivity, SensitivityKey } from './pixelMap';

/** The settings that a map depends on. */
const mapSettings = ['perturbations', 'perturbationDeviation', 'seed'] as const;

/** The key of a sample's map under these settings and the lab's current weights. */
export function sensitivityKey(lab: LabState, settings: Settings, sample: SampleIndex): SensitivityKey {
  const { perturbations, perturbationDeviation, seed } = settings;
  return {
    sample,
    perturbations,
    perturbationDeviation,
    seed,
    dataset: lab.dataset.id,
    digest: lab.digest,
  };
}

const keyNames = ['sample', 'dataset', 'digest', ...mapSettings] as const satisfies (keyof SensitivityKey)[];

/** The map that was computed for just this sample, these settings and these weights, or null. */
export function knownSensitivity(state: State, sample: SampleIndex): Sensitivity | null {
  const { lab, settings, sensitivity } = state;
  if (lab === null || sensitivity === null) return null;
  const wanted = sensitivityKey(lab, settings, sample);
  return keyNames.every((name) => sensitivity.key[name] === wanted[name]) ? sensitivity : null;
}

/** The map on show: the one last asked for, as long as it holds and its sample is selected or its removal is shown. */
export function shownSensitivity(state: State): Sensitivity | null {
  const { mapped, selected } = state;
  if (mapped === null) return null;
  const isRemoved = shownSummary(state)?.samples.includes(mapped);
  return selected.has(mapped) || isRemoved ? knownSensitivity(state, mapped) : null;
}

/** Why pixels cannot be measured now, in a sentence, or null. A job that runs is no reason: it ends. */
export function whyNotMeasure({ lab, drafts }: State): string | null {
  if (lab === null) return say('lab.notOpen');
  if (lab.model.training === null)
    return say('page.jobs.trainFirst', { model: modelName(lab.model), data: dataName(lab.dataset) });
  const wrong = mapSettings.find((name) => drafts[name] !== undefined);
  return wrong === undefined ? null : drafts[wrong]!.complaint;
}

/** Shows the sample's map, computing it unless it is known; takes it away where it is on show. */
export async function toggleSensitivity(store: LabStore, sample: SampleIndex): Promise<void> {
  const state = store.getState();
  if (shownSensitivity(state)?.key.sample === sample) store.setState({ mapped: null });
  else if (knownSensitivity(state, sample) !== null) store.setState({ mapped: sample });
  else await measure(store, state, sample);
}

/** Takes the map on show away; it stays known. */
export function hideSensitivity(store: LabStore): void {
  store.setState({ mapped: null });
}

async function measure(store: LabStore, state: State, sample: SampleIndex): Promise<void> {
  if (state.lab === null || whyNotMeasure(state) !== null) return;
  const key = sensitivityKey(state.lab, state.settings, sample);
  const request = removalRequest(state.settings, [sample]);
  await runJob(
    store,
    {
      kind: 'sensitivity',
      what: say(state.images?.texts ? 'page.jobs.does.words' : 'page.jobs.does.pixels'),
    },
    async (lab) => {
      const current = { state: store.getState().lab?.history.current ?? 0 };
      const values = await lab.look(current, { kind: 'sensitivity', request });
      const words = store.getState().images?.texts ? { words: await lab.wordPlaces(sample) } : {};
      store.setState({ sensitivity: { key, values, ...words }, mapped: sample });
    },
    () => say('page.lens.cancelled'),
  );
}
