/** What the lab opens with: what the last visit left. */

import type { Dataset } from '../../data/dataset';
import { sourceOf } from '../../data/sources';
import { findArchitecture } from '../../model/architectures';
import { decodeCheckpoint } from '../../model/checkpoint';
import { SaidError, sayError } from '../../words/saidError';
import { message } from '../../words/say';
import { firstVisit } from '../firstVisit';
import { type Host, loadingJob } from '../host';
import type { Visit } from '../store';
import type { DataLibrary } from './dataLibrary';
import { installWeights } from './installWeights';
import { installCheckpoint } from './openCheckpoint';
import { openDataset, openModelOn } from './openDataset';

/** Opens what the lab opens with, without anything that was saved; that stays as it is until somebody starts anew there. */
export async function openWithoutVisit(host: Host, signal: AbortSignal): Promise<void> {
  const dataset = await host.library.load(firstVisit.dataset, null, signal);
  const architecture = findArchitecture(firstVisit.model);
  const job = loadingJob(host, 'model', signal);
  const find = async () => {
    const found = await host.shipped.fetch(dataset, firstVisit.model, signal);
    return found && { ...found, origin: 'shipped' as const };
  };
  await installWeights(host, { dataset, architecture }, job, find, async (trained) => {
    host.autosave.setAside(trained);
  });
}

/**
 * Opens again what was open at the end of the last visit, or else what the lab opens with.
 * @param last that visit, if there was one
 * @param first the source to open where it cannot be opened again, if it comes with the lab
 */
export async function restoreVisit(
  host: Host,
  last: Visit | null,
  first: string | null,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (last && (await reopen(host, last, signal))) return;
  } catch (error) {
    if (signal.aborted) throw error;
    host.restored = [message('lab.restored.noVisit', { data: last!.dataset.name, problem: sayError(error) })];
  }
  const dataset = await host.library.load(beginningWith(first), null, signal);
  await openDataset(host, dataset, signal, findArchitecture(firstVisit.model));
}

/** The source to begin with: the one that is asked for, if it comes with the lab. */
function beginningWith(asked: string | null): string {
  return asked !== null && sourceOf(asked)?.kind === 'builtin' ? asked : firstVisit.dataset;
}

/**
 * Loads the data that a first visit opens with, while the machine is still being opened: their first images can be shown then. What goes wrong is told when
 * they are opened.
 */
export async function loadAhead(host: Host, asked: string | null, signal: AbortSignal): Promise<void> {
  await host.library.load(beginningWith(asked), null, signal).then(host.library.keep, () => {});
}

/** @returns whether it is open again; the user's own files cannot be */
async function reopen(
  host: Host,
  { dataset: data, model, weights }: Visit,
  signal: AbortSignal,
): Promise<boolean> {
  if (data.kind === 'files') {
    host.restored.push(message('lab.restored.ownData', { data: data.name }));
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
    throw new SaidError('lab.restored.imagesGone', [], { cause: error });
  }
  throw new SaidError('lab.restored.imagesOtherwise', []);
}
