/** What the worker knows of the ensemble of the open model. It is asked for beside a moment: the page does not wait for it. */

import type { EnsembleState } from '../../worker/protocol';
import type { RemoteLab } from '../jobs/connection';
import type { LabStore } from '../store';

/** Brings the page up to date. What fails leaves the page without an ensemble, which it can do without. */
export async function refreshEnsemble(store: LabStore, remote: RemoteLab): Promise<void> {
  const ask = async () => {
    try {
      return await remote.ensemble();
    } catch {
      return null;
    }
  };
  await takeEnsemble(store, remote, await ask());
}

/** Takes over what the worker says of the ensemble, and asks for memorisation where that is new. */
export async function takeEnsemble(
  store: LabStore,
  remote: RemoteLab,
  ensemble: EnsembleState | null,
): Promise<void> {
  const { memorisation: known, ensemble: before } = store.getState();
  const isKnown =
    known !== null &&
    known.ensemble === ensemble?.key &&
    before?.from === ensemble.from &&
    ensemble.from !== null;
  store.setState({ ensemble, memorisation: isKnown ? known : null });
  if (isKnown || ensemble === null || ensemble.from === null) return;
  try {
    const memorisation = await remote.memorisation();
    const isCurrent = store.getState().ensemble?.key === memorisation?.ensemble;
    if (memorisation && isCurrent) store.setState({ memorisation });
  } catch {
    // The grid does without it.
  }
}
