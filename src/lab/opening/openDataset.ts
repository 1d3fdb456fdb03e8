/** Which model data get, and with which weights. */

import type { Dataset } from '../../data/dataset';
import { digestOf } from '../../engine/digest';
import { type Architecture, architecturesOf } from '../../model/architectures';
import { type DecodedCheckpoint, decodeCheckpoint } from '../../model/checkpoint';
import { sayError } from '../../words/saidError';
import { message } from '../../words/say';
import { findKept, type Host, install, loadingJob, presentMachine, presentModel } from '../host';
import type { ShippedChoice } from '../protocol';
import { installTrained } from './installWeights';
import { installCheckpoint } from './openCheckpoint';
import { type OpenedModel, reviveModel } from './openedModel';
import { shippedChoiceOf } from './shippedChoiceOf';

/**
 * Opens a model on a data set: as they were left, or else with the weights that ship for just this data, or else with those that an
 * earlier visit left; untrained where there are none.
 * @param weights with these of the weights that ship, where there are two kinds
 */
export async function openModelOn(
  host: Host,
  dataset: Dataset,
  architecture: Architecture,
  signal: AbortSignal,
  weights?: ShippedChoice,
): Promise<void> {
  const { shipped } = host;
  const kept = findKept(host, dataset, architecture.id);
  if (kept && !(weights && (await isOfOther(host, kept, weights)))) return installKept(host, kept, signal);
  const isShipped = (await shipped.modelsFor(dataset)).includes(architecture.id);
  if (!isShipped && (await restoreSaved(host, dataset, signal, architecture.id))) return;
  await installTrained(host, { dataset, architecture }, signal, async () => {
    const found = await fetchShipped(host, dataset, architecture.id, signal, weights);
    return found && { ...found, origin: 'shipped' };
  });
}

/**
 * Opens data: with a model, unless it cannot take them or only others have weights for them.
 * @param architecture the model; the one that is open where absent
 */
export async function openDataset(
  host: Host,
  dataset: Dataset,
  signal: AbortSignal,
  architecture: Architecture = presentModel(host).network.architecture,
): Promise<void> {
  const shipped = await host.shipped.modelsFor(dataset);
  const isKept = findKept(host, dataset, architecture.id) !== undefined;
  if (!isKept && shipped.length === 0 && (await restoreSaved(host, dataset, signal))) return;
  const able = architecturesOf(dataset, dataset.shape);
  const fits = able.some(({ id }) => id === architecture.id);
  const stays = fits && (isKept || shipped.length === 0 || shipped.includes(architecture.id));
  const chosen = stays ? architecture : (able.find(({ id }) => shipped.includes(id)) ?? able[0]!);
  await openModelOn(host, dataset, chosen, signal);
}

async function installKept(host: Host, kept: OpenedModel, signal: AbortSignal): Promise<void> {
  const { compute } = presentMachine(host);
  const job = loadingJob(host, 'model', signal);
  install(host, kept.compute === compute ? kept : await reviveModel(kept, compute, job));
}

/**
 * Opens trained weights that an earlier visit left for these data: of this model, or of the one that was used last.
 * @returns whether there are some
 */
async function restoreSaved(
  host: Host,
  dataset: Dataset,
  signal: AbortSignal,
  model?: string,
): Promise<boolean> {
  const saved = (await host.autosave.visitsOn(dataset.digest)).find(
    (one) => one.weights !== null && (model === undefined || one.model === model),
  );
  if (!saved?.weights) return false;
  const kept = findKept(host, dataset, saved.model);
  if (kept) {
    await installKept(host, kept, signal);
    return true;
  }
  const { origin, checkpoint } = saved.weights;
  try {
    await installCheckpoint(host, dataset, await decodeCheckpoint(checkpoint), origin, signal);
    if (host.restored.length === 0) host.restored.push(message('lab.restored.weights'));
    return true;
  } catch (error) {
    if (signal.aborted) throw error;
    host.restored = [message('lab.restored.noWeights', { problem: sayError(error) })];
    return false;
  }
}

/** Whether a model has those of the weights that ship that are not asked for. */
async function isOfOther({ shipped }: Host, kept: OpenedModel, asked: ShippedChoice): Promise<boolean> {
  const open = shippedChoiceOf(kept, await shipped.formerCards());
  return open !== null && open !== asked;
}

/** The weights that ship for this data. Unless it is said which: those that shipped before, where the session that was saved last rests on them. */
async function fetchShipped(
  { shipped, autosave }: Host,
  dataset: Dataset,
  model: string,
  signal: AbortSignal,
  weights?: ShippedChoice,
): Promise<DecodedCheckpoint | null> {
  const present = await shipped.fetch(dataset, model, signal);
  if (!present || weights === 'present') return present;
  const keyOf = ({ weights }: DecodedCheckpoint) =>
    `${dataset.digest} ${model} ${digestOf(weights.parameters)}`;
  // Sessions on other weights of this model that were saved since the last one on the present weights.
  const mine = (await autosave.savedKeys()).filter((key) => key.startsWith(`${dataset.digest} ${model} `));
  const known = mine.indexOf(keyOf(present));
  const later = known < 0 ? mine : mine.slice(0, known);
  if (!weights && later.length === 0) return present;
  const former = await shipped.fetchFormer(dataset, model, signal);
  return former && (weights || later.includes(keyOf(former))) ? former : present;
}
