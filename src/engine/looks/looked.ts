import { blockIndices, everyLayer } from '../../model/slices';
import { SaidError } from '../../words/saidError';
import { digestOf } from '../digest';
import type { SampleIndex } from '../request';
import { parametersAt, removedSamples, type Session } from '../session';
import type { RetrainingComparison } from '../yardstick/comparison';
import { findRetrained } from '../yardstick/retrain';
import type { LookedModel } from './questions';

/** The weights that a question is about. The session stays as it is; its network may be left with them. */
export interface Looked {
  readonly session: Session;
  readonly parameters: Float32Array;
  readonly digest: string;
  /** The training samples that are gone in the state. */
  readonly removed: readonly SampleIndex[];
}

/**
 * Finds the weights of a model.
 * @param comparisons of the session with retrained models
 * @throws SaidError where there is no such state, its weights are not kept (WeightsMissing), or a retrained model is not there any more
 */
export async function findLooked(
  session: Session,
  comparisons: readonly RetrainingComparison[],
  model: LookedModel,
): Promise<Looked> {
  const { state, retrained = false, off = [] } = model;
  const last = session.removals.length;
  if (!Number.isInteger(state) || state < 0 || state > last) {
    throw new SaidError('engine.refused.noSuchState', [{ last, id: state }]);
  }
  const removed = removedSamples(session, state);
  const whole = retrained
    ? retrainedAt(session, comparisons, state, removed)
    : await parametersAt(session, state);
  const parameters = off.length === 0 ? whole : withoutSlices(session, whole, off);
  return { session, parameters, digest: digestOf(parameters), removed };
}

function retrainedAt(
  session: Session,
  comparisons: readonly RetrainingComparison[],
  state: number,
  removed: readonly SampleIndex[],
): Float32Array {
  const compared = comparisons.find(({ id }) => id === state);
  const found =
    compared &&
    findRetrained(session, { removed, order: compared.order, repeat: compared.retrainingSeed ?? 0 });
  if (!found) throw new SaidError('engine.looks.noRetrained', [{ id: state }]);
  return found.parameters;
}

function withoutSlices(
  { network }: Session,
  parameters: Float32Array,
  off: NonNullable<LookedModel['off']>,
): Float32Array {
  const left = parameters.slice();
  for (const index of blockIndices(everyLayer(network), off)) left[index] = 0;
  return left;
}
