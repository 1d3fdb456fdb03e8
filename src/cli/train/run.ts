/** Trains models and writes them as checkpoints: `lethe train --help` lists the options. */

import type { Dataset } from '../../data/dataset';
import { withoutGuard } from '../../data/guardImages';
import { dataSources } from '../../data/sources';
import { collectEpochs } from '../../engine/rewind/epochStates';
import {
  type Architecture,
  architectures,
  architecturesMeantFor,
  refuseOtherData,
} from '../../model/architectures';
import type { CheckpointCard } from '../../model/card';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint, trainingCard } from '../../model/checkpoint';
import type { Compute } from '../../model/compute';
import { evaluateSet, summarise } from '../../model/evaluation';
import { createNetworkFor, type Network } from '../../model/network';
import { prepareNetwork } from '../../model/prepareNetwork';
import { chooseAttributes, columnsOf } from '../../model/reversalAttributes';
import { type TrainedWeights, train } from '../../model/training';
import { attributeChoices, type TrainingRequest } from '../../model/trainingRequest';
import { SaidError } from '../../words/saidError';
import { say, sayMessage } from '../../words/say';
import { OptionError } from '../commandError';
import { type ExitCode, exitCodes } from '../exitCodes';
import { claimFolder } from '../folder/claimFolder';
import { makeFolder } from '../folder/files';
import { keepEpochs } from '../keptEpochs';
import { loadData } from '../loadData';
import { openNodeCompute } from '../nodeCompute';
import type { Stop } from '../stop';
import { untilAborted } from '../untilAborted';
import { type GpuWatch, watchGpu } from '../watchGpu';
import type { TrainSpec } from './options';
import { showTraining } from './showTraining';
import {
  addToIndex,
  beginTraining,
  findTraining,
  homeOf,
  readIndex,
  saveCheckpoint,
  saveProgress,
  type TrainingIdentity,
  type TrainingState,
} from './trainFolder';

/**
 * Runs the command.
 * @throws CommandError, or what the layers below say of what they refuse
 */
export async function runTrain(spec: TrainSpec, stop: Stop): Promise<ExitCode> {
  const { out, takeOver } = spec;
  const chosen = spec.models.map(findModel);
  const dataset = await openData(spec, stop.signal);
  await makeFolder(out);
  const claim = await claimFolder(out, {
    takeOver,
    signal: stop.signal,
    onWait: (sentence) => console.error(sentence),
  });
  try {
    await readIndex(out);
    const compute = await openNodeCompute(spec.backend);
    const gpu = watchGpu(compute);
    const broken = AbortSignal.any([gpu.failed, claim.lost]);
    const signal = AbortSignal.any([broken, stop.signal]);
    try {
      await untilAborted(trainAll({ spec, dataset, compute, gpu, signal }, chosen), broken);
      return exitCodes.done;
    } catch (error) {
      if (broken.aborted) throw broken.reason;
      if (!stop.signal.aborted) throw error;
      console.error(`\n${say('cli.stoppedTraining')}`);
      return stop.exitCode();
    } finally {
      gpu.close();
    }
  } finally {
    await claim.release();
  }
}

/** @throws OptionError when no model of the table has this id */
function findModel(id: string): Architecture {
  const found = architectures.find((architecture) => architecture.id === id);
  if (found) return found;
  const known = architectures.map((architecture) => architecture.id).join(', ');
  throw new OptionError('cli.noSuchModel', [{ model: id, known }]);
}

async function openData(spec: TrainSpec, signal: AbortSignal): Promise<Dataset> {
  const source = spec.as === null ? null : dataSources.find(({ id }) => id === spec.as);
  if (source === undefined) {
    const known = dataSources.map(({ id }) => id).join(', ');
    throw new OptionError('cli.noSuchSource', [{ source: spec.as!, known }]);
  }
  const options = { seed: 1, signal, ...(spec.limit === null ? {} : { trainingLimit: spec.limit }) };
  const loaded = await withoutGuard(await loadData(spec.data, options));
  for (const note of loaded.notes ?? []) console.error(sayMessage(note));
  const dataset = source ? { ...loaded, id: source.id, name: source.name } : loaded;
  const { name, training, validation, shape } = dataset;
  console.log(
    say('cli.dataLine', {
      name,
      training: training.count,
      validation: validation.count,
      shape: shape.join(' x '),
    }),
  );
  return dataset;
}

interface TrainRun {
  readonly spec: TrainSpec;
  readonly dataset: Dataset;
  readonly compute: Compute;
  readonly gpu: GpuWatch;
  readonly signal: AbortSignal;
}

