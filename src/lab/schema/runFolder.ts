/** What lies in a run folder (docs/experiments.md): run.json, and the lines of removals.jsonl and comparisons.jsonl. */

import * as v from 'valibot';
import { readOlderSettings } from '../../engine/olderRequest';
import { type RemovalReport, readReport } from '../../engine/report';
import { requestSchema } from '../../engine/request';
import { type RetrainingComparison, readComparison } from '../../engine/yardstick/comparison';
import { scalingIds } from '../../model/own/scaling';
import { backendNames, provenanceSchema } from '../../model/provenance';
import { parseOptional } from '../../model/schema/parse';
import { digest, name, type Plain, seed, sentence, whole } from '../../model/schema/plain';
import { type Form, readForm } from '../../model/schema/read';
import { SaidError } from '../../words/saidError';

/** What a run depends on: equal identities, equal removals. Besides these it has the settings and the plan, by their names. */
const identitySchema = v.looseObject({
  /** Of the training data. */
  data: digest,
  validationCount: whole(0),
  model: name,
  /** Of the original weights. */
  weights: digest,
  backend: v.picklist(backendNames),
  device: name,
  /** That somebody asked for, of a model of their own; absent: the best. */
  scaling: v.optional(v.picklist(scalingIds)),
});

export const runCardSchema = v.object({
  format: v.literal('lethe-unlearn'),
  version: v.literal(3),
  identity: identitySchema,
  /** For the reader: names, when it began. */
  facts: v.record(name, v.unknown()),
  /** What the run was begun with; null where nobody knows. */
  provenance: v.nullable(provenanceSchema),
  trainEpochs: whole(0),
  seed,
});

/** What run.json holds. */
export type RunCard = Plain<typeof runCardSchema>;

/** Version 2 says what the run was begun with, 3 whether decay is in the step and how a batch is selected for. */
export const runCardForm = {
  format: 'lethe-unlearn',
  versionIn: 'version',
  version: 3,
  schema: runCardSchema,
  migrations: {
    1: (card) => ({ ...card, provenance: null }),
    2: (card) => ({ ...card, identity: readOlderSettings(card.identity) }),
  },
} satisfies Form<typeof runCardSchema>;

/** @throws FieldError */
export function readRunCard(card: unknown, file: string): RunCard {
  return readForm(runCardForm, card, file);
}

/**
 * An event says nothing of where it was made, as a comparison does not: each is of the run whose card (run.json) says so. Its version rises when its members
 * change; a comparison has its own.
 */
export const runEventSchema = v.object({
  schemaVersion: v.literal(2),
  /** A removal threw, and left everything as it was. */
  event: v.literal('failed'),
  /** The state that it started from. */
  parent: whole(0),
  request: requestSchema,
  /** Why, in a sentence. */
  reason: sentence,
});

/** A line of removals.jsonl that is no removal: the planned one at its place did not come to be. */
export type RunEvent = Plain<typeof runEventSchema>;

export const runEventForm = {
  versionIn: 'schemaVersion',
  version: 2,
  schema: runEventSchema,
  migrations: { 1: (event) => ({ ...event, request: readOlderSettings(event.request) }) },
} satisfies Form<typeof runEventSchema>;

/**
 * Reads a line of removals.jsonl: what became of the planned removal at its place.
 * @param line as JSON.parse gives it; its `chain` is checked apart (chain.ts)
 * @throws FieldError
 */
export function readRunLine(line: unknown, file: string): RemovalReport | RunEvent {
  const isEvent = typeof line === 'object' && line !== null && Object.hasOwn(line, 'event');
  return isEvent ? readForm(runEventForm, line, file) : readReport(line, file);
}

/** Whether a line says that a removal failed. */
export function isEvent(line: RemovalReport | RunEvent): line is RunEvent {
  return 'event' in line;
}

/**
 * Reads a line of comparisons.jsonl.
 * @throws FieldError
 */
export function readComparisonLine(line: unknown, file: string): RetrainingComparison {
  return readComparison(line, file);
}

/** A text that is no JSON. */
export class JsonError extends SaidError<'lab.noJson'> {
  override readonly name = 'JsonError';
}

/** @throws JsonError */
export function parseJson(text: string, file: string): unknown {
  const value = parseOptional(text);
  if (value === undefined) throw new JsonError('lab.noJson', [{ file }]);
  return value;
}
