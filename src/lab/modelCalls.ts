import type { NamedBytes } from '../data/loadOptions';
import { findArchitecture } from '../model/architectures';
import { decodeCheckpoint, trainingCard } from '../model/checkpoint';
import { mayBeCheckpoint, unpackCheckpoint } from '../model/checkpointFile';
import { readOwnModel } from '../model/ownModel';
import { adoptWeights, train } from '../model/training';
import { readChosen } from './chosenFiles';
import { setUp } from './findWeights';
import { type LabParts, stateJob } from './labParts';
import { openCheckpoint, ownTraining } from './openCheckpoint';
import { paceTraining, trainingPauseMs } from './paceTraining';
import type { Lab } from './protocol';
import { putAnew, putTrained } from './putWeights';
import { presentBench, presentMachine, trainedBench, type Workbench } from './workbench';

type ModelCalls = Pick<Lab, 'chooseModel' | 'openModel' | 'train' | 'endTraining'>;

/** The calls of the lab that are about models and their training. */
export function modelCalls(parts: LabParts): ModelCalls {
  const { workbench, emit } = parts;
  let endsEarly = false;
  return {
    chooseModel: (id) =>
      stateJob(parts, (signal) => {
        const architecture = id === 'own' && workbench.own ? workbench.own : findArchitecture(id);
        return setUp(workbench, presentBench(workbench).dataset, architecture, signal);
      }),

    openModel: (files) =>
      stateJob(parts, async (signal) => {
        const named = await readChosen(files);
        const [first] = named;
        if (first && named.length === 1 && mayBeCheckpoint(first.bytes)) {
          return openCheckpoint(workbench, await decodeCheckpoint(unpackCheckpoint(first)), signal);
        }
        return openOwnModel(workbench, named, signal);
      }),

    train: (request, start) =>
      stateJob(parts, async (signal) => {
        const { dataset, network } = presentBench(workbench);
        const { compute } = presentMachine(workbench);
        endsEarly = false;
        const before = start === 'continue' ? trainedBench(workbench) : undefined;
        await putAnew(workbench, { dataset, architecture: network.architecture }, signal, async (fresh) => {
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

/** Puts a tf.LayersModel of the user's on the bench, on the data that is there. */
async function openOwnModel(
  workbench: Workbench,
  files: readonly NamedBytes[],
  signal: AbortSignal,
): Promise<void> {
  const { dataset } = presentBench(workbench);
  const { compute } = presentMachine(workbench);
  const { architecture, parameters } = await readOwnModel(files, ownTraining);
  await putTrained(workbench, { dataset, architecture }, signal, async (network) => {
    const weights = await adoptWeights(network, dataset, parameters, { signal });
    const card = trainingCard(dataset, { ...ownTraining, epochs: 0 }, weights, compute);
    return { weights, card, origin: 'own' };
  });
}
