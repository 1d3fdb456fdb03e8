/** A cell of *recovered*: one sample of one model, and what each step makes of the change that its retraining makes. */

import type { CurvatureId, SelectionId } from '../../engine/choices';
import { measureModel } from '../../engine/metrics/measureModel';
import { defaultSettings } from '../../engine/parameters';
import type { SampleIndex } from '../../engine/report';
import type { Session } from '../../engine/session';
import { unlearn } from '../../engine/unlearn';
import { floorPlan } from '../../engine/yardstick/coupledFloor';
import { type MeasuredModel, measureRecovered } from '../../engine/yardstick/recovered';
import { retrain } from '../../engine/yardstick/retrain';
import { rewound } from '../../engine/yardstick/rewindLine';
import type { CellContext, CellResult, Row } from '../experiment';
import type { RecoveredSpec } from '../rows/recovered';

export async function runRecovered(
  spec: RecoveredSpec,
  { models, signal, onProgress }: CellContext,
): Promise<CellResult> {
  const rows: Row[] = [];
  const times: Row[] = [];
  const { selections, curvatures, dampings, rewinds } = spec.steps;
  const plans = selections.flatMap((selection) =>
    curvatures.flatMap((curvature) => dampings.map((damping) => ({ selection, curvature, damping }))),
  );
  await models.withSession(spec.model, async (session) => {
    const own = rewinds.filter((epochs) => epochs <= session.training.epochs);
    const sample = sampleAt(session, spec.quantile);
    const { parameters, retrainingMs } = await retrain(
      session,
      { removed: [sample], order: 'coupled' },
      { signal },
    );
    const floorAt = await floorPlan(session, [sample], signal);
    const floor = await retrain(session, floorAt, { signal });
    const measure = async (weights: Float32Array): Promise<MeasuredModel> => ({
      parameters: weights,
      evaluation: await measureModel(session, weights, [sample], { signal }),
    });
    const known = {
      original: await measure(session.parameters),
      retrained: await measure(parameters),
      floor: await measure(floor.parameters),
    };
    const tell = async (step: Row, made: Float32Array, ms: number) => {
      const { loss, margin, validation, weights } = measureRecovered(
        { ...known, unlearned: await measure(made) },
        [sample],
      );
      const head = { ...step, seed: spec.seed, sample };
      rows.push({
        ...head,
        loss_share: loss.share,
        margin_share: margin.share,
        validation_correlation: validation.loss,
        cosine: weights.cosine,
        distance_left: weights.distanceLeft,
      });
      times.push({ ...head, cost: ms / retrainingMs });
      onProgress?.(rows.length / (plans.length + own.length));
    };
    for (const epochs of own) {
      const { parameters: made, ms } = await rewound(session, [sample], epochs, { signal });
      await tell({ step: 'rewind', selection: null, curvature: null, damping: null, epochs }, made, ms);
    }
    for (const plan of plans) {
      const { made, ms } = await models.withSession(spec.model, (fresh) =>
        removeOnce(fresh, sample, plan, spec.seed, signal),
      );
      await tell({ step: 'algorithm1', ...plan, epochs: null }, made, ms);
    }
  });
  return { rows, times };
}

async function removeOnce(
  session: Session,
  sample: SampleIndex,
  plan: { readonly selection: SelectionId; readonly curvature: CurvatureId; readonly damping: number },
  seed: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly made: Float32Array; readonly ms: number }> {
  const request = { ...defaultSettings, ...plan, guard: null, seed, samples: [sample] };
  const { durationsMs } = await unlearn(session, request, { signal }, 'none');
  const { perturb, select, curvature, update } = durationsMs;
  return { made: session.parameters, ms: perturb + select + curvature + update };
}

/** The sample at a place among all, by the loss of the original model. */
function sampleAt({ evaluation }: Session, quantile: number): SampleIndex {
  const { losses } = evaluation.training;
  const ordered = [...losses.keys()].sort((a, b) => losses[a]! - losses[b]!);
  return ordered[Math.floor(quantile * ordered.length)]!;
}
