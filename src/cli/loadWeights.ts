/** The trained model that a run starts from, as files: shipped in public/models, or a checkpoint of the lab. */

import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Dataset } from '../data/dataset';
import type { Architecture } from '../model/architectures';
import { parseCard } from '../model/card';
import {
  type Checkpoint,
  type CheckpointCard,
  CheckpointError,
  checkpointName,
  decodeCheckpoint,
} from '../model/checkpoint';
import { unpackCheckpoint } from '../model/checkpointFile';
import { architectureOf } from '../model/ownModel';
import type { TrainedWeights } from '../model/training';
import { packageFile } from './packageFiles';

const shippedFolder = packageFile('public/models');

export interface LoadedWeights {
  readonly architecture: Architecture;
  readonly trained: TrainedWeights;
  readonly card: CheckpointCard;
}

/**
 * The weights that ship for this data, known by its digest.
 * @param model an id of the table of models; absent: the first that has weights for the data
 * @throws CheckpointError when none ship, saying which do
 */
export async function loadShippedWeights(
  { name, digest, training }: Dataset,
  model: string | undefined,
): Promise<LoadedWeights> {
  const index = await readFile(join(shippedFolder, 'index.json'), 'utf8');
  const cards = (JSON.parse(index) as CheckpointCard[]).filter(({ data }) => data.digest === digest);
  const card = model === undefined ? cards[0] : cards.find((candidate) => candidate.model === model);
  if (!card) {
    const models = cards.map((candidate) => candidate.model).join(', ') || 'none';
    throw new CheckpointError('model.checkpoint.noneShip', {
      model: model ?? null,
      count: training.count,
      data: name,
      models,
    });
  }
  return decode(await readFolder(join(shippedFolder, checkpointName(card.data.id, card.model))));
}

/**
 * A checkpoint: a folder with its four files, or one exported file.
 * @throws CheckpointError when it is none, or belongs to other data
 */
export async function loadCheckpoint(path: string, dataset: Dataset): Promise<LoadedWeights> {
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
  return decode(checkpoint);
}

async function readFolder(folder: string): Promise<Checkpoint> {
  const read = (name: string) =>
    readFile(join(folder, name)).catch((cause) => {
      throw new CheckpointError('model.checkpoint.missingInFolder', { folder, name }, { cause });
    });
  const [card, modelJson, weights, secant] = await Promise.all(
    ['card.json', 'model.json', 'weights.bin', 'secant.bin'].map(read),
  );
  return {
    card: parseCard(card!.toString(), join(folder, 'card.json')),
    modelJson: modelJson!.toString(),
    weights: new Uint8Array(weights!),
    secant: new Uint8Array(secant!),
  };
}

async function decode(checkpoint: Checkpoint): Promise<LoadedWeights> {
  const decoded = await decodeCheckpoint(checkpoint);
  const { card, weights } = decoded;
  return { architecture: architectureOf(decoded, card), trained: weights, card };
}
