/** Selecting samples in the grid. Removed samples cannot be selected. */

import { say } from '../../words/say';
import { hasBit, type SampleIndex } from '../../worker/protocol';
import { notify } from '../jobs/notices';
import { refreshPreview } from '../removal/preview';
import { fitOrder } from '../removal/removalOrder';
import type { LabStore, State } from '../store';
import { visibleSamples } from './filterSamples';

function isRemoved(state: State, sample: SampleIndex): boolean {
  return state.lab !== null && hasBit(state.lab.removed, sample);
}

/** Selects; not while a run of removals goes on, whose samples are those that are selected. */
function select(store: LabStore, change: (state: State) => Partial<State>): void {
  const { job } = store.getState();
  if (job?.kind === 'removal' && job.samples.length > 1) return;
  store.setState((state) => {
    const changed = change(state);
    const order = changed.selected ? fitOrder(state, changed.selected.size) : {};
    return { ...order, ...changed, drawnBy: null };
  });
  void refreshPreview(store);
}

const nothing: ReadonlySet<SampleIndex> = new Set();

/** The sample alone, or nothing where it is gone. */
const alone = (state: State, sample: SampleIndex) => (isRemoved(state, sample) ? nothing : new Set([sample]));

/** Selects this sample alone; when it is the only one selected, selects none. */
export function selectOnly(store: LabStore, sample: SampleIndex): void {
  select(store, (state) => {
    const { selected } = state;
    const again = selected.size === 1 && selected.has(sample);
    return { focused: sample, anchor: sample, selected: again ? nothing : alone(state, sample) };
  });
}

/** Adds the sample to the selection, or takes it out. */
export function toggleSample(store: LabStore, sample: SampleIndex): void {
  select(store, (state) => {
    const focus = { focused: sample, anchor: sample };
    if (isRemoved(state, sample)) return focus;
    const selected = new Set(state.selected);
    if (!selected.delete(sample)) selected.add(sample);
    return { ...focus, selected };
  });
}

/** Selects what is shown from the last clicked sample to this one. */
export function selectRange(store: LabStore, sample: SampleIndex): void {
  select(store, (state) => {
    const visible = visibleSamples(state);
    const ends = [visible.indexOf(state.anchor), visible.indexOf(sample)].sort((a, b) => a - b);
    const [from, to] = ends as [number, number];
    if (from < 0) return { focused: sample, anchor: sample, selected: alone(state, sample) };
    const range = visible.slice(from, to + 1).filter((other) => !isRemoved(state, other));
    return { focused: sample, selected: new Set(range) };
  });
}

/** Moves the keyboard's focus without selecting. */
export function focusSample(store: LabStore, sample: SampleIndex): void {
  store.setState({ focused: sample });
}

/** Selects samples, those that are gone left out. @param how in place of what is selected, beside it, or out of it */
export function selectMany(
  store: LabStore,
  samples: readonly SampleIndex[],
  how: 'only' | 'add' | 'drop' = 'only',
): void {
  select(store, (state) => {
    const selected = new Set(how === 'only' ? nothing : state.selected);
    for (const sample of samples) {
      if (how === 'drop') selected.delete(sample);
      else if (!isRemoved(state, sample)) selected.add(sample);
    }
    const [first] = samples;
    return first === undefined ? { selected } : { focused: first, anchor: first, selected };
  });
}

/** Moves the keyboard's focus to a sample, and the grid to where it is; where a filter hides it, the page says so. */
export function seekSample(store: LabStore, sample: SampleIndex): void {
  store.setState(({ sought }) => ({
    focused: sample,
    anchor: sample,
    sought: { sample, turn: sought.turn + 1 },
  }));
  if (visibleSamples(store.getState()).includes(sample)) return;
  notify(store, 'information', say('page.samples.filter.isHidden', { sample }));
}

/** Selects nothing. */
export function clearSelection(store: LabStore): void {
  select(store, () => ({ selected: nothing }));
}

/** Selects the first samples of the grid's order that are left. */
export function selectFirst(store: LabStore, count: number): void {
  select(store, (state) => {
    const first = visibleSamples(state)
      .filter((sample) => !isRemoved(state, sample))
      .slice(0, count);
    return first.length === 0 ? {} : { focused: first[0]!, anchor: first[0]!, selected: new Set(first) };
  });
}

/** Shows the texts with a word that begins so; of an empty one all. */
export function searchWord(store: LabStore, word: string): void {
  store.setState({ word });
}
