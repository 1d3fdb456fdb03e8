/** What to forget, described instead of clicked: a class, a random draw, a list of indices. */

import { SaidError } from '../../words/saidError';
import { say } from '../../words/say';
import {
  type ForgetSpec,
  listBits,
  listForgetSet,
  type Planted,
  type SampleIndex,
} from '../../worker/protocol';
import { notify, sentenceOf } from '../jobs/notices';
import { refreshPreview } from '../removal/preview';
import { fitOrder } from '../removal/removalOrder';
import { bad, good, type Parsed } from '../settings/parsed';
import type { ForgetKind, SettingName, Settings } from '../settings/settings';
import type { LabStore, State } from '../store';
import { listIndices, readRanges } from './indexRanges';

/** The settings that each description reads. */
const forgetSettings: Readonly<Record<ForgetKind, readonly SettingName[]>> = {
  clicks: [],
  class: ['forgetClass', 'forgetLimit'],
  random: ['forgetCount', 'forgetFrom', 'drawSeed'],
  list: ['forgetList'],
  planted: [],
};

/** The description that the settings make, for so many training samples, some of them planted. */
export function forgetSpec(
  settings: Settings,
  count: number,
  planted?: Planted | undefined,
): Parsed<ForgetSpec> {
  switch (settings.forget) {
    case 'clicks':
      return good({ kind: 'list', samples: [] });
    case 'class':
      return good({ kind: 'class', label: settings.forgetClass ?? 0, limit: settings.forgetLimit });
    case 'random':
      return good({
        kind: 'random',
        count: settings.forgetCount,
        seed: settings.drawSeed,
        ...(settings.forgetFrom === null ? {} : { label: settings.forgetFrom }),
      });
    case 'list': {
      const ranges = readRanges(settings.forgetList);
      if (!ranges.ok) return ranges;
      if (ranges.value.length === 0) return bad(say('page.samples.forget.emptyList'));
      const samples = listIndices(ranges.value, count);
      return samples.ok ? good({ kind: 'list', samples: samples.value }) : samples;
    }
    case 'planted':
      return planted
        ? good({ kind: 'list', samples: [...planted.samples] })
        : bad(say('page.samples.forget.nothingPlanted'));
    default:
      return settings.forget satisfies never;
  }
}

/** The samples that the description names now, or a sentence that says why there are none. */
export function describedSamples({
  lab,
  images,
  settings,
  drafts,
}: Pick<State, 'lab' | 'images' | 'settings' | 'drafts'>): Parsed<SampleIndex[]> {
  if (lab === null || images === null) return bad(say('lab.notOpen'));
  const wrong = forgetSettings[settings.forget].find((name) => drafts[name] !== undefined);
  if (wrong !== undefined) return bad(drafts[wrong]!.complaint);
  const spec = forgetSpec(settings, images.labels.length, images.planted);
  if (!spec.ok) return spec;
  try {
    const samples = listForgetSet(images.labels, listBits(lab.removed), spec.value, images.labelSets);
    return samples.length > 0 ? good(samples) : bad(say('page.samples.forget.allRemoved'));
  } catch (error) {
    if (!(error instanceof SaidError)) throw error;
    return bad(sentenceOf(error));
  }
}

/** Selects the samples that the address describes; where there are none, the page says why. */
export function selectAddressed(store: LabStore): void {
  const { settings } = store.getState();
  if (settings.forget === 'clicks' || (settings.forget === 'list' && settings.forgetList === '')) return;
  const found = describedSamples(store.getState());
  // A link says how they go: by leaving it out too.
  store.setState({ orderIsSaid: true });
  if (found.ok) selectDescribed(store);
  else notify(store, 'information', say('page.address.nothingSelected', { complaint: found.complaint }));
}

/** Selects the samples that the description names. */
export function selectDescribed(store: LabStore): void {
  const found = describedSamples(store.getState());
  if (!found.ok || store.getState().job?.kind === 'removal') return;
  const [first] = found.value;
  const { forget, drawSeed } = store.getState().settings;
  store.setState((state) => ({
    ...fitOrder(state, found.value.length),
    selected: new Set(found.value),
    drawnBy: forget === 'random' ? drawSeed : null,
    focused: first!,
    anchor: first!,
  }));
  void refreshPreview(store);
}
