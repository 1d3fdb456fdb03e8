import { loadCheckpoint, loadShippedWeights } from '../cli/loadWeights';
import { openNodeCompute } from '../cli/nodeCompute';
import type { Dataset } from '../data/dataset';
import { collectEpochs, takeOverEpochs } from '../engine/rewind/epochStates';
import { openSession } from '../engine/session';
import type { Original } from '../lab/opening/findOriginal';
import { openOriginal } from '../lab/opening/openOriginal';
import { findArchitecture } from '../model/architectures';
import type { Compute } from '../model/compute';
import { createNetworkFor } from '../model/network';
import { prepareNetwork } from '../model/prepareNetwork';
import { type EpochProgress, train } from '../model/training';
import type { TrainingProgress } from '../model/trainingProgress';
import type { TrainingRequest } from '../model/trainingRequest';
import { presentSession, type UnlearningSession } from './session';

export interface EngineOptions {
  /** Where to compute; default wasm. webgpu needs the package `webgpu` beside this one. */
  readonly backend?: 'wasm' | 'webgpu' | 'cpu';
}

/** What a training is to have in place of the model's own settings, and who is told of it. */
export interface TrainingOptions extends Partial<TrainingRequest> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: EpochProgress) => void;
}

/** Where models are trained, opened and unlearned. */
export interface Engine {
  readonly backend: 'wasm' | 'webgpu' | 'cpu';
  /** What computes: the adapter's name, or "CPU". */
  readonly device: string;
  /**
   * Trains a model of the lab's table. The same settings on the same data and backend give the same weights.
   * @param model mnist-logistic, mnist-2nn, mnist-cnn, cifar-net and so on: the ids that `lethe train --help` lists
   * @throws SaidError for a model or settings that there are not, or when training diverges; AbortError when cancelled
   */
  train(dataset: Dataset, model: string, options?: TrainingOptions): Promise<UnlearningSession>;
  /** Opens the weights that ship for these data. @throws CheckpointError when none do */
  openShipped(dataset: Dataset, model?: string): Promise<UnlearningSession>;
  /** Opens a checkpoint: a folder as `lethe train` writes it, or one exported file. @throws CheckpointError when it is none, or of other data */
  openCheckpoint(path: string, dataset: Dataset): Promise<UnlearningSession>;
}

/**
 * Opens the engine. tfjs has one backend for the whole process: of two engines the one that was opened last computes.
 * @throws SaidError when there is no such backend, or it is not to be had
 */
export async function openEngine({ backend = 'wasm' }: EngineOptions = {}): Promise<Engine> {
  const compute = await openNodeCompute(backend);
  return {
    backend: compute.backend,
    device: compute.device,
    train: (dataset, model, options) => trainModel(compute, dataset, model, options),
    openShipped: async (dataset, model) =>
      openWeights(compute, dataset, await loadShippedWeights(dataset, model)),
    openCheckpoint: async (path, dataset) =>
      openWeights(compute, dataset, await loadCheckpoint(path, dataset)),
  };
}

async function trainModel(
  compute: Compute,
  dataset: Dataset,
  model: string,
  { signal, onProgress, ...settings }: TrainingOptions = {},
): Promise<UnlearningSession> {
  const architecture = findArchitecture(model);
  const request = { ...architecture.training, ...settings };
  const network = createNetworkFor(architecture, dataset);
  try {
    await prepareNetwork(compute, network.graph);
    const epochs = collectEpochs();
    const onEpoch = async (end: TrainingProgress) => epochs.take(end);
    const trained = await train(network, dataset, request, { signal, onProgress, onEpoch });
    const session = await openSession(compute, dataset, network, trained, request, { signal });
    if (request.optimizer !== 'newton') takeOverEpochs(session, epochs.ends);
    return presentSession(session);
  } catch (error) {
    network.dispose();
    throw error;
  }
}

async function openWeights(
  compute: Compute,
  dataset: Dataset,
  original: Original,
): Promise<UnlearningSession> {
  const { trained } = await openOriginal({ compute, dataset }, original, {}, async () => {});
  return presentSession(trained.session);
}
