/**
 * A session as one JSON file (docs/sessions.md): what it belongs to, all reports, the tree of states with the values that changed, the comparisons
 * with retrained models, and the original weights where the lab does not ship them. A checksum over all of it finds damage.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { version } from '../../package.json';
import { readCard, trainingCardSchema } from '../model/card';
import type { Checkpoint, TrainingCard } from '../model/checkpoint';
import { FieldError, readPlain } from '../model/schema/read';
import { decodeBase64, encodeBase64 } from './base64';
import { digestOf } from './digest';
import type { StateValues } from './history';
import {
  list,
  mismatch,
  nullable,
  object,
  oneOf,
  pair,
  type Reader,
  readDigest,
  readText,
  whole,
  writePlain,
} from './plainReader';
import { type RetrainingComparison, readComparison, readReport } from './report';
import { type SavedHistory, type SavedRemoval, saveHistory } from './savedHistory';
import type { Session } from './session';
import { SessionFileError } from './sessionFileError';

export { SessionFileError } from './sessionFileError';

/** What a session belongs to. */
export interface SessionOrigin {
  readonly dataset: {
    readonly id: string;
    readonly name: string;
    /** Of the training images and labels. */
    readonly digest: string;
    readonly trainingCount: number;
    readonly validationCount: number;
  };
  readonly model: {
    readonly id: string;
    readonly name: string;
    readonly parameterCount: number;
    /** Of the original weights. */
    readonly digest: string;
  };
  /** How the original was trained, its seed among it. */
  readonly training: TrainingCard;
}

/** A session file, read and checked but for the digests of its states. */
export interface SessionFile extends SessionOrigin {
  /** The original weights; null: those that ship with the lab. */
  readonly weights: Checkpoint | null;
  readonly history: SavedHistory;
  readonly comparisons: readonly RetrainingComparison[];
}

/** What is written besides the session. */
export interface SessionExtras {
  readonly training: TrainingCard;
  readonly comparisons: readonly RetrainingComparison[];
  /** The original weights, for a lab that does not ship them; null where every lab does. */
  readonly weights: Checkpoint | null;
}

/**
 * The text of a session's file.
 * @throws SessionFileError when it would be longer than a text can be
 */
export async function writeSession(
  session: Session,
  { training, comparisons, weights }: SessionExtras,
): Promise<string> {
  const { current, next, removals } = await saveHistory(session);
  const content = {
    format: 'lethe-session',
    schemaVersion: 2,
    engine: version,
    ...originOf(session, training),
    weights: weights && writeWeights(weights),
    current,
    next,
    removals: removals.map(({ report, values }) => ({ report, change: values && writeValues(values) })),
    comparisons,
  };
  try {
    const text = writePlain(content);
    return `${text.slice(0, -1)},"checksum":"${checksumOf(text)}"}`;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SessionFileError(
      'its history',
      'it changes more values than one text can hold',
      'Export the weights and the table of removals (CSV) instead.',
      { cause },
    );
  }
}

function originOf({ dataset, network, trained }: Session, training: TrainingCard): SessionOrigin {
  const { architecture, parameterCount } = network;
  return {
    dataset: {
      id: dataset.id,
      name: dataset.name,
      digest: dataset.digest,
      trainingCount: dataset.training.count,
      validationCount: dataset.validation.count,
    },
    model: {
      id: architecture.id,
      name: architecture.name,
      parameterCount,
      digest: digestOf(trained.parameters),
    },
    training,
  };
}

function writeWeights({ card, modelJson, weights, secant }: Checkpoint) {
  return { card, modelJson, weights: encodeBase64(weights), secant: encodeBase64(secant) };
}

function writeValues({ indices, after }: StateValues) {
  return { indices: indices && encodeBase64(indices), after: encodeBase64(after) };
}

function checksumOf(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)));
}

/**
 * Reads a session file. Sizes and numbers in it are believed only as far as the rest bears them out; whether the weights are those of the digests
 * shows when the history is put into a session (restoreHistory).
 * @throws SessionFileError that says where, what was expected and what was found
 */
