/** The page's end of the channel to what reads experiments. */

import { wrap } from 'comlink';
import type { ReadFigure } from '../lab/figures/readFolder';
import type { ChosenFile } from '../lab/protocol';
import { SaidError } from '../words/saidError';
import type { Figures } from './figures.worker';
import { keepSaidErrors } from './thrown';

export type { ChosenFile, ReadFigure };

/**
 * Reads the folder of an experiment in a worker that ends with it.
 * @throws SaidError as readExperiment does, or where the worker could not start
 */
export async function readFolder(files: readonly ChosenFile[]): Promise<ReadFigure> {
  keepSaidErrors();
  const worker = new Worker(new URL('./figures.worker.ts', import.meta.url), {
    type: 'module',
    name: 'lethe-figures',
  });
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) =>
      reject(new SaidError('page.worker.notStarted', [{ reason: message || null }])),
    );
  });
  return Promise.race([wrap<Figures>(worker).read(files), broken]).finally(() => worker.terminate());
}
