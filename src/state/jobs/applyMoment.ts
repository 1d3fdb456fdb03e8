/** The page takes over what the worker says. */

import { say, sayMessage } from '../../words/say';
import { hasBit, type Moment, type SampleIndex } from '../../worker/protocol';
import { refreshEnsemble } from '../ensemble/refreshEnsemble';
import type { LabState } from '../labState';
import type { LabStore, State } from '../store';
import { noReversal } from '../training/reversalChoice';
import type { RemoteLab } from './connection';
import { notify, sentenceOf } from './notices';
import { type Known, pull } from './pull';

/** What changes on the page along with the lab. */
export type Alongside = Partial<State> | ((lab: LabState, state: State) => Partial<State>);

/**
 * Takes over the lab as it is now, the new removals too; samples that are gone leave the selection. What newly keeps them from being saved is told. A
 * moment that another one overtook changes nothing.
 * @param known what need not be fetched
 */
export async function applyMoment(
  store: LabStore,
  remote: RemoteLab,
  moment: Moment,
  more: Alongside = {},
  known: Known = store.getState(),
): Promise<void> {
  const shown = typeof more === 'function' ? null : more.shown;
  const { noImages, ...pulled } = await pull(remote, moment, known, shown);
  const { lab: before } = store.getState();
  if (known.lab !== null && before !== null && moment.number < before.number) return;
  const { lab } = pulled;
  store.setState((state) => ({
    ...pulled,
    selected: stillThere(state.selected, lab),
    ...(typeof more === 'function' ? more(lab, state) : more),
  }));
  tellProblem(store, lab, before);
  void refreshEnsemble(store, remote);
  if (noImages !== null) notify(store, 'error', say('page.jobs.noImages', { reason: sentenceOf(noImages) }));
}

/** Takes over a lab with other data or another model: nothing is selected, and what came back is told. */
export async function applyData(store: LabStore, remote: RemoteLab, moment: Moment): Promise<void> {
  await applyMoment(store, remote, moment, ({ dataset }, { settings }) => {
    const classes = dataset.classNames.length;
    return {
      first: null,
      selected: new Set(),
      focused: 0,
      anchor: 0,
      shown: null,
      trainingEdits: {},
      reversal: noReversal,
      curve: null,
      settings: {
        ...settings,
        class: settings.class !== null && settings.class < classes ? settings.class : null,
        forgetClass: (settings.forgetClass ?? 0) < classes ? settings.forgetClass : 0,
      },
    };
  });
  tellRestored(store, moment);
}

/** The selected samples that are not gone: the very same set where none is. */
function stillThere(selected: ReadonlySet<SampleIndex>, lab: LabState): ReadonlySet<SampleIndex> {
  const isThere = (sample: SampleIndex) => sample < lab.dataset.trainingCount && !hasBit(lab.removed, sample);
  const samples = [...selected].filter(isThere);
  return samples.length === selected.size ? selected : new Set(samples);
}

/** Says what newly keeps the session from being saved. */
function tellProblem(store: LabStore, { autosave }: LabState, before: LabState | null): void {
  if (autosave.problem === null) return;
  const problem = sayMessage(autosave.problem);
  const known = before?.autosave.problem ?? null;
  if (known !== null && sayMessage(known) === problem) return;
  notify(store, 'warning', say('page.history.notSaved', { problem }));
}

/** Says what became of the work of the last visit. */
export function tellRestored(store: LabStore, { restored }: Pick<Moment, 'restored'>): void {
  if (restored.length > 0) notify(store, 'information', restored.map(sayMessage).join(' '));
}
