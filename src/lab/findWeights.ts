/** Which model data get, and with which weights. */

import type { Dataset } from '../data/dataset';
import { type Architecture, architecturesFor } from '../model/architectures';
import { decodeCheckpoint } from '../model/checkpoint';
import { type Bench, reviveBench } from './bench';
import { putCheckpoint } from './openCheckpoint';
import { putTrained } from './putWeights';
import { findKept, loadingJob, presentBench, presentMachine, putOnBench, type Workbench } from './workbench';

/**
 * Puts a data set and a model on the bench: as they were left, or else with the weights that ship for just this data, or else with those that an
 * earlier visit left; untrained where there are none.
 */
export async function setUp(
  workbench: Workbench,
  dataset: Dataset,
  architecture: Architecture,
  signal: AbortSignal,
): Promise<void> {
  const { shipped } = workbench;
  const kept = findKept(workbench, dataset, architecture.id);
  if (kept) return putKept(workbench, kept, signal);
  const isShipped = (await shipped.modelsFor(dataset)).includes(architecture.id);
  if (!isShipped && (await putSaved(workbench, dataset, signal, architecture.id))) return;
  await putTrained(workbench, { dataset, architecture }, signal, async () => {
    const found = await shipped.fetch(dataset, architecture.id, signal);
    return found && { ...found, origin: 'shipped' };
  });
}

/** Puts data on the bench: with the model that is there, unless it cannot take them or only others have weights for them. */
export async function setUpData(workbench: Workbench, dataset: Dataset, signal: AbortSignal): Promise<void> {
  const { architecture } = presentBench(workbench).network;
  const shipped = await workbench.shipped.modelsFor(dataset);
  const isKept = findKept(workbench, dataset, architecture.id) !== undefined;
  if (!isKept && shipped.length === 0 && (await putSaved(workbench, dataset, signal))) return;
  const able = architecturesFor(dataset.shape);
  const fits = architecture.id !== 'own' && architecture.takes(dataset.shape);
  const stays = fits && (isKept || shipped.length === 0 || shipped.includes(architecture.id));
  const chosen = stays ? architecture : (able.find(({ id }) => shipped.includes(id)) ?? able[0]!);
  await setUp(workbench, dataset, chosen, signal);
}

async function putKept(workbench: Workbench, kept: Bench, signal: AbortSignal): Promise<void> {
  const { compute } = presentMachine(workbench);
  const job = loadingJob(workbench, 'the model', signal);
  await putOnBench(workbench, kept.compute === compute ? kept : await reviveBench(kept, compute, job));
}

/**
 * Puts trained weights on the bench that an earlier visit left for these data: of this model, or of the one that was used last.
 * @returns whether there are some
 */
async function putSaved(
  workbench: Workbench,
  dataset: Dataset,
  signal: AbortSignal,
  model?: string,
): Promise<boolean> {
  const saved = (await workbench.autosave.benchesOn(dataset.digest)).find(
    (one) => one.weights !== null && (model === undefined || one.model === model),
  );
  if (!saved?.weights) return false;
  const kept = findKept(workbench, dataset, saved.model);
  if (kept) {
    await putKept(workbench, kept, signal);
    return true;
  }
  const { origin, checkpoint } = saved.weights;
  try {
    await putCheckpoint(workbench, dataset, await decodeCheckpoint(checkpoint), origin, signal);
    workbench.restored ??= 'The weights of the last visit are back.';
    return true;
  } catch (error) {
    if (signal.aborted) throw error;
    const problem = error instanceof Error ? error.message : String(error);
    workbench.restored = `The weights of the last visit cannot be opened again: ${problem}`;
    return false;
  }
}
