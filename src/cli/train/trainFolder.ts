/**
 * The folder that models are trained into: a folder for each, with the four files of a checkpoint, and index.json with all cards. While a model is being
 * trained its folder says which training it is (training.json) and what is done of it; the card is written last, so that where there is one the training
 * is finished.
 */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type TrainingIdentity, trainingIdentitySchema } from '../../lab/schema/training';
import { type CheckpointCard, readCard } from '../../model/card';
import { type Checkpoint, checkpointName } from '../../model/checkpoint';
import { parseOptional } from '../../model/schema/parse';
import { readPlain } from '../../model/schema/read';
import type { TrainingProgress } from '../../model/trainingProgress';
import { pickTraining, type TrainingRequest } from '../../model/trainingRequest';
import { InputError } from '../commandError';
import { describeDifferences } from '../folder/differences';
import { makeFolder, readOptional, replaceFile } from '../folder/files';
import { openFolderTrainings } from '../folderTrainings';

export type { TrainingIdentity };

/** What a model's folder has: nothing of this training, some epochs of it, or all. */
export type TrainingState =
  | { readonly kind: 'new' }
  | {
      readonly kind: 'begun';
      readonly progress: TrainingProgress;
      /** The request that it was begun with: as asked for, but for the form of the loop. */
      readonly request: TrainingRequest;
    }
  | { readonly kind: 'finished'; readonly card: CheckpointCard };

const progressKey = 'training';

/** Where a model's checkpoint goes. */
export function homeOf(folder: string, { dataset, model }: TrainingIdentity): string {
  return join(folder, checkpointName(dataset, model));
}

/**
 * What a model's folder has of a training.
 * @param force whatever is there is to be written over
 * @throws InputError when it holds another training; FieldError when its card or training.json is damaged
 */
export async function findTraining(
  folder: string,
  identity: TrainingIdentity,
  force: boolean,
): Promise<TrainingState> {
  const home = homeOf(folder, identity);
  if (force) return { kind: 'new' };
  const path = join(home, 'card.json');
  const text = await readOptional(path);
  if (text) {
    const card = readCard(parseOptional(text.toString()), path);
    refuseOther(home, identityOf(card), identity);
    return { kind: 'finished', card };
  }
  const note = join(home, 'training.json');
  const begun = await readOptional(note);
  if (!begun) return { kind: 'new' };
  const there = readPlain(trainingIdentitySchema, parseOptional(begun.toString()), note);
  refuseOther(home, there, identity);
  const progress = await openFolderTrainings(home).loadTraining(progressKey);
  return progress && fits(progress, identity)
    ? { kind: 'begun', progress, request: there.request }
    : { kind: 'new' };
}

/** Whether a training can have come so far. */
function fits({ stage, epoch }: TrainingProgress, { request }: TrainingIdentity): boolean {
  return stage === 0 && epoch <= request.epochs;
}

/** The training that a card tells of; one in several stages is none that a command makes. */
function identityOf(card: CheckpointCard): TrainingIdentity | undefined {
  const { data, model, precision, backend, stages } = card;
  if (stages !== undefined) return undefined;
  return {
    dataset: data.id,
    data: data.digest,
    validationCount: data.validationCount,
    model,
    precision,
    backend,
    request: pickTraining(card),
  };
}

function refuseOther(home: string, there: TrainingIdentity | undefined, here: TrainingIdentity): void {
  const differences = describeDifferences(flat(there), flat(here));
  if (differences !== null) throw new InputError('cli.otherTraining', [{ folder: home, differences }]);
}

/** What is asked for. The form of the loop is not: what an older lab began goes on in the form that it had. */
function flat(identity: TrainingIdentity | undefined): Readonly<Record<string, unknown>> {
  return { ...identity, ...identity?.request, request: undefined, loop: undefined };
}

/** Notes that a training begins. */
export async function beginTraining(folder: string, identity: TrainingIdentity): Promise<void> {
  const home = homeOf(folder, identity);
  await makeFolder(home);
  await rm(join(home, 'card.json'), { force: true });
  await openFolderTrainings(home).dropTraining(progressKey);
  await replaceFile(join(home, 'training.json'), `${JSON.stringify(identity, null, 2)}\n`);
}

/** Notes what is done of a training. */
export function saveProgress(
  folder: string,
  identity: TrainingIdentity,
  progress: TrainingProgress,
): Promise<void> {
  return openFolderTrainings(homeOf(folder, identity)).saveTraining(progressKey, progress);
}

/** Writes a finished checkpoint, and drops what was needed to go on with its training. */
export async function saveCheckpoint(
  folder: string,
  identity: TrainingIdentity,
  { card, modelJson, weights, secant }: Checkpoint,
): Promise<void> {
  const home = homeOf(folder, identity);
  await replaceFile(join(home, 'model.json'), modelJson);
  await replaceFile(join(home, 'weights.bin'), weights);
  await replaceFile(join(home, 'secant.bin'), secant);
  await replaceFile(join(home, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
  await openFolderTrainings(home).dropTraining(progressKey);
  await rm(join(home, 'training.json'), { force: true });
}

/** @throws InputError when there is an index, and it is no list; FieldError when one of its cards is damaged */
export async function readIndex(folder: string): Promise<CheckpointCard[]> {
  const path = join(folder, 'index.json');
  const text = await readOptional(path);
  const cards = text === null ? [] : parseOptional(text.toString());
  if (Array.isArray(cards)) return cards.map((card, i) => readCard(card, `${path}: [${i}]`));
  throw new InputError('cli.indexDamaged', [{ file: path }]);
}

/** Puts a card into the index, in place of an older one for the same data and model. */
export async function addToIndex(folder: string, card: CheckpointCard): Promise<void> {
  const before = await readIndex(folder);
  const others = before.filter(({ data, model }) => data.id !== card.data.id || model !== card.model);
  const after = `${JSON.stringify([...others, card], null, 2)}\n`;
  if (before.some((other) => JSON.stringify(other) === JSON.stringify(card))) return;
  await replaceFile(join(folder, 'index.json'), after);
}
