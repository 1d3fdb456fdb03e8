/**
 * Random labels: SGD from the present weights on what is left, in which each sample to forget has a wrong label, drawn uniformly from all classes but
 * its own and the same in all epochs; of several labels each becomes the one so many places on (A. Golatkar, A. Achille and S. Soatto, CVPR 2020, as a baseline; L. Graves, V. Nagisetty and V. Ganesh, "Amnesiac
 * machine learning", AAAI 2021, "unlearning"). Batch normalisation is in training mode.
 */

import type { Dataset } from '../../data/dataset';
import { withDigest } from '../../data/digest';
import { shiftClasses } from '../../data/shiftClasses';
import { withoutSamples } from '../../data/takeSamples';
import { createRandom } from '../../math/random/random';
import { SaidError } from '../../words/saidError';
import type { SampleIndex } from '../request';
import { removedSamples } from '../session';
import type { MethodInput, MethodResult } from './method';
import type { MethodNumbers } from './table';
import { trainFurther } from './trainFurther';

type Input = MethodInput<MethodNumbers<'random-labels'>>;

export function randomLabels(input: Input): Promise<MethodResult> {
  const { session, request, group } = input;
  const relabelled = withWrongLabels(session.dataset, group.samples, request.seed);
  return trainFurther(input, withoutSamples(relabelled, removedSamples(session)));
}

/**
 * The data set in which these training samples have labels that are not theirs.
 * @throws SaidError when there is only one class, and so no wrong label
 */
export function withWrongLabels(dataset: Dataset, samples: readonly SampleIndex[], seed: number): Dataset {
  const classes = dataset.classNames.length;
  if (classes < 2) throw new SaidError('engine.failed.twoClasses', [{ classes }]);
  const random = createRandom(seed, 'wrong labels');
  const labels = dataset.training.labels.slice();
  const labelSets = dataset.training.labelSets?.slice();
  for (const sample of samples) {
    const shift = 1 + random.integer(classes - 1);
    labels[sample] = (labels[sample]! + shift) % classes;
    if (labelSets) shiftClasses(labelSets.subarray(sample * classes, (sample + 1) * classes), shift);
  }
  const training = { ...dataset.training, labels, ...(labelSets && { labelSets }) };
  return withDigest({ ...dataset, training });
}
