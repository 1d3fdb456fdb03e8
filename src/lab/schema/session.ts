/**
 * A session as one JSON file (docs/sessions.md): what it belongs to, all reports, the tree of states with the values that changed, the comparisons
 * with retrained models, and the original weights where the lab does not ship them. A checksum over all of it finds damage, and a chain over its
 * removals and comparisons an edited number.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { type Certificate, certificateSchema } from '../../engine/certificate/terms';
import { reportForm } from '../../engine/report';
import type { SavedHistory } from '../../engine/savedHistory';
import {
  comparisonForm,
  comparisonSchema,
  type RetrainingComparison,
} from '../../engine/yardstick/comparison';
import { cardForm, trainingCardSchema } from '../../model/card';
import type { Checkpoint } from '../../model/checkpoint';
import { longestModelJson } from '../../model/modelJson';
import { provenanceSchema } from '../../model/provenance';
import { digest, list, name, type Plain, type RuleBreak, rule, whole } from '../../model/schema/plain';
import { checkHeader, FieldError, type Form, readForm, versioned } from '../../model/schema/read';
import { bytes, words } from './bytes';
import { ChainError, startChain } from './chain';
import { SessionFileError } from './sessionFileError';
import { stateNames } from './storage';

const originEntries = {
  dataset: v.object({
    id: name,
    name,
    /** Of the training images and labels. */
    digest,
    trainingCount: whole(1),
    validationCount: whole(0),
  }),
  model: v.object({
    id: name,
    name,
    parameterCount: whole(1),
    /** Of the original weights. */
    digest,
  }),
  /** How the original was trained, its seed among it. */
  training: trainingCardSchema,
};

/** What a session belongs to. */
export type SessionOrigin = Plain<v.ObjectSchema<typeof originEntries, undefined>>;

const removalSchema = v.object({
  report: versioned(reportForm),
  /** Where the weights differ from the parent's, rising, and the values there; no places: all weights. null: they are made again by replay. */
  change: v.nullable(v.object({ indices: v.nullable(words), after: words })),
  /** Absent in files of version 1. */
  chain: v.optional(digest),
});

/** A comparison as it lies in a file; absent in files of version 1: its link in the chain. */
const chainedComparisonForm = {
  ...comparisonForm,
  schema: v.object({ ...comparisonSchema.entries, chain: v.optional(digest) }),
} satisfies Form;

export const sessionSchema = v.pipe(
  v.object({
    format: v.literal('lethe-session'),
    schemaVersion: v.literal(2),
    /** What wrote it; null where nobody knows. */
    provenance: v.nullable(provenanceSchema),
    ...originEntries,
    /** The original weights; null: those that ship with the lab. */
    weights: v.nullable(
      v.object({
        card: versioned(cardForm),
        modelJson: v.pipe(v.string(), v.maxLength(longestModelJson)),
        weights: bytes,
        secant: bytes,
      }),
    ),
    current: whole(0),
    /** Pairs of a state and where redo leads from it. */
    next: list(v.strictTuple([whole(0), whole(1)])),
    /** What was fixed of a certificate, and what was released; absent: nothing. */
    certificate: v.optional(v.nullable(certificateSchema)),
    /** What a person calls states; absent: none has a name. */
    names: v.optional(stateNames),
    removals: list(removalSchema),
    comparisons: list(versioned(chainedComparisonForm)),
    /** SHA-256 of the file's JSON without this member and without white space. */
    checksum: digest,
  }),
  rule(checkOrigin),
  rule(checkCompared),
);

type Content = Plain<typeof sessionSchema>;

/** Weights in the file were trained on its data. */
function checkOrigin({
  dataset,
  training,
  weights,
}: Pick<SessionOrigin, 'dataset' | 'training'> & { readonly weights: unknown }): RuleBreak | null {
  if (weights === null || training.data.digest === dataset.digest) return null;
  const expected = { kind: 'equal', to: 'dataset.digest', value: dataset.digest } as const;
  return { at: ['training', 'data', 'digest'], expected };
}