/** Trains what is not finished yet. Another training in a folder is refused before anything is trained. */
async function trainAll(run: TrainRun, chosen: readonly Architecture[]): Promise<void> {
  const { spec, dataset, compute } = run;
  for (const architecture of chosen) refuseOtherData(architecture, dataset);
  const wanted = chosen.length > 0 ? chosen : architecturesMeantFor(dataset);
  const trainings: [Architecture, TrainingIdentity, TrainingState][] = [];
  for (const architecture of wanted) {
    const identity: TrainingIdentity = {
      dataset: dataset.id,
      data: dataset.digest,
      validationCount: dataset.validation.count,
      model: architecture.id,
      precision: spec.precision,
      backend: compute.backend,
      request: requestOf(architecture, spec, dataset),
    };
    trainings.push([architecture, identity, await findTraining(spec.out, identity, spec.force)]);
  }
  for (const [architecture, identity, state] of trainings) {
    if (state.kind === 'finished') {
      await addToIndex(spec.out, state.card);
      const folder = homeOf(spec.out, identity);
      console.log(say('cli.alreadyTrained', { model: architecture.id, folder }));
    } else await trainOne(run, architecture, identity, state);
  }
}

/**
 * The model's own settings, with what is asked for in their place.
 * @throws SaidError where attributes are to be hidden that the data do not know, or none is found
 */
function requestOf(architecture: Architecture, spec: TrainSpec, dataset: Dataset): TrainingRequest {
  const request = { ...architecture.training, ...spec.settings };
  if (spec.reverse.length === 0) return request;
  const choice = attributeChoices.find((one) => one === spec.reverse[0]);
  const attributes = choice ? chooseAttributes(dataset, choice, request.seed) : spec.reverse;
  columnsOf(dataset, attributes);
  if (attributes.length === 0) throw new SaidError('model.training.noneFound', [{ data: dataset.name }]);
  const strength = spec.reverseStrength;
  console.log(say('cli.reversed', { attributes: attributes.join(', '), strength }));
  return { ...request, reversal: { strength, attributes } };
}

async function trainOne(
  { spec, dataset, compute, gpu, signal }: TrainRun,
  architecture: Architecture,
  identity: TrainingIdentity,
  state: TrainingState,
): Promise<void> {
  const { out, precision } = spec;
  const { request, progress: resume } =
    state.kind === 'begun' ? state : { request: identity.request, progress: undefined };
  let noted = resume !== undefined;
  /** With the first thing that is kept: what is refused before it leaves the folder as it was. */
  const noteTraining = async () => {
    if (!noted) await beginTraining(out, identity);
    noted = true;
  };
  const network = createNetworkFor(architecture, dataset);
  const show = showTraining(architecture.id, resume);
  const epochs = collectEpochs();
  try {
    await prepareNetwork(compute, network.graph);
    const weights = await train(network, dataset, request, {
      signal,
      resume,
      onProgress: show.progress,
      async onEpoch(progress) {
        await gpu.settle();
        await noteTraining();
        await saveProgress(out, identity, progress);
        epochs.take(progress);
      },
    });
    await gpu.settle();
    const checkpoint = await encode(network, dataset, request, weights, compute, precision);
    await gpu.settle();
    await noteTraining();
    await saveCheckpoint(out, identity, checkpoint);
    await addToIndex(out, checkpoint.card);
    if (request.optimizer !== 'newton') {
      const { weights: trained, card: training } = await decodeCheckpoint(checkpoint);
      await keepEpochs({ dataset, network, trained, training, compute }, epochs.ends);
    }
    show.end(checkpoint.card);
  } finally {
    network.dispose();
  }
}

/** The checkpoint. The card's accuracies are those of the weights as they are written. */
async function encode(
  network: Network,
  dataset: Dataset,
  request: TrainingRequest,
  weights: TrainedWeights,
  compute: Compute,
  precision: CheckpointCard['precision'],
): Promise<Checkpoint> {
  const card = trainingCard(dataset, request, weights, compute);
  const written = encodeCheckpoint(network, weights, card, precision);
  const { weights: stored } = await decodeCheckpoint(written);
  network.setParameters(stored.parameters);
  const accuracyOn = async (set: Dataset['training']) =>
    summarise(await evaluateSet(network, dataset, set), set.labels)?.accuracy ?? 0;
  return {
    ...written,
    card: {
      ...written.card,
      trainingAccuracy: await accuracyOn(dataset.training),
      validationAccuracy: await accuracyOn(dataset.validation),
    },
  };
}
