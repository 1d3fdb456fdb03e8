/** What an attack on an ensemble answers: plain data. */

import * as v from 'valibot';
import { list, number, type Plain, share, whole } from '../../model/schema/plain';
import type { Form } from '../../model/schema/read';
import { requestSchema } from '../request';

const intervalSchema = v.object({ value: share, low: share, high: share });

const curveSchema = v.object({
  /** Area under the curve of the attack, 0.5 by guessing, with its 95% interval; null where no sample has enough models on both sides. */
  auc: v.nullable(intervalSchema),
  /** True positive rates; null where there are too few out-scores to know them. */
  truePositives: list(v.object({ falsePositiveRate: share, rate: v.nullable(intervalSchema) })),
  inScores: whole(0),
  outScores: whole(0),
  /** Samples with too few models on a side. */
  skipped: whole(0),
});

const attackSchema = v.object({
  schemaVersion: v.literal(1),
  /** The key of the ensemble. */
  ensemble: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  /** Its models. */
  models: whole(1),
  /** The removals that were made on each of them, in order. */
  requests: list(requestSchema, 1),
  /** Models on which a removal could not be made: they are left out. */
  failed: whole(0),
  /** Before any removal: the plain likelihood ratio attack. */
  untouched: curveSchema,
  /** After the removals. */
  unlearned: curveSchema,
  durationMs: number(0),
});

export type AttackReport = Plain<typeof attackSchema>;

/** What `lethe attack --json` writes. */
export const attackForm = {
  versionIn: 'schemaVersion',
  version: 1,
  schema: attackSchema,
  migrations: {},
} satisfies Form<typeof attackSchema>;
