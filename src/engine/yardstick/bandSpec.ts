/** Which noise band: everything that its models depend on, but for the rounding of what computes them. */

import type { Dataset } from '../../data/dataset';
import type { Network } from '../../model/network';
import { stagesOf, type TrainingStage } from '../../model/trainingRequest';
import { SaidError } from '../../words/saidError';
import { metricIds } from '../metrics/table';
import type { SampleIndex } from '../request';
import type { Session } from '../session';
import { bandCount, bandShare } from './bandReport';
import { inOrder, keyOfText } from './keyOfText';

/** Which models: everything that they depend on, but for the rounding of what computes them. */
export interface BandSpec {
  /** The digest of the training data. */
  readonly data: string;
  /** The id of the architecture. */
  readonly model: string;
  readonly parameterCount: number;
  /** The trainings of the original: each model repeats them with seeds of its own. */
  readonly stages: readonly TrainingStage[];
  /** Samples that are left out in the original's order, rising. */
  readonly leftOut: readonly SampleIndex[];
  readonly count: number;
}

/** The model whose retraining has the noise. */
export interface BandOriginal {
  readonly dataset: Pick<Dataset, 'digest' | 'training'>;
  readonly network: Pick<Network, 'architecture' | 'parameterCount'>;
  readonly training: Session['training'];
}

/**
 * The band of a model of which these samples are gone.
 * @throws SaidError where nobody knows how the original was trained
 */
export function bandSpecOf(
  { dataset, network, training }: BandOriginal,
  removed: readonly SampleIndex[],
  count: number = bandCount,
): BandSpec {
  const stages = stagesOf(training);
  if (stages === null) throw new SaidError('engine.failed.notRetrainable', []);
  const isFew = removed.length <= bandShare * dataset.training.count;
  return {
    data: dataset.digest,
    model: network.architecture.id,
    parameterCount: network.parameterCount,
    stages,
    leftOut: isFew ? [] : [...removed].sort((a, b) => a - b),
    count,
  };
}

/** Names a band, and what is kept of each of its models: equal specifications, equal keys. */
export function bandKey({ data, model, parameterCount, stages, leftOut, count }: BandSpec): string {
  const trainings = stages.map(inOrder);
  return keyOfText(
    JSON.stringify(['band', data, model, parameterCount, trainings, leftOut, count, metricIds]),
  );
}
