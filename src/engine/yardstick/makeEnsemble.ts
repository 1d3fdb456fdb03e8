/** An ensemble: models that were trained on random halves of the data. What is there of it already is not made again. */

import type { Architecture } from '../../model/architectures';
import { createNetworkFor, type Network } from '../../model/network';
import { prepareNetwork } from '../../model/prepareNetwork';
import { startClock } from '../../model/training';
import type { Session } from '../session';
import { type EnsembleMargins, gatherMargins, wholeRows } from './ensembleMargins';
import { type EnsembleSpec, ensembleKey } from './ensembleSpec';
import type { MemberStore } from './memberStore';
import { trainMember } from './trainMember';

/** What the models of an ensemble are made of. */
export interface EnsembleLab extends Pick<Session, 'compute' | 'dataset'> {
  readonly architecture: Architecture;
}

/** How far a work on the models of an ensemble is. */
export interface ModelProgress {
  /** Models that are done, and models in all. */
  readonly done: number;
  readonly count: number;
  /** Share of all the work that is done, 0 to 1. */
  readonly fraction: number;
  readonly remainingMs: number;
}

export interface EnsembleJob {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ModelProgress) => void) | undefined;
  /** Settled before a model is kept: a device that failed must not have made it. */
  readonly settle?: (() => Promise<void>) | undefined;
}

/**
 * Trains the models that are not there yet, and keeps each as soon as it is trained: a work that was stopped or killed goes on at the model that it was at.
 * @returns the margins of all models
 * @throws SaidError when a training diverges; AbortError when cancelled; what the store has in the way
 */
export async function makeEnsemble(
  lab: EnsembleLab,
  spec: EnsembleSpec,
  store: MemberStore,
  job: EnsembleJob = {},
): Promise<EnsembleMargins> {
  const { dataset } = lab;
  const key = ensembleKey(spec);
  const rows = wholeRows(await store.loadMargins(key), dataset);
  const missing = Array.from({ length: spec.count }, (_, model) => model).filter((model) => !rows.has(model));
  await withNetwork(lab, async (network) => {
    await forEachModel(missing, spec.count, job, async (model, onProgress) => {
      const member = await trainMember(network, dataset, spec, model, { signal: job.signal, onProgress });
      await job.settle?.();
      await store.saveMember(key, model, member);
      rows.set(model, member.margins);
    });
  });
  return gatherMargins(spec, dataset, rows);
}

/** Gives a work a network of its own. */
export async function withNetwork<T>(
  { compute, dataset, architecture }: EnsembleLab,
  work: (network: Network) => Promise<T>,
): Promise<T> {
  const network = createNetworkFor(architecture, dataset);
  try {
    await prepareNetwork(compute, network.graph);
    return await work(network);
  } finally {
    network.dispose();
  }
}

/** Does a work for each of some models, and tells how far that is. @param count models in all, those that are done already among them */
export async function forEachModel(
  models: readonly number[],
  count: number,
  { signal, onProgress }: EnsembleJob,
  work: (model: number, onProgress: (fraction: number) => void) => Promise<void>,
): Promise<void> {
  const before = count - models.length;
  const clock = startClock(models.length);
  for (const [place, model] of models.entries()) {
    signal?.throwIfAborted();
    const tell = (done: number) => {
      const { remainingMs } = clock(done);
      onProgress?.({
        done: before + Math.floor(done),
        count,
        fraction: (before + done) / count,
        remainingMs,
      });
    };
    await work(model, (fraction) => tell(place + Math.min(fraction, 0.999)));
    tell(place + 1);
  }
}
