import { createRandom } from '../math/random/random';
import { SaidError } from '../words/saidError';
import type { SampleIndex } from './request';

/** Which samples are to be forgotten, before the numbers are known. */
export type ForgetSpec =
  | { readonly kind: 'list'; readonly samples: readonly SampleIndex[] }
  /** The first samples of a class, at most `limit`; null: all of them. */
  | { readonly kind: 'class'; readonly label: number; readonly limit: number | null }
  /** So many samples drawn at random, of all or of one class. */
  | {
      readonly kind: 'random';
      readonly count: number;
      readonly seed: number;
      readonly label?: number | null;
    };

/**
 * The samples that a specification names among those that are left, in the order in which they are to go.
 * @param labels of the whole training set
 * @param removed samples that are gone already; they are passed over
 * @param labelSets of samples that have several labels, 1 for each of them, samples x classes: a sample is then of every class that it has
 * @throws SaidError when nothing is left to name, or too few
 */
export function listForgetSet(
  labels: Uint8Array,
  removed: readonly SampleIndex[],
  spec: ForgetSpec,
  labelSets?: Uint8Array,
): SampleIndex[] {
  const classes = labelSets ? labelSets.length / labels.length : 0;
  const isOf = (sample: SampleIndex, label: number) =>
    labelSets ? labelSets[sample * classes + label] === 1 : labels[sample] === label;
  const gone = new Set(removed);
  const left = [...labels.keys()].filter((sample) => !gone.has(sample));
  switch (spec.kind) {
    case 'list':
      return spec.samples.filter((sample) => !gone.has(sample));
    case 'class': {
      const members = left.filter((sample) => isOf(sample, spec.label));
      if (members.length === 0) throw new SaidError('engine.refused.emptyClass', [{ label: spec.label }]);
      return spec.limit === null ? members : members.slice(0, spec.limit);
    }
    case 'random': {
      const { label = null } = spec;
      const urn = label === null ? left : left.filter((sample) => isOf(sample, label));
      if (!Number.isInteger(spec.count) || spec.count < 1 || spec.count > urn.length) {
        throw new SaidError('engine.refused.drawSize', [{ most: urn.length, count: spec.count }]);
      }
      const order = createRandom(spec.seed, 'forget set').shuffle(Uint32Array.from(urn));
      return [...order.subarray(0, spec.count)];
    }
    default:
      return spec satisfies never;
  }
}
