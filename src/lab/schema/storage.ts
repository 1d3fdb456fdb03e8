/** What lies in the lab's own storage (store.ts), besides the reports: the head of a session, visits, checkpoints under a name. */

import * as v from 'valibot';
import { certificateSchema } from '../../engine/certificate/terms';
import { anyComparisonSchema } from '../../engine/yardstick/comparison';
import { cardForm } from '../../model/card';
import { longestModelJson } from '../../model/modelJson';
import { digest, list, name, type Plain, whole } from '../../model/schema/plain';
import { type Form, versioned } from '../../model/schema/read';

const bytes = v.instance(Uint8Array<ArrayBuffer>);

const checkpointEntries = {
  card: versioned(cardForm),
  modelJson: v.pipe(v.string(), v.maxLength(longestModelJson)),
  weights: bytes,
  secant: bytes,
};

/** Where a session's model stands. */
export const placeSchema = v.object({
  current: whole(0),
  /** Pairs of a state and where redo leads from it. */
  next: list(v.strictTuple([whole(0), whole(1)])),
});

/** States with the names that a person gave them. */
export const stateNames = list(v.strictTuple([whole(0), name]));

export const headSchema = v.object({
  ...placeSchema.entries,
  comparisons: list(anyComparisonSchema),
  /** Absent in what was written before there were certificates. */
  certificate: v.optional(v.nullable(certificateSchema)),
  /** Absent where no state has a name. */
  names: v.optional(stateNames),
});

export const visitSchema = v.object({
  version: v.literal(1),
  dataset: v.object({
    id: name,
    name,
    kind: v.picklist(['builtin', 'download', 'files']),
    trainingLimit: v.nullable(whole(1)),
    digest,
  }),
  model: name,
  /** Its trained weights, where the lab does not ship them. */
  weights: v.nullable(
    v.object({
      origin: v.picklist(['shipped', 'trained', 'checkpoint', 'own']),
      checkpoint: v.object(checkpointEntries),
    }),
  ),
});

/** A model on its data, as it was open: what the next visit begins with. */
export type StoredVisit = Plain<typeof visitSchema>;

/** Visits of before there were versions are of version 1. */
export const visitForm = {
  versionIn: 'version',
  version: 1,
  unversioned: 1,
  schema: visitSchema,
  migrations: {},
} satisfies Form<typeof visitSchema>;

/** A checkpoint that the person keeps: its card has the version. */
export const storedCheckpointSchema = v.object({
  ...checkpointEntries,
  id: name,
  /** What the person calls it. */
  name,
  /** Milliseconds since 1970. */
  savedAt: whole(0),
});
