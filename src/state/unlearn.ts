/** Removing the selected samples, and taking a removal back. */

import type { SampleIndex } from '../worker/protocol';
import type { RemoteLab } from './connection';
import { adopt, runJob } from './job';
import { notify } from './notices';
import { cancelledSentence, damageWarning, whyNotUnlearn } from './selectors';
import { removalRequest } from './settings';
import { store } from './store';

/**
 * Removes the selected samples one after the other, in the order of selection. A cancel undoes the removal that runs and
 * keeps those that are finished.
 */
export async function unlearnSelected(): Promise<void> {
  const { selected: samples } = store.getState();
  if (samples.length === 0 || whyNotUnlearn(store.getState()) !== null) return;
  let finished = 0;
  await runJob(
    { kind: 'removal', samples, position: 0, phase: 'perturb', fraction: 0 },
    async (lab) => {
      for (const [position, sample] of samples.entries()) {
        if (store.getState().cancelling) break;
        await removeOne(lab, samples, position, sample);
        finished += 1;
      }
      if (finished < samples.length) notify('information', cancelledSentence(finished, samples.length));
    },
    () => cancelledSentence(finished, samples.length),
  );
}

async function removeOne(
  lab: RemoteLab,
  samples: readonly SampleIndex[],
  position: number,
  sample: SampleIndex,
): Promise<void> {
  store.setState({ job: { kind: 'removal', samples, position, phase: 'perturb', fraction: 0 } });
  const after = await lab.unlearn(removalRequest(store.getState().settings, sample));
  adopt(after, { shown: null });
  const warning = damageWarning(after.reports.at(-1)!);
  if (warning) notify('information', warning);
}

/** Takes the last removal back: the weights return bit for bit. */
export async function undo(): Promise<void> {
  if (!store.getState().lab?.reports.length) return;
  await runJob(
    { kind: 'undo' },
    async (lab) => adopt(await lab.undo(), { shown: null }),
    () => 'Cancelled: the removal stands.',
  );
}

/** Shows the report of a removal in the history. */
export function showReport(number: number): void {
  store.setState({ shown: number });
}
