import { collectEpochs, takeOverEpochs } from '../../engine/rewind/epochStates';
import { findArchitecture } from '../../model/architectures';
import { trainingCard } from '../../model/checkpoint';
import { readModelFiles } from '../../model/modelFiles';
import { type ScalingId, scaledFor, takeScaling } from '../../model/own/scaling';
import type { OwnModel } from '../../model/ownModel';
import { completeWeights, train } from '../../model/training';
import { SaidError } from '../../words/saidError';
import { type Host, loadingJob, presentMachine, presentModel, trainedModel } from '../host';
import { paceTraining, trainingPauseMs } from '../jobs/paceTraining';
import { dataFor, readChosen } from '../opening/chosenFiles';
import { fitting } from '../opening/findOriginal';
import { installAnew, installTrained } from '../opening/installWeights';
import { openCheckpoint, ownTraining } from '../opening/openCheckpoint';
import { openModelOn } from '../opening/openDataset';
import { originalOn, type ScaledData, scaleFor } from '../opening/ownOriginal';
import { previewModel } from '../opening/previewModel';
import type { ChosenFile, Lab } from '../protocol';
import { type LabParts, leavingJob } from './labParts';

type ModelCalls = Pick<
  Lab,
  'chooseModel' | 'readModel' | 'takeModel' | 'openModel' | 'chooseScaling' | 'train' | 'endTraining'
>;

/** The calls of the lab that are about models and their training. */
export function modelCalls(parts: LabParts): ModelCalls {
  const { host, emit } = parts;
  let endsEarly = false;
  return {
    chooseModel: (id, weights) =>
      leavingJob(parts, 'model', (signal) => {
        const architecture = id === 'own' && host.own ? host.own : findArchitecture(id);
        return openModelOn(host, presentModel(host).dataset, architecture, signal, weights);
      }),

    readModel: (files) =>
      parts.jobs.run('model', async (signal) => {
        host.readModel = null;
        const { read, dataset } = await readModelOn(host, files, signal);
        if (read.kind === 'checkpoint') return null;
        const scaled = await scaleFor(read.own, dataset, loadingJob(host, 'model', signal));
        host.readModel = { own: read.own, scaled };
        return previewModel(read.own, scaled);
      }),

    takeModel: (id) =>
      leavingJob(parts, 'model', async (signal) => {
        if (!host.readModel) throw new SaidError('lab.noFilesRead', []);
        const { own, scaled } = host.readModel;
        await openOwnModel(host, own, { ...scaled, scaling: takeScaling(scaled.scaling, id) }, signal);
        host.readModel = null;
      }),

    openModel: (files) =>
      leavingJob(parts, 'model', async (signal) => {
        const { read, dataset } = await readModelOn(host, files, signal);
        if (read.kind === 'checkpoint') return openCheckpoint(host, read.decoded, signal);
        const scaled = await scaleFor(read.own, dataset, loadingJob(host, 'model', signal));
        return openOwnModel(host, read.own, scaled, signal);
      }),

    chooseScaling: (id) => leavingJob(parts, 'model', (signal) => rescale(host, id, signal)),

    train: (request, start) =>
      leavingJob(parts, 'training', async (signal) => {
        const { dataset, network } = presentModel(host);
        const { compute } = presentMachine(host);
        endsEarly = false;
        const before = start === 'continue' ? trainedModel(host) : undefined;
        const epochs = collectEpochs();
        await installAnew(host, { dataset, architecture: network.architecture }, signal, async (fresh) => {
          const paced = paceTraining((progress) => emit({ kind: 'training', progress }), trainingPauseMs);
          const weights = await train(fresh, scaledFor(dataset, network.architecture), request, {
            signal,
            start: before?.session.trained,
            endsEarly: () => endsEarly,
            onEpoch: async (progress) => epochs.take(progress),
            onProgress: paced.take,
          });
          paced.flush();
          const card = trainingCard(dataset, request, weights, compute, before?.card);
          return { weights, card, origin: 'trained' };
        });
        if (request.optimizer !== 'newton')
          takeOverEpochs(trainedModel(host).session, epochs.ends, before?.session);
      }),

    async endTraining() {
      endsEarly = true;
    },
  };
}

/** The files of a model, and the data that it is to be opened on. */
async function readModelOn(host: Host, files: readonly ChosenFile[], signal: AbortSignal) {
  const named = await readChosen(files);
  const dataset = await dataFor(host, named, signal);
  return { read: await readModelFiles(named, ownTraining, dataset.shape), dataset };
}

/** Opens a tf.LayersModel of the user's, on the data that is there, with its pixels scaled as it does best. */
async function openOwnModel(
  host: Host,
  own: OwnModel,
  scaled: ScaledData,
  signal: AbortSignal,
): Promise<void> {
  const { compute } = presentMachine(host);
  const job = loadingJob(host, 'model', signal);
  const { original, dataset } = await originalOn(own, scaled, compute, job);
  await installTrained(host, { dataset, architecture: original.architecture }, signal, fitting(original));
}

/** Feeds the model of the user's own with pixels that are scaled in another way. */
async function rescale(host: Host, id: ScalingId, signal: AbortSignal): Promise<void> {
  const { session } = trainedModel(host);
  const { architecture } = session.network;
  const { scaling } = architecture;
  if (!scaling) throw new SaidError('model.noSuchScaling', [{ id }]);
  const { parameters } = session.trained;
  await installOwn(
    host,
    { architecture: { ...architecture, scaling: takeScaling(scaling, id) }, parameters },
    signal,
  );
}

async function installOwn(
  host: Host,
  { architecture, parameters }: Pick<OwnModel, 'architecture' | 'parameters'>,
  signal: AbortSignal,
): Promise<void> {
  const { dataset } = presentModel(host);
  const { compute } = presentMachine(host);
  await installTrained(host, { dataset, architecture }, signal, async (network) => {
    const scaled = scaledFor(dataset, architecture);
    const weights = await completeWeights(network, scaled, parameters, { signal });
    const card = trainingCard(dataset, { ...ownTraining, epochs: 0 }, weights, compute);
    return { weights, card, origin: 'own' };
  });
}
