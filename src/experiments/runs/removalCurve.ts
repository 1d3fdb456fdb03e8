/** Removal after removal from one model, and what it is worth after every so many: what most figures of the paper show. */

import { listForgetSet } from '../../engine/forgetSpec';
import { measureModel } from '../../engine/metrics/measureModel';
import { defaultSettings } from '../../engine/parameters';
import type { BriefReport, Metrics, RemovalSettings, SampleIndex } from '../../engine/report';
import { removedSamples, type Session } from '../../engine/session';
import { unlearn } from '../../engine/unlearn';
import { retrain } from '../../engine/yardstick/retrain';
import { createRandom } from '../../math/random/random';
import { evaluateSet, summarise } from '../../model/evaluation';
import type { CurveSpec } from '../curve';
import type { CellContext, CellResult, Row } from '../experiment';

/** Removes the samples of a cell one by one. Rows: one for every `every` removals, the first for none. */
export function runCurve(spec: CurveSpec, { models, signal, onProgress }: CellContext): Promise<CellResult> {
  return models.withSession(spec.model, async (session) => {
    const { training } = session.dataset;
    const samples = listForgetSet(training.labels, [], spec.draw, training.labelSets);
    const seeds = createRandom(spec.seed, 'removals');
    const settings = settingsOf(spec);
    const job = { signal, noiseCount: spec.noise?.count };
    const rows: Row[] = [await measureRow(session, spec, [], [], signal)];
    const times: Row[] = [];
    let since: BriefReport[] = [];
    for (const [i, sample] of samples.entries()) {
      signal?.throwIfAborted();
      if (spec.settings !== null) {
        const request = { ...settings, samples: [sample], seed: seeds.bits() };
        since.push(await unlearn(session, request, job, 'samples'));
      }
      onProgress?.((i + 1) / samples.length);
      const removed = i + 1;
      if (removed % spec.every !== 0 && removed !== samples.length) continue;
      rows.push(await measureRow(session, spec, samples.slice(0, removed), since, signal));
      if (since.length > 0) times.push({ ...labels(spec), removed, ms: meanOf(since, durationOf) });
      since = [];
    }
    return { rows, times };
  });
}

function settingsOf({ settings, noise }: CurveSpec): RemovalSettings {
  const privacy = noise && { epsilon: noise.epsilon, delta: noise.delta };
  return { ...defaultSettings, guard: null, ...(settings as Partial<RemovalSettings>), noise: privacy };
}

const labels = ({ kind, seed }: CurveSpec) => ({ kind, seed });

async function measureRow(
  session: Session,
  spec: CurveSpec,
  gone: readonly SampleIndex[],
  since: readonly BriefReport[],
  signal: AbortSignal | undefined,
): Promise<Row> {
  const removed = spec.settings === null ? gone : removedSamples(session);
  return {
    ...labels(spec),
    removed: gone.length,
    ...(await measureState(session, spec, removed, signal)),
    ...ofSteps(since),
    ...(spec.retrains ? await measureRetrained(session, removed, signal) : {}),
  };
}

async function measureState(
  session: Session,
  { measures }: CurveSpec,
  removed: readonly SampleIndex[],
  signal: AbortSignal | undefined,
): Promise<Row> {
  const { dataset, network, parameters } = session;
  if (measures === undefined) {
    const { metrics } = await measureModel(session, parameters, removed, { signal });
    return pick(metrics);
  }
  network.setParameters(parameters);
  const { validation } = dataset;
  const held = summarise(await evaluateSet(network, dataset, validation, { signal }), validation.labels)!;
  return { validation_accuracy: held.accuracy, validation_loss: held.loss };
}

const pick = (metrics: Metrics) => ({
  residual_accuracy: metrics.residualAccuracy,
  residual_loss: metrics.residualLoss,
  residual_gradient_norm: metrics.decayedGradientNorm,
  validation_accuracy: metrics.validationAccuracy,
  validation_loss: metrics.validationLoss,
  forget_accuracy: metrics.forgetAccuracy,
  forget_loss: metrics.forgetLoss,
  distance: metrics.distanceToOriginal,
});

/** Means over the removals since the last row. */
function ofSteps(since: readonly BriefReport[]): Row {
  const ofSample = (read: (sample: NonNullable<BriefReport['samples']>[number]) => number) =>
    meanOf(since, ({ samples }) => read(samples![0]!));
  const selected = (report: BriefReport) => report.selection?.selected ?? [];
  return {
    gradient_norm_before: ofSample((sample) => sample.gradientNormBefore),
    gradient_norm_after: ofSample((sample) => sample.gradientNormAfter),
    loss_before: ofSample((sample) => sample.lossBefore),
    loss_after: ofSample((sample) => sample.lossAfter),
    slices: meanOf(since, (report) => selected(report).length),
    parameters: meanOf(since, (report) => selected(report).reduce((sum, one) => sum + one.parameters, 0)),
    step_norm: meanOf(since, ({ update }) => update.stepNorm),
    noise_norm: meanOf(since, ({ update }) => update.noise?.norm ?? 0),
  };
}

async function measureRetrained(
  session: Session,
  removed: readonly SampleIndex[],
  signal: AbortSignal | undefined,
): Promise<Row> {
  const { parameters } = await retrain(session, { removed, order: 'coupled' }, { signal });
  const { metrics } = await measureModel(session, parameters, removed, { signal });
  session.network.setParameters(session.parameters);
  return Object.fromEntries(
    Object.entries(pick(metrics)).map(([name, value]) => [`retrained_${name}`, value]),
  );
}

/** The time of a removal without its measuring. */
const durationOf = ({ durationsMs: { perturb, select, curvature, update } }: BriefReport) =>
  perturb + select + curvature + update;

function meanOf<T>(values: readonly T[], read: (value: T) => number): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + read(value), 0) / values.length;
}
