/**
 * The attack on each sample by itself (math/yardstick/likelihoodAttack.ts): removals are made again on every model of the ensemble that had some of their
 * samples, and what is left of these samples is looked for.
 *   in:  models that had the sample, after the removals took from each the part of the forget set that it had
 *   out: models that never had it, treated in the same way: all that differs is the sample
 */

import { withDigest } from '../../data/digest';
import { takeSamples } from '../../data/takeSamples';
import { GpuError } from '../../gpu/gpuError';
import { attackCurve } from '../../math/yardstick/attackCurve';
import type { ModelTable } from '../../math/yardstick/modelTable';
import { evaluateMargins } from '../../model/evaluation';
import { type Job, runInPieces } from '../../model/job';
import type { Network } from '../../model/network';
import { writePlain } from '../../model/schema/plain';
import { SaidError } from '../../words/saidError';
import type { RemovalRequest, SampleIndex } from '../request';
import { unlearn } from '../unlearn';
import type { AttackReport } from './attackReport';
import { type EnsembleMargins, tableOf } from './ensembleMargins';
import { type EnsembleSpec, memberTraining } from './ensembleSpec';
import { drawHalf } from './halves';
import { keyOfText } from './keyOfText';
import { type EnsembleJob, type EnsembleLab, forEachModel, withNetwork } from './makeEnsemble';
import { openMemberSession } from './memberSession';
import { type MemberStore, type MemberWeights, wholeWeights } from './memberStore';
import { trainMember } from './trainMember';

type MemberLab = EnsembleLab & { readonly network: Network };

/** Names the attack on some removals: equal removals on an equal ensemble, equal keys. */
export function attackKey(ensemble: string, requests: readonly RemovalRequest[]): string {
  return keyOfText(writePlain([ensemble, requests.map((request) => Object.entries(request).sort())]));
}

/** The samples that removals take, in their order. */
export function forgottenBy(requests: readonly RemovalRequest[]): SampleIndex[] {
  return requests.flatMap(({ samples }) => samples);
}

/**
 * Makes the removals on the models, and attacks. A model that had none of the samples is taken as it is; another is loaded, or trained and kept. What comes
 * of each model is kept as well: an attack that was stopped goes on at the model that it was at.
 * @param known margins of the whole ensemble: shipped, or made here
 * @throws AbortError when cancelled; SaidError when a training diverges; what the store has in the way
 */
export async function attackRemovals(
  lab: EnsembleLab,
  known: EnsembleMargins,
  store: MemberStore,
  requests: readonly RemovalRequest[],
  job: EnsembleJob = {},
): Promise<AttackReport> {
  const { spec, key: ensemble } = known;
  const { signal } = job;
  const began = performance.now();
  const key = attackKey(ensemble, requests);
  const samples = forgottenBy(requests);
  const before = tableOf(known, samples);
  const after = { ...before, values: Float64Array.from(before.values) };
  const kept = await store.loadAttack(key);
  const outcomes = new Map([...kept].filter(([, margins]) => margins.length === samples.length));
  const open = modelsWithSome(before).filter((model) => !outcomes.has(model));
  await withNetwork(lab, (network) =>
    forEachModel(open, spec.count, job, async (model, onProgress) => {
      const weights =
        wholeWeights(await store.loadWeights(ensemble, model), spec.parameterCount) ??
        (await makeMember({ ...lab, network }, known, store, model, job));
      const margins = await removeFrom({ ...lab, network }, spec, model, weights, requests, {
        signal,
        onProgress,
      });
      await job.settle?.();
      await store.saveAttacked(key, model, margins);
      outcomes.set(model, margins);
    }),
  );
  for (const [model, margins] of outcomes) after.values.set(margins, model * samples.length);
  return {
    schemaVersion: 1,
    ensemble,
    models: spec.count,
    requests,
    failed: [...outcomes.values()].filter((margins) => margins.every(Number.isNaN)).length,
    untouched: await runInPieces(attackCurve(before, spec.seed), signal),
    unlearned: await runInPieces(attackCurve(after, spec.seed), signal),
    durationMs: performance.now() - began,
  };
}

/** The models that had some of the samples, rising. */
function modelsWithSome({ models, samples, had }: ModelTable): number[] {
  return Array.from({ length: models }, (_, model) => model).filter((model) =>
    had.subarray(model * samples, (model + 1) * samples).includes(1),
  );
}

async function makeMember(
  { network, dataset }: MemberLab,
  { spec, key }: EnsembleMargins,
  store: MemberStore,
  model: number,
  { signal, settle }: EnsembleJob,
): Promise<MemberWeights> {
  const member = await trainMember(network, dataset, spec, model, { signal });
  await settle?.();
  await store.saveMember(key, model, member);
  return member;
}

/**
 * Makes the removals on a model, each of the part of its samples that the model had; those that the guard rejects leave it as it was.
 * @returns the margins of all samples of the removals; NaN where a removal could not be made on this model
 */
async function removeFrom(
  lab: MemberLab,
  spec: EnsembleSpec,
  model: number,
  weights: MemberWeights,
  requests: readonly RemovalRequest[],
  { signal, onProgress }: Job,
): Promise<Float32Array> {
  const { dataset, network } = lab;
  const samples = forgottenBy(requests);
  const half = drawHalf(spec.seed, model, dataset.training.count);
  const own = withDigest({ ...dataset, training: takeSamples(dataset, half) });
  const training = memberTraining(spec, model);
  const session = await openMemberSession({ ...lab, dataset: own }, training, weights, signal);
  const placeOf = new Map(Array.from(half, (sample, place) => [sample, place]));
  try {
    for (const [done, request] of requests.entries()) {
      const own = request.samples.flatMap((sample) => placeOf.get(sample) ?? []);
      if (own.length > 0) await unlearn(session, { ...request, samples: own }, { signal });
      onProgress?.((done + 1) / (requests.length + 1));
    }
  } catch (error) {
    // What the GPU did not do says nothing of the removal.
    if (!(error instanceof SaidError) || error instanceof GpuError) throw error;
    return new Float32Array(samples.length).fill(Number.NaN);
  }
  network.setParameters(session.parameters);
  return evaluateMargins(network, dataset, takeSamples(dataset, samples), { signal });
}
