/** A checkpoint as one file: a zip of its four files (checkpoint.ts), stored as they are: float numbers do not pack. */

import { zipSync } from 'fflate';
import { baseName } from '../data/formats/entry';
import { createBudget, LIMITS } from '../data/formats/limits';
import { zipEntries } from '../data/formats/zip';
import type { NamedBytes } from '../data/loadOptions';
import { parseCard } from './card';
import { type Checkpoint, CheckpointError } from './checkpoint';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The bytes of the file. */
export function packCheckpoint({ card, modelJson, weights, secant }: Checkpoint): Uint8Array<ArrayBuffer> {
  return zipSync(
    {
      'card.json': encoder.encode(JSON.stringify(card, null, 2)),
      'model.json': encoder.encode(modelJson),
      'weights.bin': weights,
      'secant.bin': secant,
    },
    { level: 0 },
  ) as Uint8Array<ArrayBuffer>;
}

/**
 * Reads the file back. What the parts hold is checked by decodeCheckpoint.
 * @throws CheckpointError that names the missing part; FieldError where the card is not what a card is; DataError when the zip is damaged
 */
export function unpackCheckpoint({ name, bytes }: NamedBytes): Checkpoint {
  const entries = zipEntries(bytes, name, createBudget(LIMITS));
  return readParts(name, `card.json in ${name}`, (part) =>
    entries.find((entry) => baseName(entry.name) === part)?.read(),
  );
}

/** Whether files are the four of a checkpoint, as `lethe train` writes them into a folder. */
export function isCheckpointFolder(files: readonly NamedBytes[]): boolean {
  return files.some(({ name }) => baseName(name) === 'card.json');
}

/**
 * Reads the four files of a checkpoint, the only one in a folder; other files are left alone.
 * @throws CheckpointError that names the missing part, or the checkpoints where there are several; FieldError where the card is not what a card is
 */
export function checkpointOfFiles(files: readonly NamedBytes[]): Checkpoint {
  const folders = files
    .filter(({ name }) => baseName(name) === 'card.json')
    .map(({ name }) => name.slice(0, -'card.json'.length));
  const [folder = ''] = folders;
  if (folders.length > 1) {
    throw new CheckpointError('model.checkpoint.several', { folders: folders.join(', ') });
  }
  return readParts(
    folder,
    `${folder}card.json`,
    (part) => files.find(({ name }) => name === `${folder}${part}`)?.bytes,
  );
}

function readParts(
  name: string,
  cardName: string,
  find: (part: string) => Uint8Array | undefined,
): Checkpoint {
  const read = (part: string): Uint8Array<ArrayBuffer> => {
    const bytes = find(part);
    if (!bytes) throw new CheckpointError('model.checkpoint.missingPart', { fileName: name, part });
    return bytes as Uint8Array<ArrayBuffer>;
  };
  return {
    card: parseCard(decoder.decode(read('card.json')), cardName),
    modelJson: decoder.decode(read('model.json')),
    weights: read('weights.bin'),
    secant: read('secant.bin'),
  };
}
