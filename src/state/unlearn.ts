/** Removing the selected samples, and taking a removal back. */

import type { RemovalRequest } from '../worker/protocol';
import type { RemoteLab } from './connection';
import { adopt, runJob } from './job';
import { notify } from './notices';
import { cancelledSentence, damageSentence, damageWarning, whyNotUnlearn } from './selectors';
import { removalRequest } from './settings';
import { store } from './store';
import { showTab } from './tabs';

/**
 * Removes the selected samples one after the other, in the order of selection, all under the settings of now. A cancel undoes
 * the removal that runs and keeps those that are finished; a removal that damages the model is the last one.
 */
export async function unlearnSelected(): Promise<void> {
  const { selected: samples, settings } = store.getState();
  if (samples.length === 0 || whyNotUnlearn(store.getState()) !== null) return;
  const requests = samples.map((sample) => removalRequest(settings, sample));
  let finished = 0;
  if (store.getState().job === null) showTab('removal');
  await runJob(
    { kind: 'removal', samples, position: 0, phase: 'perturb', fraction: 0 },
    async (lab) => {
      for (const [position, request] of requests.entries()) {
        if (store.getState().cancelling) break;
        store.setState({ job: { kind: 'removal', samples, position, phase: 'perturb', fraction: 0 } });
        const damage = await removeOne(lab, request);
        finished += 1;
        if (damage !== null) {
          notify('error', damageSentence(damage, samples.length - finished));
          return;
        }
      }
      if (finished < samples.length) notify('information', cancelledSentence(finished, samples.length));
    },
    () => cancelledSentence(finished, samples.length),
  );
}

/** Removes one sample; what to say of the damage that this did, or null. */
async function removeOne(lab: RemoteLab, request: RemovalRequest): Promise<string | null> {
  const after = await lab.unlearn(request);
  adopt(after, { shown: null });
  return damageWarning(after.reports.at(-1)!);
}

/** Takes the last removal back: the weights return bit for bit. */
export async function undo(): Promise<void> {
  if (!store.getState().lab?.reports.length) return;
  await runJob({ kind: 'undo' }, async (lab) => adopt(await lab.undo(), { shown: null }));
}

/** Shows the report of a removal in the history. */
export function showReport(number: number): void {
  store.setState({ shown: number, tab: 'removal' });
}
