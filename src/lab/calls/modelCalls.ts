import type { NamedBytes } from '../../data/loadOptions';
import { findArchitecture } from '../../model/architectures';
import { decodeCheckpoint, trainingCard } from '../../model/checkpoint';
import {
  checkpointOfFiles,
  isCheckpointFolder,
  mayBeCheckpoint,
  unpackCheckpoint,
} from '../../model/checkpointFile';
import { readOwnModel } from '../../model/ownModel';
import { completeWeights, train } from '../../model/training';
import { type Host, presentMachine, presentModel, trainedModel } from '../host';
import { paceTraining, trainingPauseMs } from '../jobs/paceTraining';
import { readChosen } from '../opening/chosenFiles';
import { installAnew, installTrained } from '../opening/installWeights';
import { openCheckpoint, ownTraining } from '../opening/openCheckpoint';
import { openModelOn } from '../opening/openDataset';
import type { Lab } from '../protocol';
import { type LabParts, stateJob } from './labParts';

type ModelCalls = Pick<Lab, 'chooseModel' | 'openModel' | 'train' | 'endTraining'>;

/** The calls of the lab that are about models and their training. */
export function modelCalls(parts: LabParts): ModelCalls {
  const { host, emit } = parts;
  let endsEarly = false;
  return {
    chooseModel: (id) =>
      stateJob(parts, 'model', (signal) => {
        const architecture = id === 'own' && host.own ? host.own : findArchitecture(id);
        return openModelOn(host, presentModel(host).dataset, architecture, signal);
      }),

    openModel: (files) =>
      stateJob(parts, 'model', async (signal) => {
        const named = await readChosen(files);
        const [first] = named;
        if (first && named.length === 1 && mayBeCheckpoint(first.bytes)) {
          return openCheckpoint(host, await decodeCheckpoint(unpackCheckpoint(first)), signal);
        }
        if (isCheckpointFolder(named)) {
          const checkpoint = checkpointOfFiles(named);
          return openCheckpoint(host, await decodeCheckpoint(checkpoint), signal);
        }
        return openOwnModel(host, named, signal);
      }),

    train: (request, start) =>
      stateJob(parts, 'training', async (signal) => {
        const { dataset, network } = presentModel(host);
        const { compute } = presentMachine(host);
        endsEarly = false;
        const before = start === 'continue' ? trainedModel(host) : undefined;
        await installAnew(host, { dataset, architecture: network.architecture }, signal, async (fresh) => {
          const paced = paceTraining((progress) => emit({ kind: 'training', progress }), trainingPauseMs);
          const weights = await train(fresh, dataset, request, {
            signal,
            start: before?.session.trained,
            endsEarly: () => endsEarly,
            onProgress: paced.take,
          });
          paced.flush();
          const card = trainingCard(dataset, request, weights, compute, before?.card);
          return { weights, card, origin: 'trained' };
        });
      }),

    async endTraining() {
      endsEarly = true;
    },
  };
}

/** Opens a tf.LayersModel of the user's, on the data that is there. */
async function openOwnModel(host: Host, files: readonly NamedBytes[], signal: AbortSignal): Promise<void> {
  const { dataset } = presentModel(host);
  const { compute } = presentMachine(host);
  const { architecture, parameters } = await readOwnModel(files, ownTraining);
  await installTrained(host, { dataset, architecture }, signal, async (network) => {
    const weights = await completeWeights(network, dataset, parameters, { signal });
    const card = trainingCard(dataset, { ...ownTraining, epochs: 0 }, weights, compute);
    return { weights, card, origin: 'own' };
  });
}
