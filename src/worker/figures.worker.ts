/** Reads folders of experiments and draws their figures, in a worker of its own: on the document that the command line draws on, so that the pictures are the same. */

import { expose } from 'comlink';
import { parseHTML } from 'linkedom/worker';
import { readExperiment } from '../lab/figures/readFolder';
import type { ChosenFile } from '../lab/protocol';
import { keepSaidErrors } from './thrown';

keepSaidErrors();

const figures = {
  read: (files: readonly ChosenFile[]) =>
    readExperiment(files, parseHTML('<!doctype html><html><body></body></html>').document),
};
export type Figures = typeof figures;
expose(figures);
