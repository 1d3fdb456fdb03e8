/** How much of what coupled retraining does an unlearning step did (math/removal/recovered.ts), of models that are measured on the same samples. */

import { dot, norm, subtract } from '../../math/linear/vector';
import { correlateChanges, marginOfLoss, recoveredShare } from '../../math/removal/recovered';
import type { SampleIndex } from '../request';
import type { Recovered } from './comparison';

/** A model: its weights, and its losses on all training and validation images. */
export interface MeasuredModel {
  readonly parameters: Float32Array;
  readonly evaluation: Readonly<Record<'training' | 'validation', { readonly losses: ArrayLike<number> }>>;
}

/** The four models of a comparison. */
export interface ComparedModels {
  readonly original: MeasuredModel;
  readonly unlearned: MeasuredModel;
  readonly retrained: MeasuredModel;
  /** Retrained without a sample of no influence. */
  readonly floor: MeasuredModel;
}

/** The cosine of the angle between two changes of weights; null where one of them is 0. */
export function cosineOfChanges(
  from: Float32Array,
  first: Float32Array,
  second: Float32Array,
): number | null {
  const [a, b] = [subtract(first, from), subtract(second, from)];
  const scale = norm(a) * norm(b);
  return scale === 0 ? null : dot(a, b) / scale;
}

/** What was recovered of the removal of these samples, but for other seeds. */
export function measureRecovered(
  models: ComparedModels,
  removed: readonly SampleIndex[],
): Omit<Recovered, 'seeds'> {
  const { original, unlearned, retrained } = models;
  const share = (read: (loss: number) => number) =>
    recoveredShare(
      eachModel(models, ({ evaluation }) =>
        removed.map((sample) => read(evaluation.training.losses[sample]!)),
      ),
    );
  const correlation = (read: (loss: number) => number) => {
    const values = ({ evaluation }: MeasuredModel) => Array.from(evaluation.validation.losses, read);
    return correlateChanges(values(original), values(unlearned), values(retrained));
  };
  const whole = norm(subtract(retrained.parameters, original.parameters));
  const left = norm(subtract(retrained.parameters, unlearned.parameters));
  return {
    loss: share(itself),
    margin: share(marginOfLoss),
    validation: { loss: correlation(itself), margin: correlation(marginOfLoss) },
    weights: {
      cosine: cosineOfChanges(original.parameters, unlearned.parameters, retrained.parameters),
      distanceLeft: whole === 0 ? null : left / whole,
    },
  };
}

const itself = (loss: number) => loss;

function eachModel<T>(
  { original, unlearned, retrained, floor }: ComparedModels,
  read: (model: MeasuredModel) => T,
): Record<keyof ComparedModels, T> {
  return {
    original: read(original),
    unlearned: read(unlearned),
    retrained: read(retrained),
    floor: read(floor),
  };
}
