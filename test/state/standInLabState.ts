import type { LabState } from '../../src/state/contract';
import { autosave, emptyHistory } from './standInWorker';

/** A trained lab of ten samples without removals, as the page knows it: only what actions read. */
export const trainedLab = (changed: object = {}): LabState =>
  ({
    version: 1,
    setup: 1,
    number: 1,
    data: 'data',
    digest: 'original',
    dataset: { id: 'digits', name: 'Digits', classNames: ['0', '1'], trainingCount: 10, attributes: [] },
    datasets: [],
    models: [],
    model: { id: 'mnist-2nn', name: 'Net', training: {} },
    removed: new Uint8Array(2),
    removedCount: 0,
    history: emptyHistory,
    certificate: null,
    comparisons: [],
    scores: null,
    restored: [],
    autosave,
    ...changed,
  }) as unknown as LabState;
