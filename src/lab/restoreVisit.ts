/** What the lab opens with: what the last visit left. */

import type { Dataset } from '../data/dataset';
import { findArchitecture } from '../model/architectures';
import { decodeCheckpoint } from '../model/checkpoint';
import type { DataShelf } from './dataShelf';
import { setUp } from './findWeights';
import { putCheckpoint } from './openCheckpoint';
import type { SavedBench } from './sessionStore';
import type { Workbench } from './workbench';

/** What the lab opens with where nothing was left. */
const firstData = 'digits';
const firstModel = 'mnist-2nn';

/** Puts on the bench what was there at the end of the last visit, or else what the lab opens with. */
export async function restoreVisit(workbench: Workbench, signal: AbortSignal): Promise<void> {
  const last = await workbench.autosave.lastBench();
  try {
    if (last && (await reopen(workbench, last, signal))) return;
  } catch (error) {
    if (signal.aborted) throw error;
    const problem = error instanceof Error ? error.message : String(error);
    workbench.restored = `What was open at the last visit, on ${last!.dataset.name}, cannot be opened again: ${problem}`;
  }
  const dataset = await workbench.shelf.load(firstData, null, signal);
  await setUp(workbench, dataset, findArchitecture(firstModel), signal);
}

/** @returns whether it is on the bench again; the user's own files cannot be */
async function reopen(
  workbench: Workbench,
  { dataset: data, model, weights }: SavedBench,
  signal: AbortSignal,
): Promise<boolean> {
  if (data.kind === 'files') {
    workbench.restored = `The last visit was on your own data (${data.name}). Open the same files again, and its removals come back.`;
    return false;
  }
  const dataset = await loadAgain(workbench.shelf, data, signal);
  if (!weights) await setUp(workbench, dataset, findArchitecture(model), signal);
  else {
    const decoded = await decodeCheckpoint(weights.checkpoint);
    await putCheckpoint(workbench, dataset, decoded, weights.origin, signal);
  }
  return true;
}

/** Data of an earlier visit, without any use of the network: nobody was asked for a download. */
async function loadAgain(
  shelf: DataShelf,
  { id, digest, trainingLimit }: SavedBench['dataset'],
  signal: AbortSignal,
): Promise<Dataset> {
  let isMissing = false;
  const refuse = () => {
    isMissing = true;
    return Promise.reject(new Error('The network is not to be used.'));
  };
  try {
    const dataset = await shelf.load(id, trainingLimit, signal, refuse);
    if (dataset.digest === digest) return dataset;
  } catch (error) {
    if (!isMissing) throw error;
    throw new Error('the browser no longer keeps its images. Download them again.', { cause: error });
  }
  throw new Error('its images came out otherwise, so that the removals do not belong to them.');
}
