/** The session as a whole: files of it, a check by replay, and a new beginning. */

import type { ChosenFile, ReplayResult, SessionFormat } from '../../worker/protocol';
import { adopt, adoptData, runJob } from '../jobs/job';
import { notify } from '../jobs/notices';
import { followLab } from '../setup/chooseData';
import type { LabStore } from '../store';
import { giveFile } from './giveFile';

const formatNames: Readonly<Record<SessionFormat, string>> = {
  json: 'the session',
  csv: 'the table of removals',
  weights: 'the weights',
};

/** Gives the session to the person as a file. */
export async function exportSession(store: LabStore, format: SessionFormat): Promise<void> {
  await runJob(store, { kind: 'session', what: `Packing ${formatNames[format]}` }, async (lab) =>
    giveFile(await lab.exportSession(format)),
  );
}

/** Opens a session that was exported as JSON. */
export async function importSession(store: LabStore, files: readonly ChosenFile[]): Promise<void> {
  if (files.length === 0) return;
  const done = await runJob(
    store,
    { kind: 'loading', what: `Opening ${files[0]!.path}`, fraction: 0 },
    async (lab) => {
      await adoptData(store, lab, await lab.importSession([...files]));
      const { count } = store.getState().lab!.history;
      notify(store, 'information', `Opened a session of ${count} ${count === 1 ? 'removal' : 'removals'}.`);
    },
    () => 'Cancelled: the session is as it was.',
  );
  if (done) followLab(store, store.getState().settings.images);
}

/** Makes the removals that lead to the present state again, and compares the weights. */
export async function replay(store: LabStore): Promise<void> {
  await runJob(
    store,
    { kind: 'replay', fraction: 0 },
    async (lab) => {
      const result = await lab.replay();
      store.setState({ replayed: { digest: store.getState().lab!.digest, result } });
    },
    () => 'Cancelled: nothing was checked, and the session is as it was.',
  );
}

/** What a replay found, as a sentence. */
export function replaySentence({ checked, different, sentence }: ReplayResult): string {
  if (checked === 0) return 'There is no removal to check in this state.';
  const removals = checked === 1 ? 'The removal' : `All ${checked} removals`;
  if (different.length === 0) return `${removals} made again: the weights are the same, bit for bit.`;
  const which = different.length === 1 ? `removal ${different[0]}` : `removals ${different.join(', ')}`;
  return `Made again, ${which} of ${checked} gave other weights or another report.${sentence === null ? '' : ` ${sentence}`}`;
}

/** Forgets all removals, the saved ones too: the original model is back on the bench. */
export async function discardSession(store: LabStore): Promise<void> {
  await runJob(store, { kind: 'session', what: 'Starting anew' }, async (lab) =>
    adopt(store, lab, await lab.discardSession(), { shown: null, replayed: null }),
  );
}
