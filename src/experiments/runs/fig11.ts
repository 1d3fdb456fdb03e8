/** A cell of Figure 11: one retraining without so many samples, and its accuracies. */

import type { ImageSet } from '../../data/dataset';
import { withoutSamples } from '../../data/takeSamples';
import { listForgetSet } from '../../engine/forgetSpec';
import { findArchitecture } from '../../model/architectures';
import { evaluateSet, summarise } from '../../model/evaluation';
import { createNetwork } from '../../model/network';
import { prepareNetwork } from '../../model/prepareNetwork';
import { runEpochs } from '../../model/training';
import type { TrainingRequest } from '../../model/trainingRequest';
import type { CellContext, CellResult } from '../experiment';
import type { BatchNormSpec } from '../rows/fig11';

export async function runBatchNorm(
  { data, model, kind, removed, epochs, batchSize, seed }: BatchNormSpec,
  { compute, loadData, signal, onProgress }: CellContext,
): Promise<CellResult> {
  const dataset = await loadData(data);
  const { labels } = dataset.training;
  const gone = removed === 0 ? [] : listForgetSet(labels, [], { kind: 'random', count: removed, seed });
  const architecture = findArchitecture(model);
  const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
  try {
    await prepareNetwork(compute, network.graph);
    const request: TrainingRequest = {
      ...architecture.training,
      // The last step of a cosine would be next to nothing, whatever batch it is made by.
      ...{ epochs, batchSize, seed, schedule: 'constant' },
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
}
