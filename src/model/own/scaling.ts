/**
 * How pixels are scaled before a model of one's own sees them. A model is right only under the scaling that it was trained with, which its file does not
 * say: each of the usual ones is measured (measureScalings.ts).
 */

import * as v from 'valibot';
import type { Dataset, Normalisation } from '../../data/dataset';
import { SaidError } from '../../words/saidError';
import { list, number, type Plain, type RuleBreak, rule, share } from '../schema/plain';

/** The usual scalings; their words stand in the catalogue under these ids. */
export const scalingIds = ['unit', 'symmetric', 'bytes', 'data', 'imagenet'] as const;
export type ScalingId = (typeof scalingIds)[number];

const perChannel = list(number(-1e9, 1e9), 1, 4096);
/** Nothing is divided by 0. */
const deviations = list(
  v.pipe(
    number(-1e9, 1e9),
    v.check((value) => value !== 0),
  ),
  1,
  4096,
);

const measuredScalingSchema = v.object({
  id: v.picklist(scalingIds),
  /** Of pixel / 255, per channel; the layers that scale at the beginning of the model are part of it. */
  mean: perChannel,
  standardDeviation: deviations,
  /** Mean loss on the first training images. */
  trainingLoss: number(0),
  /** On the first held-out images. */
  accuracy: share,
  loss: number(0),
});

/** A scaling, and what a model makes of the data under it. */
export type MeasuredScaling = Plain<typeof measuredScalingSchema>;

export const modelScalingSchema = v.pipe(
  v.object({ id: v.picklist(scalingIds), measured: list(measuredScalingSchema, 1, scalingIds.length) }),
  rule(checkChosen),
);

/** The scaling of a model, and those that it was chosen from. */
export type ModelScaling = Plain<typeof modelScalingSchema>;

function checkChosen({
  id,
  measured: rows,
}: {
  readonly id: ScalingId;
  readonly measured: readonly MeasuredScaling[];
}): RuleBreak | null {
  if (rows.some((row) => row.id === id)) return null;
  return { at: ['id'], expected: { kind: 'oneOf', values: rows.map((row) => row.id) } };
}

/**
 * The same measurements with another of the scalings taken.
 * @throws SaidError where the model was not measured under it
 */
export function takeScaling(scaling: ModelScaling, id: ScalingId): ModelScaling {
  const measured = scaling.measured.map((row) => row.id);
  if (!measured.includes(id)) throw new SaidError('model.notMeasured', [{ id, measured }]);
  return { ...scaling, id };
}

/** x -> scale x + shift per channel: what layers at the beginning of a model do with the pixels; one entry stands for all channels. */
export interface InputScaling {
  readonly scale: readonly number[];
  readonly shift: readonly number[];
}

/** What the usual scalings make of pixel / 255. ImageNet's are those that torchvision's models are trained with. */
function usualScalings(
  channels: number,
  own: Normalisation,
): Readonly<Record<ScalingId, Normalisation | null>> {
  const all = (mean: number, deviation: number): Normalisation => ({
    mean: Array(channels).fill(mean),
    standardDeviation: Array(channels).fill(deviation),
  });
  return {
    unit: all(0, 1),
    symmetric: all(0.5, 0.5),
    bytes: all(0, 1 / 255),
    data: own,
    imagenet:
      channels === 3 ? { mean: [0.485, 0.456, 0.406], standardDeviation: [0.229, 0.224, 0.225] } : null,
  };
}

/** The usual scalings of data, each followed by the layers that scale: (x - mean) / deviation for pixel / 255. */
export function scalingsFor(
  { shape, normalisation }: Pick<Dataset, 'shape' | 'normalisation'>,
  layers: InputScaling | null,
): readonly { readonly id: ScalingId; readonly normalisation: Normalisation }[] {
  const usual = usualScalings(shape[2], normalisation);
  return scalingIds.flatMap((id) => {
    const found = usual[id];
    if (!found) return [];
    return [{ id, normalisation: layers ? followedBy(found, layers) : found }];
  });
}

/** scale (x - m) / d + shift = (x - (m - shift d / scale)) / (d / scale) */
function followedBy(
  { mean, standardDeviation }: Normalisation,
  { scale, shift }: InputScaling,
): Normalisation {
  const at = (values: readonly number[], channel: number) => values[channel] ?? values[0]!;
  return {
    mean: mean.map((m, c) => m - (at(shift, c) * standardDeviation[c]!) / at(scale, c)),
    standardDeviation: standardDeviation.map((d, c) => d / at(scale, c)),
  };
}

/** The data as a model is to be fed with them: pixels scaled as it was trained on, where that is known. */
export function scaledFor(
  dataset: Dataset,
  { scaling }: { readonly scaling?: ModelScaling | undefined },
): Dataset {
  const chosen = scaling?.measured.find(({ id }) => id === scaling.id);
  if (!chosen) return dataset;
  const { mean, standardDeviation } = chosen;
  return { ...dataset, normalisation: { mean, standardDeviation } };
}
