/** What an ensemble says of every sample: its margin under every model, and which models had it. */

import type { Dataset } from '../../data/dataset';
import { countHeldOut } from '../../data/guardImages';
import { type Memorisation, memorisation } from '../../math/yardstick/memorisation';
import type { ModelTable } from '../../math/yardstick/modelTable';
import type { SampleIndex } from '../request';
import { type EnsembleSpec, ensembleKey } from './ensembleSpec';
import { halfMask } from './halves';

/** The data of an ensemble. Its margins are of all held-out images, those that the guard goes by among them. */
export type EnsembleData = Pick<Dataset, 'training' | 'validation' | 'guard'>;

export interface EnsembleMargins {
  readonly key: string;
  readonly spec: EnsembleSpec;
  /** Of the training samples. A model that is not there has NaN everywhere. */
  readonly training: ModelTable;
  /** Of the held-out images: models x images. */
  readonly validation: Float32Array;
}

/** Rows as they lie in a store, without those that cannot be of these data. */
export function wholeRows(
  rows: ReadonlyMap<number, Float32Array>,
  dataset: EnsembleData,
): Map<number, Float32Array> {
  const length = dataset.training.count + countHeldOut(dataset);
  return new Map([...rows].filter(([, row]) => row.length === length && row.every(Number.isFinite)));
}

/** The margins of an ensemble's models, some of which may be missing. @param rows by the numbers of the models; of all training samples, then of all validation images */
export function gatherMargins(
  spec: EnsembleSpec,
  dataset: EnsembleData,
  rows: ReadonlyMap<number, Float32Array>,
): EnsembleMargins {
  const { count } = dataset.training;
  const heldCount = countHeldOut(dataset);
  const values = new Float32Array(spec.count * count).fill(Number.NaN);
  const held = new Float32Array(spec.count * heldCount).fill(Number.NaN);
  const had = new Uint8Array(spec.count * count);
  for (let model = 0; model < spec.count; model++) {
    had.set(halfMask(spec.seed, model, count), model * count);
    const row = rows.get(model);
    if (!row) continue;
    values.set(row.subarray(0, count), model * count);
    held.set(row.subarray(count), model * heldCount);
  }
  return {
    key: ensembleKey(spec),
    spec,
    training: { samples: count, models: spec.count, values, had },
    validation: held,
  };
}

const known = new WeakMap<EnsembleMargins, Memorisation>();

/** Memorisation of every training sample; computed once. */
export function memorisationBy(margins: EnsembleMargins): Memorisation {
  const computed = known.get(margins) ?? memorisation(margins.training);
  known.set(margins, computed);
  return computed;
}

/** The margins of some samples alone. */
export function tableOf({ training }: EnsembleMargins, samples: readonly SampleIndex[]): ModelTable {
  const { models } = training;
  const pick = (from: ArrayLike<number>, model: number) =>
    samples.map((sample) => from[model * training.samples + sample]!);
  const rows = Array.from({ length: models }, (_, model) => model);
  return {
    samples: samples.length,
    models,
    values: Float64Array.from(rows.flatMap((model) => pick(training.values, model))),
    had: Uint8Array.from(rows.flatMap((model) => pick(training.had, model))),
  };
}

/** The margins of a sample under the models that never had it. */
export function outMargins(
  { training: { samples, models, values, had } }: EnsembleMargins,
  sample: SampleIndex,
): number[] {
  const margins: number[] = [];
  for (let model = 0; model < models; model++) {
    const at = model * samples + sample;
    if (had[at] === 0 && Number.isFinite(values[at])) margins.push(values[at]!);
  }
  return margins;
}
