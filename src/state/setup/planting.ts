/** Data with samples that the lab planted in them. */

import { type Planting, plantedId } from '../../worker/protocol';
import type { LabStore, State } from '../store';
import { loadDataset } from './chooseData';

/** The data that samples can be planted in, or were; null: those that are open do not come with the lab, or are texts. */
export function plantable({ lab }: Pick<State, 'lab'>): string | null {
  if (lab === null) return null;
  const { dataset, datasets } = lab;
  const base = dataset.planted?.base ?? dataset.id;
  // Texts have no pixels for a patch, and several labels.
  if (dataset.shape[0] === 0) return null;
  return datasets.some(({ id, kind }) => id === base && kind === 'builtin') ? base : null;
}

/** Opens the data with these planted. */
export function loadPlanted(store: LabStore, base: string, planting: Planting): Promise<void> {
  return loadDataset(store, plantedId(base, planting), null);
}