export function readSession(source: string | Uint8Array): SessionFile {
  const content = parse(source);
  readHeader(content, '');
  checkChecksum(content as Record<string, unknown>);
  const { weights, removals, current, next, ...rest } = readContent(content, '');
  if (rest.training.data.digest !== rest.dataset.digest && weights !== null) {
    throw mismatch(
      'training.data.digest',
      `the data set's, ${rest.dataset.digest}`,
      rest.training.data.digest,
    );
  }
  const missing = rest.comparisons.findIndex(({ id }) => id > removals.length);
  if (missing >= 0) {
    throw mismatch(
      `comparisons[${missing}].id`,
      `a state from 0 to ${removals.length}`,
      rest.comparisons[missing]!.id,
    );
  }
  return { ...rest, weights, history: { removals, current, next } };
}

function parse(source: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof source === 'string' ? source : new TextDecoder().decode(source));
  } catch (cause) {
    throw new SessionFileError(
      'the file',
      'it is no JSON, or it is cut off',
      'Choose a file that the lab exported as "Session (JSON)".',
      { cause },
    );
  }
}

function checkChecksum({ checksum, ...content }: Record<string, unknown>): void {
  if (checksum === checksumOf(rewrite(content))) return;
  throw new SessionFileError(
    'checksum',
    'what the file holds is not what was written: it was damaged or edited',
  );
}

/** The text that was written, but for white space. */
function rewrite(content: unknown): string {
  try {
    return JSON.stringify(content);
  } catch (cause) {
    throw new SessionFileError('the file', 'it is nested too deep', undefined, { cause });
  }
}

/** 1: every state has its places and values. 2: a state may be whole (no places), or not kept. */
const readVersion: Reader<1 | 2> = (value, where) => {
  if (!Number.isInteger(value) || (value as number) <= 2) return oneOf([1, 2] as const)(value, where);
  throw new SessionFileError(
    where,
    `expected 1 or 2, found ${value}: a newer version of the lab wrote it`,
    'Open it with that version: reload the page, or update the lab.',
  );
};

const readHeader = object({ format: oneOf(['lethe-session']), schemaVersion: readVersion });

/** By the schema of the model's layer; what it refuses is said of the session's file. */
function bySchema<T>(read: (value: unknown) => T): Reader<T> {
  return (value, where) => {
    try {
      return read(value);
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      throw new SessionFileError(where, error.message, undefined, { cause: error });
    }
  };
}

const readTraining = bySchema((value) =>
  readPlain(trainingCardSchema, { provenance: null, ...Object(value) }, 'the card'),
);
const readCheckpointCard = bySchema((value) => readCard(value, 'the card'));

const readBytes: Reader<Uint8Array<ArrayBuffer>> = (value, where) => {
  const text = readText(value, where);
  try {
    return decodeBase64(text);
  } catch {
    throw mismatch(where, 'base64', text);
  }
};

/** Four-byte numbers. */
const readWords: Reader<ArrayBuffer> = (value, where) => {
  const { buffer, length } = readBytes(value, where);
  if (length % 4 !== 0) throw mismatch(where, 'numbers of four bytes each', `${length} bytes`);
  return buffer;
};

const readValues: Reader<StateValues> = (value, where) => {
  const { indices, after } = object({ indices: nullable(readWords), after: readWords })(value, where);
  return { indices: indices && new Uint32Array(indices), after: new Float32Array(after) };
};

const readRemoval: Reader<SavedRemoval> = (value, where) => {
  const { report, change } = object({
    report: bySchema((value) => readReport(value, 'the report')),
    change: nullable(readValues),
  })(value, where);
  return { report, values: change };
};

const readContent = object({
  dataset: object<SessionOrigin['dataset']>({
    id: readText,
    name: readText,
    digest: readDigest,
    trainingCount: whole(1),
    validationCount: whole(0),
  }),
  model: object<SessionOrigin['model']>({
    id: readText,
    name: readText,
    parameterCount: whole(1),
    digest: readDigest,
  }),
  training: readTraining,
  weights: nullable(
    object<Checkpoint>({
      card: readCheckpointCard,
      modelJson: readText,
      weights: readBytes,
      secant: readBytes,
    }),
  ),
  current: whole(0),
  next: list(pair(whole(0))),
  removals: list(readRemoval),
  comparisons: list(bySchema((value) => readComparison(value, 'the comparison'))),
});
