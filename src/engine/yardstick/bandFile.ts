/** The noise bands that the lab ships: numbers alone, each with what it depends on. One file has them all. */

import * as v from 'valibot';
import { type Provenance, provenanceSchema } from '../../model/provenance';
import { digest, list, name, type Plain, whole } from '../../model/schema/plain';
import { type Form, readForm } from '../../model/schema/read';
import { trainingStageSchema } from '../../model/trainingRequest';
import { type BandReport, bandReportEntries } from './bandReport';
import { type BandSpec, bandKey } from './bandSpec';

const bandCardSchema = v.object({
  format: v.literal('lethe-band'),
  version: v.literal(1),
  /** Of the training images and labels. */
  data: digest,
  dataset: name,
  model: name,
  parameterCount: whole(1, 2 ** 31 - 1),
  /** The trainings of the original. */
  stages: list(trainingStageSchema, 1, 1000),
  ...bandReportEntries,
  /** Where the models were trained; null where nobody knows. */
  provenance: v.nullable(provenanceSchema),
});

export type BandCard = Plain<typeof bandCardSchema>;

export const bandCardForm = {
  format: 'lethe-band',
  versionIn: 'version',
  version: 1,
  schema: bandCardSchema,
  migrations: {},
} satisfies Form<typeof bandCardSchema>;

/** @throws FieldError that names the field, what it may be and what it is */
export function readBandCard(card: unknown, file: string): BandCard {
  return readForm(bandCardForm, card, file);
}

/** A band of all the data, as it is given away. @param dataset the id of the data */
export function bandCardOf(
  { leftOut: _, count: _count, ...spec }: BandSpec,
  report: BandReport,
  dataset: string,
  provenance: Provenance | null,
): BandCard {
  return { format: 'lethe-band', version: 1, ...spec, dataset, ...report, provenance };
}

/** The key of the band that a card has; those that ship leave nothing out. */
export function bandKeyOfCard({ data, model, parameterCount, stages, seeds }: BandCard): string {
  return bandKey({ data, model, parameterCount, stages, leftOut: [], count: seeds.length });
}
