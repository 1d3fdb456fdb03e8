/** What the lab opens with: what the last visit left. */

import type { Dataset } from '../../data/dataset';
import { findArchitecture } from '../../model/architectures';
import { decodeCheckpoint } from '../../model/checkpoint';
import type { Host } from '../host';
import type { Visit } from '../store';
import type { DataLibrary } from './dataLibrary';
import { installCheckpoint } from './openCheckpoint';
import { openModelOn } from './openDataset';

/** What the lab opens with where nothing was left. */
const firstData = 'digits';
const firstModel = 'mnist-2nn';

/** Opens again what was open at the end of the last visit, or else what the lab opens with. */
export async function restoreVisit(host: Host, signal: AbortSignal): Promise<void> {
  const last = await host.autosave.lastVisit();
  try {
    if (last && (await reopen(host, last, signal))) return;
  } catch (error) {
    if (signal.aborted) throw error;
    const problem = error instanceof Error ? error.message : String(error);
    host.restored = `What was open at the last visit, on ${last!.dataset.name}, cannot be opened again: ${problem}`;
  }
  const dataset = await host.library.load(firstData, null, signal);
  await openModelOn(host, dataset, findArchitecture(firstModel), signal);
}

/** @returns whether it is open again; the user's own files cannot be */
async function reopen(
  host: Host,
  { dataset: data, model, weights }: Visit,
  signal: AbortSignal,
): Promise<boolean> {
  if (data.kind === 'files') {
    host.restored = `The last visit was on your own data (${data.name}). Open the same files again, and its removals come back.`;
    return false;
  }
  const dataset = await loadAgain(host.library, data, signal);
  if (!weights) await openModelOn(host, dataset, findArchitecture(model), signal);
  else {
    const decoded = await decodeCheckpoint(weights.checkpoint);
    await installCheckpoint(host, dataset, decoded, weights.origin, signal);
  }
  return true;
}

/** Data of an earlier visit, without any use of the network: nobody was asked for a download. */
async function loadAgain(
  library: DataLibrary,
  { id, digest, trainingLimit }: Visit['dataset'],
  signal: AbortSignal,
): Promise<Dataset> {
  let isMissing = false;
  const refuse = () => {
    isMissing = true;
    return Promise.reject(new Error('The network is not to be used.'));
  };
  try {
    const dataset = await library.load(id, trainingLimit, signal, refuse);
    if (dataset.digest === digest) return dataset;
  } catch (error) {
    if (!isMissing) throw error;
    throw new Error('the browser no longer keeps its images. Download them again.', { cause: error });
  }
  throw new Error('its images came out otherwise, so that the removals do not belong to them.');
}
