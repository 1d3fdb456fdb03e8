/** The session as a whole: files of it, a check by replay, and a new beginning. */

import { say, sayMessage } from '../../words/say';
import type { ChosenFile, ReplayResult } from '../../worker/protocol';
import { applyData, applyMoment, tellRestored } from '../jobs/applyMoment';
import { runJob } from '../jobs/job';
import { notify } from '../jobs/notices';
import { followLab } from '../setup/chooseData';
import { kindOfFiles } from '../setup/kindOfFiles';
import { openRecipeFile } from '../share/followRecipe';
import type { LabStore } from '../store';
import { mayLeaveHistory } from './leaveHistory';

/** Opens a session that was exported as JSON, or a recipe; where it takes the place of another one that cannot be kept, after a question. */
export async function importSession(store: LabStore, files: readonly ChosenFile[]): Promise<void> {
  if (files.length === 0) return;
  if (files.length === 1 && (await kindOfFiles(files)) === 'recipe') return openRecipe(store, files[0]!);
  if (!(await mayLeaveHistory(store, 'session'))) return;
  const done = await runJob(
    store,
    { kind: 'loading', what: say('page.jobs.opening', { name: files[0]!.path }) },
    async (lab) => {
      await applyData(store, lab, await lab.importSession([...files]));
      const { count } = store.getState().lab!.history;
      notify(store, 'information', say('page.history.import.opened', { count }));
    },
    () => say('page.history.import.cancelled'),
  );
  if (done) followLab(store, store.getState().settings.images);
}

/** Opens a recipe's file: its removals are made again. */
export async function openRecipe(store: LabStore, file: ChosenFile): Promise<void> {
  if (!(await mayLeaveHistory(store, 'session'))) return;
  await openRecipeFile(store, file);
  followLab(store, store.getState().settings.images);
}

/** Makes the removals that lead to the present state again, and compares the weights. */
export async function replay(store: LabStore): Promise<void> {
  await runJob(
    store,
    { kind: 'replay', what: say('page.jobs.does.replay') },
    async (lab) => {
      const result = await lab.replay();
      store.setState({ replayed: { digest: store.getState().lab!.digest, result } });
    },
    () => say('page.history.replay.cancelled'),
  );
}

/** What a replay found, as a sentence. */
export function replaySentence({ checked, different, sentence }: ReplayResult): string {
  if (checked === 0) return say('page.history.replay.nothingToCheck');
  if (different.length === 0) return say('page.history.replay.same', { count: checked });
  const result = say('page.history.replay.different', { which: different, of: checked });
  return sentence === null
    ? result
    : say('page.history.replay.withReason', { result, reason: sayMessage(sentence) });
}

/** Forgets all removals, the saved ones too: the original model is open again. */
export async function discardSession(store: LabStore): Promise<void> {
  const wasAside = store.getState().lab?.autosave.problem?.code === 'lab.saving.aside';
  const done = await runJob(
    store,
    { kind: 'session', what: say('page.history.anew.starting') },
    async (lab) => {
      const moment = await lab.discardSession();
      await applyMoment(store, lab, moment, { shown: null, replayed: null });
      tellRestored(store, moment);
    },
    () => say('page.history.import.cancelled'),
  );
  // What was set aside is gone: from here on the work is saved, and is to come back.
  if (done && wasAside) store.work.jobs.withoutLastVisit = false;
}