function checkCompared({
  removals,
  comparisons,
}: {
  readonly removals: readonly unknown[];
  readonly comparisons: readonly { readonly id: number }[];
}): RuleBreak | null {
  const place = comparisons.findIndex(({ id }) => id > removals.length);
  if (place < 0) return null;
  return { at: ['comparisons', place, 'id'], expected: { kind: 'whole', from: 0, to: removals.length } };
}

/** Version 2 says what wrote it, has chained lines, and lets a state be whole or left out. */
export const sessionForm = {
  format: 'lethe-session',
  versionIn: 'schemaVersion',
  version: 2,
  schema: sessionSchema,
  migrations: {
    1: (file) => ({ ...file, provenance: null, training: { provenance: null, ...Object(file.training) } }),
  },
} satisfies Form<typeof sessionSchema>;

/** A session file, read and checked but for the digests of its states. */
export interface SessionFile extends SessionOrigin {
  readonly provenance: Content['provenance'];
  /** The original weights; null: those that ship with the lab. */
  readonly weights: Checkpoint | null;
  readonly history: SavedHistory;
  readonly comparisons: readonly RetrainingComparison[];
  readonly certificate: Certificate | null;
  /** Whether all its numbers are bound by its chain; false for files of version 1: their digests prove the weights alone. */
  readonly isChained: boolean;
}

/**
 * Reads a session file. Whether the weights are those of the digests shows when the history is put into a session (restoreHistory).
 * @throws SessionFileError that says where, what was expected and what was found
 */
export function readSession(source: string | Uint8Array): SessionFile {
  const file = parse(source);
  try {
    checkHeader(sessionForm, file, '');
    checkChecksum(file as Members);
    const { isWhole: isChained } = checkChain(file as Members);
    const content = readForm(sessionForm, file, '');
    const {
      provenance,
      dataset,
      model,
      training,
      weights,
      current,
      next,
      certificate = null,
      names = [],
    } = content;
    const removals = content.removals.map(({ report, change }) => ({
      report,
      values: change && {
        indices: change.indices && new Uint32Array(change.indices),
        after: new Float32Array(change.after),
      },
    }));
    const comparisons = content.comparisons.map(({ chain, ...comparison }) => comparison);
    const history = { removals, current, next, names };
    return { provenance, dataset, model, training, weights, history, comparisons, certificate, isChained };
  } catch (error) {
    throw explain(error);
  }
}

type Members = Readonly<Record<string, unknown>>;

function parse(source: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof source === 'string' ? source : new TextDecoder().decode(source));
  } catch (cause) {
    throw new SessionFileError('lab.sessionFile.noJson', [], { cause });
  }
}

/** SHA-256 of a text. */
export function checksumOf(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)));
}

function checkChecksum({ checksum, ...content }: Members): void {
  if (checksum !== checksumOf(rewrite(content))) throw new SessionFileError('lab.sessionFile.checksum', []);
}

/** The text that was written, but for white space. */
function rewrite(content: unknown): string {
  try {
    return JSON.stringify(content);
  } catch (cause) {
    throw new SessionFileError('lab.sessionFile.tooDeep', [], { cause });
  }
}

/** A chain that begins with what a session belongs to. */
export function startSessionChain({ dataset, model, training }: Members) {
  return startChain({ dataset, model, training });
}

function checkChain(file: Members) {
  const chain = startSessionChain(file);
  for (const name of ['removals', 'comparisons']) {
    const lines = file[name];
    if (!Array.isArray(lines)) continue;
    lines.forEach((line, i) => {
      chain.check(line, `${name}[${i}]`);
    });
  }
  return chain;
}

/** What was thrown, as something to say of a session's file. */
function explain(error: unknown): unknown {
  if (error instanceof ChainError) {
    return new SessionFileError('lab.sessionFile.chain', [{ problem: error.message }], { cause: error });
  }
  if (!(error instanceof FieldError)) return error;
  const { code, values } = error.said as unknown as { readonly code: string; readonly values: never };
  const kind = code.slice(code.indexOf('.') + 1) as 'field' | 'newerVersion' | 'olderVersion';
  return new SessionFileError(`lab.sessionFile.${kind}`, [values], { cause: error });
}
