import { balancedSubset } from '../../data/balancedSubset';
import type { Dataset } from '../../data/dataset';
import { largestOfData } from '../../data/formats/limits';
import { withGuard } from '../../data/guardImages';
import { findSource } from '../../data/sources';
import { SaidError } from '../../words/saidError';
import { message } from '../../words/say';
import { previewFiles, readChosen } from '../opening/chosenFiles';
import { openDataset } from '../opening/openDataset';
import type { ChosenFile, Lab } from '../protocol';
import { type LabParts, leavingJob } from './labParts';

type DataCalls = Pick<Lab, 'chooseDataset' | 'readFiles' | 'takeFiles' | 'dropFiles'>;

/** The calls of the lab that are about data. */
export function dataCalls(parts: LabParts): DataCalls {
  const { host, jobs, emit } = parts;
  /** The user's files, read and shown but not taken yet. */
  let pending: { readonly dataset: Dataset; readonly files: readonly ChosenFile[] } | undefined;
  return {
    chooseDataset: (id, trainingLimit) =>
      leavingJob(parts, 'data', async (signal) =>
        openDataset(host, await host.library.load(id, trainingLimit, signal), signal),
      ),

    readFiles: (files) =>
      jobs.run('data', async (signal) => {
        const dataset = await findSource('files').load({
          seed: 1,
          files: await readChosen(files, largestOfData(undefined)),
          onProgress: (fraction) => emit({ kind: 'loading', what: message('lab.loading.files'), fraction }),
          signal,
        });
        pending = { dataset, files };
        return previewFiles(dataset);
      }),

    takeFiles: (trainingLimit) =>
      leavingJob(parts, 'data', async (signal) => {
        if (!pending) throw new SaidError('lab.noFilesRead', []);
        const { dataset: all, files } = pending;
        const dataset = trainingLimit === null ? all : balancedSubset(all, trainingLimit);
        const guarded = withGuard(dataset);
        await openDataset(host, guarded, signal);
        host.chosen = { files, trainingLimit, dataset: guarded };
        pending = undefined;
      }),

    async dropFiles() {
      pending = undefined;
      host.readModel = null;
    },
  };
}
