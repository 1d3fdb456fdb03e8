/** What is on the bench, and what was on it before. */

import type { Dataset } from '../data/dataset';
import type { Session } from '../engine/session';
import { sessionKey } from '../engine/sessionKey';
import type { Architecture } from '../model/architectures';
import type { Job } from '../model/job';
import type { Autosave } from './autosave';
import type { Bench, TrainedBench } from './bench';
import { createDataShelf, type DataShelf } from './dataShelf';
import { encodeOriginal } from './exportBench';
import type { Machine } from './machine';
import type { SavedBench } from './sessionStore';
import type { ShippedWeights } from './shippedWeights';

/** What the workbench needs of its surroundings. */
export interface WorkbenchParts {
  readonly shipped: ShippedWeights;
  readonly autosave: Autosave;
  readonly onLoading: (what: string, fraction: number) => void;
}

export interface Workbench extends WorkbenchParts {
  readonly shelf: DataShelf;
  /** By data set and model: going back finds model and history as they were left. */
  readonly kept: Map<string, Bench>;
  /** What the lab computes on; another one takes its place when its device is lost. null until the lab is open, as is the bench. */
  machine: Machine | null;
  bench: Bench | null;
  /** The model that the user brought last. */
  own: Architecture | null;
  /** What became of the work of the last visit, in a sentence; null: nothing to say. */
  restored: string | null;
  /** Sessions so far. */
  sessionCount: number;
}

/** An empty workbench, before any machine is open. */
export function createWorkbench(parts: WorkbenchParts): Workbench {
  return {
    ...parts,
    shelf: createDataShelf(parts.onLoading),
    kept: new Map(),
    machine: null,
    bench: null,
    own: null,
    restored: null,
    sessionCount: 0,
  };
}

/** @throws Error while there is none */
export function presentMachine({ machine }: Workbench): Machine {
  if (!machine) throw new Error('The lab is not open yet.');
  return machine;
}

/** @throws Error while there is none */
export function presentBench({ bench }: Workbench): Bench {
  if (!bench) throw new Error('The lab is not open yet.');
  return bench;
}

/** @throws Error where the model on the bench is not trained */
export function trainedBench(workbench: Workbench): TrainedBench {
  const { network, trained } = presentBench(workbench);
  if (!trained) throw new Error(`${network.architecture.name} must be trained on this data first.`);
  return trained;
}

/** What was on the bench of just these data and this model; undefined where nothing was. */
export function findKept({ kept }: Workbench, dataset: Dataset, model: string): Bench | undefined {
  const bench = kept.get(keyOf(dataset, model));
  return bench?.dataset === dataset ? bench : undefined;
}

/**
 * Puts something on the bench, in place of what was there for the same data set and model. Other data under the same name (the user's
 * next files) take the place of all that was kept of the data before.
 */
export async function putOnBench(workbench: Workbench, next: Bench): Promise<void> {
  const { kept, shelf, autosave } = workbench;
  const { dataset, network } = next;
  const key = keyOf(dataset, network.architecture.id);
  for (const [otherKey, other] of kept) {
    const isReplaced = otherKey === key && other !== next;
    const isOutdated = other.dataset.id === dataset.id && other.dataset !== dataset;
    if (!isReplaced && !isOutdated) continue;
    if (other.network !== network) other.network.dispose();
    kept.delete(otherKey);
  }
  kept.set(key, next);
  shelf.keep(dataset);
  workbench.bench = next;
  if (network.architecture.id === 'own') workbench.own = network.architecture;
  await autosave.saveBench(describeBench(shelf, next));
}

/** Puts the same bench on another machine in place of the one that is there; nothing else changes. */
export function moveBench(workbench: Workbench, machine: Machine, moved: Bench): void {
  workbench.machine = machine;
  workbench.bench = moved;
  workbench.kept.set(keyOf(moved.dataset, moved.network.architecture.id), moved);
}

/** Names a session to the page. */
export function nameSession(workbench: Workbench, session: Session): string {
  return `${sessionKey(session)} ${++workbench.sessionCount}`;
}

/** A job that tells how far it is. */
export function loadingJob({ onLoading }: Workbench, what: string, signal?: AbortSignal): Job {
  return { signal, onProgress: (fraction) => onLoading(what, fraction) };
}

function describeBench(shelf: DataShelf, { dataset, network, trained }: Bench): SavedBench {
  const isOwnWork = trained !== null && trained.origin !== 'shipped';
  return {
    dataset: shelf.describe(dataset),
    model: network.architecture.id,
    weights: isOwnWork ? { origin: trained.origin, checkpoint: encodeOriginal(trained) } : null,
  };
}

function keyOf({ id }: Dataset, model: string): string {
  return `${id} ${model}`;
}
