import { decodeCheckpoint } from '../../model/checkpoint';
import { packCheckpoint } from '../../model/checkpointFile';
import { SaidError } from '../../words/saidError';
import { presentModel, trainedModel } from '../host';
import { openCheckpoint } from '../opening/openCheckpoint';
import type { Lab, SavedCheckpoint } from '../protocol';
import { encodeOriginal } from '../saving/exportSession';
import type { Store } from '../store';
import { type LabParts, stateJob } from './labParts';

type CheckpointCalls = Pick<
  Lab,
  'savedCheckpoints' | 'saveCheckpoint' | 'loadCheckpoint' | 'deleteCheckpoint' | 'exportCheckpoint'
>;

/** The calls of the lab that are about checkpoints. */
export function checkpointCalls(parts: LabParts, store: Store): CheckpointCalls {
  const { host, jobs } = parts;

  async function listSaved(): Promise<SavedCheckpoint[]> {
    const { digest } = presentModel(host).dataset;
    return (await store.listCheckpoints()).map(({ id, name, savedAt, card, modelJson, weights, secant }) => ({
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
    savedCheckpoints: listSaved,

    saveCheckpoint: (name) =>
      jobs.run('checkpoint', async () => {
        const checkpoint = encodeOriginal(trainedModel(host));
        await store.saveCheckpoint({ ...checkpoint, id: freshId(), name, savedAt: Date.now() });
        return listSaved();
      }),

    loadCheckpoint: (id) =>
      stateJob(parts, 'checkpoint', async (signal) => {
        const found = await store.loadCheckpoint(id);
        if (!found) throw new SaidError('lab.saving.noCheckpoint', []);
        await openCheckpoint(host, await decodeCheckpoint(found), signal);
      }),

    deleteCheckpoint: (id) =>
      jobs.run('checkpoint', async () => {
        await store.deleteCheckpoint(id);
        return listSaved();
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

/** A name that no other checkpoint has. Over plain http a browser offers random bytes, and no randomUUID. */
function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
