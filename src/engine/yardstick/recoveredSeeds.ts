/**
 * What was recovered, over other seeds: the original is trained again with another seed, the same removals are made on it, and it is retrained in its own
 * order without the samples. Each such pair has a share of its own; their scatter says how far the share of one seed is to be trusted.
 */

import { takeSamples } from '../../data/takeSamples';
import { marginOfLoss, shareOfChange } from '../../math/removal/recovered';
import { evaluateSet } from '../../model/evaluation';
import type { TrainingRecord, TrainingStage } from '../../model/trainingRequest';
import { SaidError } from '../../words/saidError';
import type { RemovalRequest, SampleIndex } from '../request';
import { pathTo, type Session } from '../session';
import { unlearn } from '../unlearn';
import { forgottenBy } from './attackRemovals';
import { type BandSpec, bandKey, bandSpecOf } from './bandSpec';
import type { Recovered } from './comparison';
import { inOrder, keyOfText } from './keyOfText';
import { type EnsembleJob, forEachModel, withNetwork } from './makeEnsemble';
import { openMemberSession } from './memberSession';
import type { MemberStore, MemberWeights } from './memberStore';
import { bandSeed, type MemberLab, takeBandMember } from './noiseBand';
import { repeatedStages, trainModel } from './runStages';

/** Sums over the removed samples: of the changes made and of those of retraining, of losses and of margins. */
const sums = ['lossMade', 'lossRetrained', 'marginMade', 'marginRetrained'] as const;

/** The removals that lead to a state, those left out that the guard rejected before it. */
export function removalsTo(session: Session, id: number): RemovalRequest[] {
  return pathTo(session, id).flatMap(({ report }) =>
    report.accepted || report.id === id ? [report.request] : [],
  );
}

/**
 * The shares of the removals that lead to a state, a pair for each of so many other seeds. What is done of a seed is kept: a work that was stopped or killed
 * goes on at the seed that it was at, and more seeds take up those that are there.
 * @param floors of the comparison with retraining: a share whose denominator is under twice its floor is not defined
 * @throws SaidError where nobody knows how the original was trained; AbortError when cancelled; what the store has in the way
 */
export async function recoverSeeds(
  session: Session,
  requests: readonly RemovalRequest[],
  floors: { readonly loss: number; readonly margin: number },
  count: number,
  store: MemberStore,
  job: EnsembleJob = {},
): Promise<Recovered['seeds']> {
  const { compute, dataset, network } = session;
  const spec = bandSpecOf(session, []);
  const key = keyOf(spec, requests);
  const rows = new Map([...(await store.loadAttack(key))].filter(([, row]) => row.length === sums.length));
  const places = Array.from({ length: count }, (_, place) => place);
  const missing = places.filter((place) => !rows.has(place));
  await withNetwork({ compute, dataset, architecture: network.architecture }, (own) =>
    forEachModel(missing, count, job, async (place, onProgress) => {
      const row = await recoverOne(
        { ...session, network: own },
        spec,
        place,
        requests,
        store,
        job,
        onProgress,
      );
      await job.settle?.();
      await store.saveAttacked(key, place, row);
      rows.set(place, row);
    }),
  );
  return places.map((place) => {
    const [lossMade, lossRetrained, marginMade, marginRetrained] = rows.get(place)!;
    return {
      seed: bandSeed(spec, place),
      loss: shareOf(lossMade!, lossRetrained!, floors.loss),
      margin: shareOf(marginMade!, marginRetrained!, floors.margin),
    };
  });
}

/** Names what is kept: equal removals from equally trained originals. */
function keyOf(spec: BandSpec, requests: readonly RemovalRequest[]): string {
  return keyOfText(JSON.stringify(['recovered', bandKey(spec), requests.map(inOrder)]));
}

function shareOf(made: number, retrained: number, floor: number): number | null {
  return Number.isFinite(made) ? shareOfChange(made, retrained, floor) : null;
}

/** A pair of one seed: the sums of its changes, NaN where a removal could not be made. */
async function recoverOne(
  lab: MemberLab & Session,
  spec: BandSpec,
  place: number,
  requests: readonly RemovalRequest[],
  store: MemberStore,
  { signal, settle }: EnsembleJob,
  onProgress: (fraction: number) => void,
): Promise<Float32Array> {
  const { network, dataset } = lab;
  const removed = forgottenBy(requests);
  const third = (done: number) => (fraction: number) => onProgress((done + fraction) / 3);
  const original = await takeBandMember(lab, spec, place, store, {
    signal,
    settle,
    onProgress: third(0),
  });
  const stages = repeatedStages(spec.stages, place + 1);
  const run = { dataset, stages, leftOut: removed };
  const { parameters: retrained } = await trainModel(network, run, { signal, onProgress: third(1) });
  const unlearned = await unlearnAll(lab, stages, original, requests, signal, third(2));
  if (unlearned === null) return new Float32Array(sums.length).fill(Number.NaN);
  const lossesOf = (parameters: Float32Array) => lossesOn(lab, parameters, removed, signal);
  const [before, after, wanted] = [
    await lossesOf(original.parameters),
    await lossesOf(unlearned),
    await lossesOf(retrained),
  ];
  const change = (to: ArrayLike<number>, read: (loss: number) => number) =>
    removed.reduce((sum, _, i) => sum + read(to[i]!) - read(before[i]!), 0);
  const itself = (loss: number) => loss;
  return Float32Array.of(
    change(after, itself),
    change(wanted, itself),
    change(after, marginOfLoss),
    change(wanted, marginOfLoss),
  );
}

/** Makes the removals on an original of another seed, whatever the guard says. @returns its weights then; null where one could not be made */
async function unlearnAll(
  lab: Session,
  stages: readonly TrainingStage[],
  weights: MemberWeights,
  requests: readonly RemovalRequest[],
  signal: AbortSignal | undefined,
  onProgress: (fraction: number) => void,
): Promise<Float32Array | null> {
  const own: TrainingRecord = { ...lab.training, seed: stages.at(-1)!.seed, stages };
  const session = await openMemberSession(lab, own, weights, signal);
  try {
    for (const [done, request] of requests.entries()) {
      await unlearn(session, { ...request, guard: null }, { signal, isRecorded: true });
      onProgress((done + 1) / requests.length);
    }
  } catch (error) {
    if (!(error instanceof SaidError)) throw error;
    return null;
  }
  return session.parameters;
}

async function lossesOn(
  { network, dataset }: Session,
  parameters: Float32Array,
  samples: readonly SampleIndex[],
  signal: AbortSignal | undefined,
): Promise<ArrayLike<number>> {
  network.setParameters(parameters);
  return (await evaluateSet(network, dataset, takeSamples(dataset, samples), { signal })).losses;
}
