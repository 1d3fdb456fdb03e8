/**
 * The noise of retraining: models that are trained as the original was, a seed each, on all the data, or on what is left of it where more than 1% is gone.
 * What is there of them already is not made again.
 */

import { type MeasuredLab, measureModel } from '../metrics/measureModel';
import { metricIds, metricTable } from '../metrics/table';
import type { Metrics } from '../report';
import type { Session } from '../session';
import type { BandReport } from './bandReport';
import { type BandSpec, bandKey } from './bandSpec';
import { type EnsembleJob, forEachModel, withNetwork } from './makeEnsemble';
import { type Member, type MemberStore, type MemberWeights, wholeWeights } from './memberStore';
import { repeatedSeed, repeatedStages, trainModel } from './runStages';

/** What the models are made of and measured in. */
export type BandLab = MeasuredLab & Pick<Session, 'compute'>;

/**
 * Trains the models that are not there yet, and keeps each as soon as it is measured: a work that was stopped or killed goes on at the model that it was at.
 * @throws SaidError when a training diverges; AbortError when cancelled; what the store has in the way
 */
export async function makeBand(
  lab: BandLab,
  spec: BandSpec,
  store: MemberStore,
  job: EnsembleJob = {},
): Promise<BandReport> {
  const { compute, dataset } = lab;
  const { architecture } = lab.network;
  const { signal } = job;
  const key = bandKey(spec);
  const rows = wholeBandRows(await store.loadMargins(key));
  const missing = Array.from({ length: spec.count }, (_, model) => model).filter((model) => !rows.has(model));
  await withNetwork({ compute, dataset, architecture }, async (network) => {
    await forEachModel(missing, spec.count, job, async (model, onProgress) => {
      const { settle } = job;
      const member = await makeMember({ ...lab, network }, spec, model, store, {
        signal,
        settle,
        onProgress,
      });
      rows.set(model, member.margins);
    });
  });
  return gatherBand(spec, rows)!;
}

/** What is kept of a band; null where not all of its models are there. */
export async function findBand(
  spec: BandSpec,
  store: Pick<MemberStore, 'loadMargins'>,
): Promise<BandReport | null> {
  return gatherBand(spec, wholeBandRows(await store.loadMargins(bandKey(spec))));
}

/** The seed of a model's last training. */
export function bandSeed({ stages }: Pick<BandSpec, 'stages'>, model: number): number {
  return repeatedSeed(stages.at(-1)!.seed, model + 1);
}

/** A lab whose network is free to be used. */
export type MemberLab = BandLab;

/** What making one model needs to know, and tells. */
export interface MemberJob extends Pick<EnsembleJob, 'signal' | 'settle'> {
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** The weights of a model of a band: as they are kept, or trained now. */
export async function takeBandMember(
  lab: MemberLab,
  spec: BandSpec,
  model: number,
  store: MemberStore,
  job: MemberJob,
): Promise<MemberWeights> {
  const kept = await store.loadWeights(bandKey(spec), model);
  return wholeWeights(kept, spec.parameterCount) ?? (await makeMember(lab, spec, model, store, job));
}

/** Trains a model of a band, measures it, and keeps it. */
async function makeMember(
  lab: MemberLab,
  spec: BandSpec,
  model: number,
  store: MemberStore,
  { signal, settle, onProgress }: MemberJob,
): Promise<Member> {
  const run = { dataset: lab.dataset, stages: repeatedStages(spec.stages, model + 1), leftOut: spec.leftOut };
  const weights = await trainModel(lab.network, run, { signal, onProgress });
  const { metrics } = await measureModel(lab, weights.parameters, spec.leftOut, { signal });
  const member = { ...weights, margins: rowOf(metrics) };
  await settle?.();
  await store.saveMember(bandKey(spec), model, member);
  return member;
}

/** A model's metrics as they are kept: in the order of the table, NaN where one has no value. */
function rowOf(metrics: Metrics): Float32Array {
  return Float32Array.from(metricIds, (id) => metricTable[id].read(metrics) ?? Number.NaN);
}

function wholeBandRows(rows: ReadonlyMap<number, Float32Array>): Map<number, Float32Array> {
  return new Map([...rows].filter(([, row]) => row.length === metricIds.length));
}

/** Digits of a value that was kept in 32 bits. */
const keptDigits = 7;

function gatherBand(spec: BandSpec, rows: ReadonlyMap<number, Float32Array>): BandReport | null {
  const models = Array.from({ length: spec.count }, (_, model) => model);
  if (!models.every((model) => rows.has(model))) return null;
  const valueAt = (model: number, place: number) => {
    const value = rows.get(model)![place]!;
    return Number.isFinite(value) ? Number(value.toPrecision(keptDigits)) : null;
  };
  return {
    seeds: models.map((model) => bandSeed(spec, model)),
    leftOut: spec.leftOut.length,
    values: Object.fromEntries(
      metricIds.map((id, place) => [id, models.map((model) => valueAt(model, place))]),
    ),
  };
}
