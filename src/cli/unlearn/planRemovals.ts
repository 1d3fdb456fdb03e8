import type { ImageSet } from '../../data/dataset';
import { listForgetSet } from '../../engine/forgetSpec';
import type { RemovalSettings, SampleIndex } from '../../engine/request';
import { createRandom } from '../../math/random/random';
import { OptionError } from '../commandError';
import type { RemovalPlan } from './options';

/** One removal to make: its samples, and the seed of all that is random in it. */
export interface PlannedRemoval {
  readonly samples: readonly SampleIndex[];
  readonly seed: number;
}

/**
 * The removals of a plan, in order; without a seed of its own the draw has that of the run. Another selection or curvature with the same plan and seed removes the same samples under the same seeds.
 * @param removed samples that are gone already
 * @throws OptionError when the data have too few samples, or none of a number or class
 */
export function planRemovals(
  training: ImageSet,
  plan: RemovalPlan,
  { seed, drawSeed }: Pick<RemovalSettings, 'seed' | 'drawSeed'>,
  removed: readonly SampleIndex[] = [],
): PlannedRemoval[] {
  const { batchSize } = plan;
  const samples = listSamples(training, plan, drawSeed ?? seed, removed);
  refuseAll(samples.length, training.count - removed.length);
  const seeds = createRandom(seed, 'removals');
  return Array.from({ length: Math.ceil(samples.length / batchSize) }, (_, i) => ({
    samples: samples.slice(i * batchSize, (i + 1) * batchSize),
    seed: seeds.bits(),
  }));
}

function listSamples(
  { labels, labelSets, count }: ImageSet,
  plan: RemovalPlan,
  seed: number,
  removed: readonly SampleIndex[],
): SampleIndex[] {
  const { order, samples, label, removals, batchSize } = plan;
  const wanted = removals === null ? null : removals * batchSize;
  switch (order) {
    case 'random':
      refuseAll(wanted!, count - removed.length);
      return listForgetSet(labels, removed, { kind: 'random', count: wanted!, seed });
    case 'list': {
      const strange = samples.find((sample) => sample >= count);
      if (strange !== undefined) {
        throw new OptionError('cli.strangeSample', [{ most: count - 1, sample: strange }]);
      }
      const gone = samples.find((sample) => removed.includes(sample));
      if (gone !== undefined) throw new OptionError('cli.sampleGone', [{ sample: gone }]);
      return atMost([...samples], wanted, '--samples');
    }
    case 'class': {
      if (!labelSets && !labels.includes(label!))
        throw new OptionError('cli.emptyClass', [{ label: label! }]);
      return atMost(
        listForgetSet(labels, removed, { kind: 'class', label: label!, limit: wanted }, labelSets),
        wanted,
        '--class',
      );
    }
    default:
      return order satisfies never;
  }
}

function refuseAll(wanted: number, count: number): void {
  if (wanted < count) return;
  throw new OptionError('cli.nothingStays', [{ wanted, count }]);
}

function atMost(samples: SampleIndex[], wanted: number | null, option: string): SampleIndex[] {
  if (wanted === null) return samples;
  if (wanted <= samples.length) return samples.slice(0, wanted);
  throw new OptionError('cli.tooFewSamples', [{ wanted, option, count: samples.length }]);
}
