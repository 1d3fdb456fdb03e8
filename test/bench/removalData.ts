/** What removals are timed on: 10,000 training and 1,000 held-out images, and the weights to remove them from. */
import { loadData } from '../../src/cli/loadData';
import { loadShippedWeights } from '../../src/cli/loadWeights';
import { readShipped } from '../../src/cli/packageFiles';
import type { Dataset } from '../../src/data/dataset';
import { withDigest } from '../../src/data/digest';
import { findSource } from '../../src/data/sources';
import { takeSamples } from '../../src/data/takeSamples';
import { findArchitecture } from '../../src/model/architectures';
import { createNetwork } from '../../src/model/network';
import { type TrainedWeights, train } from '../../src/model/training';

export const trainingCount = 10_000;
export const heldOutCount = 1000;
export interface BenchData {
  readonly dataset: Dataset;
  readonly weights: (model: string) => Promise<TrainedWeights>;
}

async function loadMnist(): Promise<BenchData> {
  const mnist = await loadData(['mnist'], { seed: 1, trainingLimit: trainingCount });
  const { images, labels } = mnist.validation;
  const validation = {
    count: heldOutCount,
    images: images.subarray(0, (images.length / labels.length) * heldOutCount),
    labels: labels.subarray(0, heldOutCount),
  };
  return {
    dataset: await withDigest({ ...mnist, validation }),
    weights: async (model) => (await loadShippedWeights(mnist, model)).trained.weights,
  };
}

async function loadDigits(): Promise<BenchData> {
  const digits = await findSource('digits').load({ seed: 1, files: [], readShipped });
  const { count } = digits.training;
  const places = Uint32Array.from({ length: trainingCount }, (_, i) => i % count);
  const dataset = await withDigest({ ...digits, training: takeSamples(digits, places) });
  const weights = async (model: string) => {
    const architecture = findArchitecture(model);
    const network = createNetwork(architecture, dataset.shape, 10);
    const trained = await train(network, dataset, { ...architecture.training, epochs: 2 });
    network.dispose();
    return trained;
  };
  return { dataset, weights };
}

/** MNIST and the weights that ship where LETHE_DATA names a folder with mnist/; else the built-in digits, 4,000 of them twice, and two epochs on the open backend. */
export function loadRemovalData(): Promise<BenchData> {
  return process.env.LETHE_DATA ? loadMnist() : loadDigits();
}
