/** The trained model that a run starts from, as files: shipped in public/models, or a checkpoint of the lab. */

import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Dataset } from '../data/dataset';
import type { NamedBytes, PictureFit } from '../data/loadOptions';
import { openBands } from '../lab/opening/bands';
import { type Original, originalOf } from '../lab/opening/findOriginal';
import { ownTraining } from '../lab/opening/openCheckpoint';
import { type OriginalOnData, ownOriginal } from '../lab/opening/ownOriginal';
import { openShippedEnsembles } from '../lab/opening/shippedEnsembles';
import { openShippedWeights } from '../lab/opening/shippedWeights';
import type { ShippedChoice } from '../lab/protocol';
import { type Checkpoint, CheckpointError, decodeCheckpoint } from '../model/checkpoint';
import { checkpointOfFiles, isCheckpointFolder, unpackCheckpoint } from '../model/checkpointFile';
import type { Compute } from '../model/compute';
import { readModelFiles } from '../model/modelFiles';
import type { ScalingId } from '../model/own/scaling';
import { picturesFor } from '../model/ownModel';
import { isTorchFile } from '../model/torch/stateDict';
import { say } from '../words/say';
import { readOptional } from './folder/files';
import { readPaths } from './loadData';
import { readShipped } from './packageFiles';

/** The weights in public/models. */
export const shippedWeights = openShippedWeights(readShipped);

/** The ensembles in public/ensembles. */
export const shippedEnsembles = openShippedEnsembles(readShipped);

/** The noise bands in public/ensembles. */
export const shippedBands = openBands(null, readShipped);

async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = await readOptional(path);
  return bytes && new Uint8Array(bytes);
}

/**
 * The weights that ship for this data.
 * @param model an id of the table of models; absent: the first that has weights for the data
 * @param weights those that shipped before, where there were some
 * @throws CheckpointError when none ship, saying which do
 */
export async function loadShippedWeights(
  dataset: Dataset,
  model: string | undefined,
  weights: ShippedChoice = 'present',
): Promise<Original> {
  const models = await shippedWeights.modelsFor(dataset);
  const id = model ?? models[0];
  const former = id !== undefined && weights === 'former';
  const decoded =
    (former && (await shippedWeights.fetchFormer(dataset, id, noSignal))) ||
    (id === undefined ? null : await shippedWeights.fetch(dataset, id, noSignal));
  if (decoded) return originalOf(decoded, 'shipped');
  throw new CheckpointError('model.checkpoint.noneShip', {
    model: model ?? null,
    count: dataset.training.count,
    data: dataset.name,
    models: models.join(', ') || say('cli.noModels'),
  });
}

/** Files of the package are read at once. */
const noSignal = new AbortController().signal;

/**
 * A model of the user's own, or null where the path is none: a folder or file of another program.
 * @param scaling of the pixels; absent: the best
 * @throws what reading and measuring it throws
 */
export async function loadOwn(
  path: string,
  dataset: Dataset,
  compute: Compute,
  signal: AbortSignal,
  scaling?: ScalingId,
): Promise<OriginalOnData | null> {
  if (!(await stat(path).catch(() => null))) return null;
  const files = await readPaths([path], signal);
  if (!isOwnModel(files)) return null;
  const read = await readModelFiles(files, ownTraining, dataset.shape);
  return read.kind === 'own' ? ownOriginal(read.own, dataset, compute, { signal }, scaling) : null;
}

/** The pictures that a model of the user's takes, where they are larger than the lab's images are otherwise. @param path null: none is named */
export async function picturesOfModel(path: string | null): Promise<PictureFit | undefined> {
  if (path === null || !(await stat(path).catch(() => null))) return undefined;
  return picturesFor(await readPaths([path], undefined)) ?? undefined;
}

/** Whether none of the files is a checkpoint's card, and one of them describes a model or holds weights of PyTorch. */
function isOwnModel(files: readonly NamedBytes[]): boolean {
  return (
    !isCheckpointFolder(files) &&
    files.some((file) => /model[^/]*\.json$/i.test(file.name) || isTorchFile(file))
  );
}

/**
 * A checkpoint: a folder with its four files, or one exported file.
 * @throws CheckpointError when it is none, or belongs to other data
 */
export async function loadCheckpoint(path: string, dataset: Dataset): Promise<Original> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new CheckpointError('model.checkpoint.noneThere', { path });
  const checkpoint = found.isDirectory()
    ? await readFolder(path)
    : unpackCheckpoint({ name: basename(path), bytes: new Uint8Array(await readFile(path)) });
  const { data, removedCount = 0 } = checkpoint.card;
  if (removedCount > 0) {
    throw new CheckpointError('model.checkpoint.unlearned', { removedCount, path });
  }
  if (data.digest !== dataset.digest) {
    throw new CheckpointError('model.checkpoint.otherDigest', {
      path,
      count: data.trainingCount,
      data: data.name,
      hereCount: dataset.training.count,
      here: dataset.name,
    });
  }
  return originalOf(await decodeCheckpoint(checkpoint), 'checkpoint');
}

const checkpointFiles = ['card.json', 'model.json', 'weights.bin', 'secant.bin'];

async function readFolder(folder: string): Promise<Checkpoint> {
  const files = await Promise.all(
    checkpointFiles.map(async (name) => {
      const bytes = await readBytes(join(folder, name));
      if (!bytes) throw new CheckpointError('model.checkpoint.missingInFolder', { folder, name });
      return { name: join(folder, name), bytes };
    }),
  );
  return checkpointOfFiles(files);
}
