/**
 * An ensemble as it is given away: margins and membership, without the weights. Margins are whole multiples of a step of two bytes each, a model after
 * the other: of all training samples, then of all validation images. Membership is a bit for each training sample, the lowest bit of a byte first; a
 * model begins with a byte of its own.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import type { Dataset } from '../../data/dataset';
import { countHeldOut } from '../../data/guardImages';
import { type Provenance, provenanceSchema } from '../../model/provenance';
import { digest, name, number, type Plain, whole } from '../../model/schema/plain';
import { type Form, readForm } from '../../model/schema/read';
import { SaidError } from '../../words/saidError';
import { type EnsembleData, type EnsembleMargins, gatherMargins } from './ensembleMargins';
import { type EnsembleSpec, ensembleSpecEntries } from './ensembleSpec';

const most = 2 ** 31 - 1;

const ensembleCardSchema = v.object({
  format: v.literal('lethe-ensemble'),
  version: v.literal(1),
  ...ensembleSpecEntries,
  modelName: name,
  dataset: v.object({ id: name, name, trainingCount: whole(2, most), validationCount: whole(0, most) }),
  /** What a margin of 1 in the file stands for, in nats. */
  step: number(Number.MIN_VALUE, 1e6),
  /** Of the bytes of the two files. */
  digests: v.object({ margins: digest, membership: digest }),
  /** Where the models were trained; null where nobody knows. */
  provenance: v.nullable(provenanceSchema),
});

/** Which ensemble it is, and what its files hold. */
export type EnsembleCard = Plain<typeof ensembleCardSchema>;

export const ensembleCardForm = {
  format: 'lethe-ensemble',
  versionIn: 'version',
  version: 1,
  schema: ensembleCardSchema,
  migrations: {},
} satisfies Form<typeof ensembleCardSchema>;

/** @throws FieldError that names the field, what it may be and what it is */
export function readEnsembleCard(card: unknown, file: string): EnsembleCard {
  return readForm(ensembleCardForm, card, file);
}

/** Files of an ensemble. */
export interface EnsembleFile {
  readonly card: EnsembleCard;
  readonly margins: Uint8Array<ArrayBuffer>;
  readonly membership: Uint8Array<ArrayBuffer>;
}

/** Writes an ensemble whose models are all there. @throws RangeError where one is not */
export function encodeEnsemble(
  { spec, training, validation }: EnsembleMargins,
  dataset: EnsembleData & Pick<Dataset, 'id' | 'name'>,
  about: { readonly modelName: string; readonly provenance: Provenance | null },
): EnsembleFile {
  const trainingCount = dataset.training.count;
  const validationCount = countHeldOut(dataset);
  const row = trainingCount + validationCount;
  const values = new Float32Array(spec.count * row);
  for (let model = 0; model < spec.count; model++) {
    values.set(training.values.subarray(model * trainingCount, (model + 1) * trainingCount), model * row);
    const held = validation.subarray(model * validationCount, (model + 1) * validationCount);
    values.set(held, model * row + trainingCount);
  }
  const greatest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!Number.isFinite(greatest))
    throw new RangeError('an ensemble is written when all its margins are finite');
  const step = greatest / 32_767 || 1;
  const margins = new Uint8Array(Int16Array.from(values, (value) => Math.round(value / step)).buffer);
  const membership = packMembership(training.had, spec.count, trainingCount);
  return {
    card: {
      format: 'lethe-ensemble',
      version: 1,
      ...spec,
      modelName: about.modelName,
      dataset: { id: dataset.id, name: dataset.name, trainingCount, validationCount },
      step,
      digests: { margins: digestOf(margins), membership: digestOf(membership) },
      provenance: about.provenance,
    },
    margins,
    membership,
  };
}

/**
 * Reads an ensemble. @param data the data that it is of
 * @throws SaidError where the files are not those of the card, or the data are others
 */
export function decodeEnsemble(
  { card, margins, membership }: EnsembleFile,
  data: EnsembleData,
): EnsembleMargins {
  const { step, count, dataset, digests } = card;
  const { trainingCount, validationCount } = dataset;
  const row = trainingCount + validationCount;
  const isWhole = digestOf(margins) === digests.margins && digestOf(membership) === digests.membership;
  const fits = data.training.count === trainingCount && countHeldOut(data) === validationCount;
  if (!isWhole || !fits || margins.length !== 2 * count * row) {
    throw new SaidError('engine.refused.ensembleDamaged', [{ model: card.modelName, data: dataset.name }]);
  }
  const values = new Int16Array(margins.slice().buffer);
  const rows = new Map(
    Array.from({ length: count }, (_, model) => [
      model,
      Float32Array.from(values.subarray(model * row, (model + 1) * row), (value) => value * step),
    ]),
  );
  const gathered = gatherMargins(specOfCard(card), data, rows);
  gathered.training.had.set(unpackMembership(membership, count, trainingCount));
  return gathered;
}

/** The ensemble that a card speaks of. */
export function specOfCard({ data, model, parameterCount, stages, seed, count }: EnsembleCard): EnsembleSpec {
  return { data, model, parameterCount, stages, seed, count };
}

function packMembership(had: Uint8Array, models: number, samples: number): Uint8Array<ArrayBuffer> {
  const stride = Math.ceil(samples / 8);
  const bits = new Uint8Array(models * stride);
  for (let model = 0; model < models; model++) {
    for (let sample = 0; sample < samples; sample++) {
      if (had[model * samples + sample] === 1) bits[model * stride + (sample >> 3)]! |= 1 << (sample & 7);
    }
  }
  return bits;
}

function unpackMembership(bits: Uint8Array, models: number, samples: number): Uint8Array {
  const stride = Math.ceil(samples / 8);
  const had = new Uint8Array(models * samples);
  for (let model = 0; model < models; model++) {
    for (let sample = 0; sample < samples; sample++) {
      had[model * samples + sample] = (bits[model * stride + (sample >> 3)]! >> (sample & 7)) & 1;
    }
  }
  return had;
}

function digestOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
