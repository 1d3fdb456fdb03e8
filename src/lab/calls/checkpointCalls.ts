import { decodeCheckpoint } from '../../model/checkpoint';
import { packCheckpoint } from '../../model/checkpointFile';
import { SaidError } from '../../words/saidError';
import { presentModel, trainedModel } from '../host';
import { openCheckpoint } from '../opening/openCheckpoint';
import type { Lab, SavedCheckpoint } from '../protocol';
import { savePatienceMs } from '../saving/autosave';
import { encodeOriginal } from '../saving/exportSession';
import { freshId } from '../saving/freshId';
import { createPatience } from '../saving/patience';
import type { Store } from '../store';
import { type LabParts, leavingJob } from './labParts';

type CheckpointCalls = Pick<
  Lab,
  'savedCheckpoints' | 'saveCheckpoint' | 'loadCheckpoint' | 'deleteCheckpoint' | 'exportCheckpoint'
>;

/** The calls of the lab that are about checkpoints. A store that does not answer ends each of them with a sentence, and a cancel does so at once. */
export function checkpointCalls(parts: LabParts, store: Store, patienceMs = savePatienceMs): CheckpointCalls {
  const { host, jobs } = parts;
  const patience = createPatience(patienceMs);

  async function listSaved(signal?: AbortSignal): Promise<SavedCheckpoint[]> {
    const { digest } = presentModel(host).dataset;
    const saved = await patience.wait(() => store.listCheckpoints(), signal);
    return saved.map(({ id, name, savedAt, card, modelJson, weights, secant }) => ({
      id,
      name,
      savedAt,
      sizeBytes: modelJson.length + weights.length + secant.length,
      card,
      modelName: card.modelName,
      fits: card.data.digest === digest,
    }));
  }

  return {
    savedCheckpoints: () => listSaved(),

    saveCheckpoint: (name) =>
      jobs.run('checkpoint', async (signal) => {
        const checkpoint = {
          ...encodeOriginal(trainedModel(host)),
          id: freshId(),
          name,
          savedAt: Date.now(),
        };
        await patience.wait(() => store.saveCheckpoint(checkpoint), signal);
        return listSaved(signal);
      }),

    loadCheckpoint: (id) =>
      leavingJob(parts, 'checkpoint', async (signal) => {
        const found = await patience.wait(() => store.loadCheckpoint(id), signal);
        if (!found) throw new SaidError('lab.saving.noCheckpoint', []);
        await openCheckpoint(host, await decodeCheckpoint(found), signal);
      }),

    deleteCheckpoint: (id) =>
      jobs.run('checkpoint', async (signal) => {
        await patience.wait(() => store.deleteCheckpoint(id), signal);
        return listSaved(signal);
      }),

    exportCheckpoint: () =>
      jobs.run('checkpoint', async () => {
        const trained = trainedModel(host);
        const { dataset, network } = trained.session;
        const fileName = `${dataset.id}--${network.architecture.id}.lethe.zip`;
        return { fileName, bytes: packCheckpoint(encodeOriginal(trained)) };
      }),
  };
}
