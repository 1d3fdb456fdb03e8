/**
 * Figure 11: retraining a batch-normalised net after more and more samples are gone. Where one sample is left for the last batch of an epoch, a step is made by that alone: validation accuracy
 * dips. Beside it the same with the running statistics for such a step, and with the sample in the batch before.
 */

import type { ImageSet } from '../../data/dataset';
import { withoutSamples } from '../../data/takeSamples';
import { listForgetSet } from '../../engine/forgetSpec';
import { findArchitecture } from '../../model/architectures';
import { evaluateSet, summarise } from '../../model/evaluation';
import { createNetwork } from '../../model/network';
import { prepareNetwork } from '../../model/prepareNetwork';
import { runEpochs } from '../../model/training';
import type { TrainingRequest } from '../../model/trainingRequest';
import { say } from '../../words/say';
import { type DataChoice, defineExperiment } from '../experiment';
import { seriesBy } from '../figure';
import { summariseRows } from '../summary';

const kinds = ['keep', 'frozen', 'join'] as const;
const model = 'cifar-cnn-narrow-bn';
const batchSize = 64;
/** n is 20 beyond a whole number of batches: 19 removals leave a batch of one. */
const sizes = {
  small: { limit: 660, runs: 2, epochs: 3, removed: [0, 10, 17, 18, 19, 20, 30] },
  paper: { limit: 10_000, runs: 5, epochs: 20, removed: [0, 5, 10, 14, 15, 16, 20, 40, 60, 79, 80, 81, 100] },
};

interface BatchNormSpec {
  readonly data: DataChoice;
  readonly kind: (typeof kinds)[number];
  readonly removed: number;
  readonly epochs: number;
  readonly seed: number;
}

export const fig11 = defineExperiment<BatchNormSpec>({
  data: {
    small: { data: 'shapes-32', limit: sizes.small.limit },
    paper: { data: 'cifar10', limit: sizes.paper.limit },
  },
  cells(scale, data) {
    const { runs, epochs, removed } = sizes[scale];
    return kinds.flatMap((kind) =>
      removed.flatMap((count) =>
        Array.from({ length: runs }, (_, run) => ({
          data: data!,
          kind,
          removed: count,
          epochs,
          seed: run + 1,
        })),
      ),
    );
  },
  async run({ data, kind, removed, epochs, seed }, { compute, loadData, signal, onProgress }) {
    const dataset = await loadData(data);
    const { labels } = dataset.training;
    const gone = removed === 0 ? [] : listForgetSet(labels, [], { kind: 'random', count: removed, seed });
    const architecture = findArchitecture(model);
    const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
    try {
      await prepareNetwork(compute, network.graph);
      const request: TrainingRequest = {
        ...architecture.training,
        ...{ epochs, batchSize, seed },
        ...(kind === 'join' ? {} : { lastBatch: kind }),
      };
      const left = removed === 0 ? dataset : withoutSamples(dataset, gone);
      const { parameters } = await runEpochs(network, left, request, {
        signal,
        onProgress: ({ fraction }) => onProgress?.(fraction),
      });
      network.setParameters(parameters);
      const measure = async (set: ImageSet) =>
        summarise(await evaluateSet(network, left, set, { signal }), set.labels)!;
      const residual = await measure(left.training);
      const held = await measure(left.validation);
      return {
        rows: [
          {
            ...{ kind, removed, seed, last_batch: (labels.length - removed) % batchSize },
            residual_accuracy: residual.accuracy,
            validation_accuracy: held.accuracy,
            validation_loss: held.loss,
          },
        ],
        times: [],
      };
    } finally {
      network.dispose();
    }
  },
  reduce: (cells) =>
    summariseRows(
      cells.flatMap(({ rows }) => rows),
      {
        by: ['kind', 'removed', 'last_batch'],
        of: ['residual_accuracy', 'validation_accuracy', 'validation_loss'],
      },
    ),
  draw: (rows) => ({
    title: say('experiments.titles.fig11'),
    panels: (['validation_accuracy', 'residual_accuracy'] as const).map((column) => ({
      x: { label: say('experiments.axes.removed') },
      y: {
        label:
          column === 'validation_accuracy'
            ? say('experiments.axes.validationAccuracy')
            : say('experiments.axes.residualAccuracy'),
        isShare: true,
      },
      series: seriesBy(rows, {
        by: 'kind',
        x: 'removed',
        y: column,
        name: (kind) => say(`experiments.rows.fig11.${kind as BatchNormSpec['kind']}`),
      }),
    })),
  }),
});
