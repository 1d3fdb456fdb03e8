/** The cell of `reid`: how well strangers are found, after more and more removals. */

import type { Strangers } from '../../data/dataset';
import { listForgetSet } from '../../engine/forgetSpec';
import { readPenultimate } from '../../engine/looks/embedding';
import { measureModel } from '../../engine/metrics/measureModel';
import { defaultSettings } from '../../engine/parameters';
import { removedSamples, type Session } from '../../engine/session';
import { unlearn } from '../../engine/unlearn';
import { createRandom } from '../../math/random/random';
import { measureRetrieval } from '../../math/yardstick/retrieval';
import { SaidError } from '../../words/saidError';
import type { CellContext, CellResult, Row } from '../experiment';
import type { ReidSpec } from '../rows/reid';

/** @throws SaidError where the data have no strangers */
export function runReid(
  { model, removals, every, epsilon, seed }: ReidSpec,
  { models, signal, onProgress }: CellContext,
): Promise<CellResult> {
  return models.withSession(model, async (session) => {
    const { dataset } = session;
    if (!dataset.loadStrangers) throw new SaidError('experiments.noStrangers', [{ data: dataset.name }]);
    const strangers = await dataset.loadStrangers(signal);
    const samples = listForgetSet(dataset.training.labels, [], { kind: 'random', count: removals, seed });
    const seeds = createRandom(seed, 'removals');
    const head = { noise: epsilon === null ? 'none' : String(epsilon), seed };
    const noise = epsilon === null ? null : { epsilon, delta: 0.01 };
    const rows: Row[] = [{ ...head, removed: 0, ...(await measure(session, strangers, signal)) }];
    for (const [i, sample] of samples.entries()) {
      signal?.throwIfAborted();
      const request = { ...defaultSettings, guard: null, noise, samples: [sample], seed: seeds.bits() };
      await unlearn(session, request, { signal }, 'none');
      onProgress?.((i + 1) / samples.length);
      if ((i + 1) % every !== 0 && i + 1 !== samples.length) continue;
      rows.push({ ...head, removed: i + 1, ...(await measure(session, strangers, signal)) });
    }
    return { rows, times: [] };
  });
}

async function measure(
  session: Session,
  strangers: Strangers,
  signal: AbortSignal | undefined,
): Promise<Row> {
  const { parameters } = session;
  const removed = removedSamples(session);
  const { metrics } = await measureModel(session, parameters, removed, { signal });
  const looked = { session, parameters };
  const read = async ({ labels, ...set }: Strangers['query']) => ({
    features: await readPenultimate(looked, { ...set, labels }, { signal }),
    labels,
  });
  const { meanAveragePrecision, rankOne } = measureRetrieval(
    await read(strangers.query),
    await read(strangers.gallery),
  );
  return {
    mean_average_precision: meanAveragePrecision,
    rank_one: rankOne,
    validation_accuracy: metrics.validationAccuracy,
    residual_accuracy: metrics.residualAccuracy,
  };
}
