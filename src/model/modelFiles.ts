/** What files of a model hold: a checkpoint of the lab, or a model of the user's own. Page and command line read them here. */

import type { ImageShape } from '../data/dataset';
import { createBudget, LIMITS } from '../data/formats/limits';
import { isZip, zipEntries } from '../data/formats/zip';
import type { NamedBytes } from '../data/loadOptions';
import { type DecodedCheckpoint, decodeCheckpoint } from './checkpoint';
import { checkpointOfFiles, isCheckpointFolder, unpackCheckpoint } from './checkpointFile';
import { otherFormat } from './own/findModel';
import { type OwnModel, readOwnModel } from './ownModel';
import { isTorchFile } from './torch/stateDict';
import type { TrainingRequest } from './trainingRequest';

export type ModelFiles =
  | { readonly kind: 'checkpoint'; readonly decoded: DecodedCheckpoint }
  | { readonly kind: 'own'; readonly own: OwnModel };

/**
 * Reads the files of one model; a zip of them stands for what is in it.
 * @param training what a model of the user's own is trained by further
 * @param shape of the images that it is to take; null: not known
 * @throws CheckpointError when they are no model; FieldError where a card is not what a card is; ModelError that names the layer which the lab
 * cannot take; DataError when a zip is damaged
 */
export async function readModelFiles(
  files: readonly NamedBytes[],
  training: TrainingRequest,
  shape: ImageShape | null,
): Promise<ModelFiles> {
  const [first] = files;
  const packed =
    first &&
    files.length === 1 &&
    isZip(first.bytes) &&
    !isTorchFile(first) &&
    !otherFormat(first.name, first.bytes);
  if (packed) return readPacked(first, training, shape);
  if (isCheckpointFolder(files)) {
    return { kind: 'checkpoint', decoded: await decodeCheckpoint(checkpointOfFiles(files)) };
  }
  return { kind: 'own', own: await readOwnModel(files, training, shape) };
}

/** A zip with a card is a checkpoint; another stands for the files in it. */
async function readPacked(
  file: NamedBytes,
  training: TrainingRequest,
  shape: ImageShape | null,
): Promise<ModelFiles> {
  const entries = zipEntries(file.bytes, file.name, createBudget(LIMITS));
  if (entries.some(({ name }) => /(^|\/)card\.json$/.test(name))) {
    return { kind: 'checkpoint', decoded: await decodeCheckpoint(unpackCheckpoint(file)) };
  }
  const folder = file.name.replace(/\.zip$/i, '');
  const within = entries.map((entry) => ({ name: `${folder}/${entry.name}`, bytes: entry.read() }));
  return { kind: 'own', own: await readOwnModel(within, training, shape) };
}
