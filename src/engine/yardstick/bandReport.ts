/** The record of a noise band: what models that differ by their seeds alone make of every metric. */

import * as v from 'valibot';
import { bandOf } from '../../math/yardstick/noiseBand';
import { list, measured, name, type Plain, seed, whole } from '../../model/schema/plain';
import { type MetricId, metricIds } from '../metrics/table';

/** Models of a band: R. */
export const bandCount = 16;

/** Share of the training data that may be gone while models of all the data stand for those of what is left. */
export const bandShare = 0.01;

export const bandReportEntries = {
  /** The seeds of the models' last trainings, drawn from that of the original. */
  seeds: list(seed, 2, 1000),
  /** Samples that the models were trained without; 0: none, as no more than 1% were gone. */
  leftOut: whole(0),
  /** Of every model each metric, without the samples that were left out; null where it has no value. */
  values: v.record(name, list(v.nullable(measured()), 2, 1000)),
};

export const bandReportSchema = v.object(bandReportEntries);

export type BandReport = Plain<typeof bandReportSchema>;

/** Weights of two seeds start from other places: their distance says nothing. */
const ofOneSeed: readonly MetricId[] = ['distanceToOriginal'];

/** Of the samples that are gone: models that had them say nothing of models that did not. */
const ofForgotten: readonly MetricId[] = [
  'forgetAccuracy',
  'forgetLoss',
  'forgetMembersOnLoss',
  'forgetMembersOnEntropy',
  'zeroRetrainForgetting',
];

/**
 * Half the width of the 95% band of every metric's gap to a model of another seed, t s sqrt(2) (math/yardstick/noiseBand.ts). The mean of the models is no
 * part of it: a gap is the difference of two models. null without a band, and where it says nothing of the metric.
 */
export function noiseBands(band: BandReport | null | undefined): Record<MetricId, number | null> {
  const widths = metricIds.map((id) => {
    const values = band?.values[id]?.filter((value) => value !== null) ?? [];
    const isSilent = ofOneSeed.includes(id) || (band?.leftOut === 0 && ofForgotten.includes(id));
    const isWhole = band !== undefined && band !== null && values.length === band.seeds.length;
    return [id, isWhole && !isSilent ? bandOf(values) : null];
  });
  return Object.fromEntries(widths) as Record<MetricId, number | null>;
}

/** Whether a gap lies within the noise of retraining; null where the gap or its band is not known. */
export function isWithin(gap: number | null, band: number | null): boolean | null {
  return gap === null || band === null ? null : Math.abs(gap) <= band;
}
