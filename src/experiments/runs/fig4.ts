/** The cell of Figure 4: one training with a head that the layers before it hide attributes from. */

import type { Dataset } from '../../data/dataset';
import { columnOf, companions, correlate } from '../../data/planted/correlate';
import { findArchitecture } from '../../model/architectures';
import { evaluateSet } from '../../model/evaluation';
import { createNetworkFor } from '../../model/network';
import { prepareNetwork } from '../../model/prepareNetwork';
import { chooseAttributes } from '../../model/reversalAttributes';
import { runEpochs } from '../../model/training';
import type { TrainingRequest } from '../../model/trainingRequest';
import type { CellContext, CellResult } from '../experiment';
import type { ReversalSpec } from '../rows/fig4';

/** Share of the head's gradient that reaches the layers before it. */
const reversal = 0.1;

const training = {
  optimizer: 'sgd',
  batchSize: 32,
  learningRate: 0.01,
  momentum: 0.9,
  weightDecay: 0,
  schedule: 'constant',
  augmentation: 'none',
  loop: 2,
} as const satisfies Partial<TrainingRequest>;

/** @throws SaidError where the data have no such attributes */
export async function runReversal(
  { data, model, head, strength, epochs, seed }: ReversalSpec,
  { compute, loadData, signal, onProgress }: CellContext,
): Promise<CellResult> {
  const dataset = correlate(await loadData(data), { permille: Math.round(1000 * strength), seed });
  const attributes = head === 'none' ? [] : chooseAttributes(dataset, head, seed);
  const network = createNetworkFor(findArchitecture(model), dataset);
  try {
    await prepareNetwork(compute, network.graph);
    const request = { ...training, epochs, seed };
    const reversed =
      attributes.length === 0 ? request : { ...request, reversal: { strength: reversal, attributes } };
    await runEpochs(network, dataset, reversed, {
      signal,
      onProgress: ({ fraction }) => onProgress?.(fraction),
    });
    const { predicted } = await evaluateSet(network, dataset, dataset.validation, { signal });
    const row = {
      head,
      strength,
      seed,
      guessed: attributes.join(' '),
      training_images: dataset.training.count,
      attributes: attributes.length,
    };
    return { rows: [{ ...row, ...accuracies(dataset, predicted) }], times: [] };
  } finally {
    network.dispose();
  }
}

/** Of all held-out pictures, and of those with and without each companion. */
function accuracies({ validation: set, attributeNames }: Dataset, predicted: Uint8Array) {
  const [beard, long] = companions.map(({ name }) => columnOf(set, attributeNames!, name));
  const share = (wanted: (i: number) => boolean) => {
    const all = [...set.labels.keys()].filter(wanted);
    return all.filter((i) => predicted[i] === set.labels[i]).length / all.length;
  };
  return {
    all: share(() => true),
    beard: share((i) => beard![i] === 1),
    no_beard: share((i) => beard![i] === 0),
    long_hair: share((i) => long![i] === 1),
    short_hair: share((i) => long![i] === 0),
  };
}
