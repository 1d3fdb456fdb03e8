import { balancedSubset } from '../data/balancedSubset';
import type { Dataset } from '../data/dataset';
import { findSource } from '../data/sources';
import { previewFiles, readChosen } from './chosenFiles';
import { setUpData } from './findWeights';
import { type LabParts, stateJob } from './labParts';
import type { Lab } from './protocol';
import { presentBench } from './workbench';

type DataCalls = Pick<Lab, 'trainingImages' | 'chooseDataset' | 'readFiles' | 'takeFiles' | 'dropFiles'>;

/** The calls of the lab that are about data. */
export function dataCalls(parts: LabParts): DataCalls {
  const { workbench, jobs, emit } = parts;
  /** The user's files, read and shown but not taken yet. */
  let pending: Dataset | undefined;
  return {
    async trainingImages() {
      const { images, labels } = presentBench(workbench).dataset.training;
      return { images, labels };
    },

    chooseDataset: (id, trainingLimit) =>
      stateJob(parts, async (signal) =>
        setUpData(workbench, await workbench.shelf.load(id, trainingLimit, signal), signal),
      ),

    readFiles: (files) =>
      jobs.run(async (signal) => {
        pending = await findSource('files').load({
          seed: 1,
          files: await readChosen(files),
          onProgress: (fraction) => emit({ kind: 'loading', what: 'your files', fraction }),
          signal,
        });
        return previewFiles(pending);
      }),

    takeFiles: (trainingLimit) =>
      stateJob(parts, async (signal) => {
        if (!pending) throw new Error('No files were read: choose them again.');
        const dataset = trainingLimit === null ? pending : balancedSubset(pending, trainingLimit);
        await setUpData(workbench, dataset, signal);
        pending = undefined;
      }),

    async dropFiles() {
      pending = undefined;
    },
  };
}
