/** The cell of `identities`: one person's pictures removed one by one. */

import { defaultSettings } from '../../engine/parameters';
import type { BriefReport, RemovalSettings, SampleIndex } from '../../engine/report';
import type { Session } from '../../engine/session';
import { unlearn } from '../../engine/unlearn';
import { norm, subtract } from '../../math/linear/vector';
import { createRandom } from '../../math/random/random';
import { evaluateSet } from '../../model/evaluation';
import type { CellContext, CellResult, Row } from '../experiment';
import { type IdentitySpec, paperCount } from '../rows/identities';

const privacy = { epsilon: 0.01, delta: 0.01 };

export function runIdentity(
  spec: IdentitySpec,
  { models, signal, onProgress }: CellContext,
): Promise<CellResult> {
  return models.withSession(spec.model, async (session) => {
    const { labels } = session.dataset.training;
    const samples = [...labels.keys()].filter((sample) => labels[sample] === spec.person) as SampleIndex[];
    const seeds = createRandom(spec.seed, 'removals');
    const noise = spec.noise === 'none' ? null : privacy;
    const job = { signal, noiseCount: spec.noise === 'paper' ? paperCount : undefined };
    const rows: Row[] = [await measure(session, spec, [], [], signal)];
    const times: Row[] = [];
    let since: BriefReport[] = [];
    for (const [i, sample] of samples.entries()) {
      signal?.throwIfAborted();
      const request: RemovalSettings = { ...defaultSettings, guard: null, noise };
      since.push(await unlearn(session, { ...request, samples: [sample], seed: seeds.bits() }, job, 'none'));
      onProgress?.((i + 1) / samples.length);
      if ((i + 1) % spec.every !== 0 && i + 1 !== samples.length) continue;
      rows.push(await measure(session, spec, samples.slice(0, i + 1), since, signal));
      times.push({ noise: spec.noise, person: spec.person, removed: i + 1, ms: meanOf(since, durationOf) });
      since = [];
    }
    return { rows, times };
  });
}

async function measure(
  session: Session,
  { person, relative, noise, seed }: IdentitySpec,
  gone: readonly SampleIndex[],
  since: readonly BriefReport[],
  signal: AbortSignal | undefined,
): Promise<Row> {
  const { dataset, network, parameters, trained } = session;
  network.setParameters(parameters);
  const { training, validation } = dataset;
  const seen = await evaluateSet(network, dataset, training, { signal });
  const held = await evaluateSet(network, dataset, validation, { signal });
  const removed = new Set<number>(gone);
  const trainedShare = (wanted: (index: number) => boolean) =>
    shareRight(seen.predicted, training.labels, wanted);
  const heldShare = (wanted: (label: number) => boolean) =>
    shareRight(held.predicted, validation.labels, (index) => wanted(validation.labels[index]!));
  return {
    ...{ noise, person, seed, removed: gone.length },
    forget_accuracy: trainedShare((index) => removed.has(index)),
    residual_accuracy: trainedShare((index) => !removed.has(index)),
    person_validation: heldShare((label) => label === person),
    relative_validation: relative === null ? null : heldShare((label) => label === relative),
    others_validation: heldShare((label) => label !== person && label !== relative),
    distance: norm(subtract(parameters, trained.parameters)),
    step_norm: meanOf(since, ({ update }) => update.stepNorm),
    noise_norm: meanOf(since, ({ update }) => update.noise?.norm ?? 0),
  };
}

/** Of the wanted ones; null where there are none. */
function shareRight(
  predicted: Uint8Array,
  labels: Uint8Array,
  wanted: (index: number) => boolean,
): number | null {
  const all = [...labels.keys()].filter(wanted);
  return all.length === 0
    ? null
    : all.filter((index) => predicted[index] === labels[index]).length / all.length;
}

/** The time of a removal without its measuring. */
const durationOf = ({ durationsMs: { perturb, select, curvature, update } }: BriefReport) =>
  perturb + select + curvature + update;

function meanOf(values: readonly BriefReport[], read: (value: BriefReport) => number): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + read(value), 0) / values.length;
}
