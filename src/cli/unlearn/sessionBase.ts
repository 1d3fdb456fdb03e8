/** A session of the page as the beginning of a run: what led to the state that it stands at is the run's first removals, and the rest follows from there. */

import type { Dataset } from '../../data/dataset';
import type { RemovalReport } from '../../engine/report';
import type { RetrainingComparison } from '../../engine/yardstick/comparison';
import type { Original } from '../../lab/opening/findOriginal';
import { openSessionOn } from '../../lab/opening/openSessionFile';
import { readSession, type SessionFile } from '../../lab/schema/session';
import type { Compute } from '../../model/compute';
import { SaidError, sayError } from '../../words/saidError';
import { InputError } from '../commandError';
import { readOptional } from '../folder/files';
import { shippedWeights } from '../loadWeights';
import type { PlannedRemoval } from './planRemovals';

/** What a run begins with. */
export interface SessionBase {
  /** The removals that led to the session's state, counted from 1. */
  readonly reports: readonly RemovalReport[];
  /** What was compared of the states that they led through, in their order. */
  readonly comparisons: readonly RetrainingComparison[];
  /** The weights of that state. */
  readonly parameters: Float32Array;
  /** The original model. */
  readonly original: Original;
}

/** @throws InputError when there is none, or it is damaged */
export async function readSessionFile(path: string): Promise<SessionFile> {
  const bytes = await readOptional(path);
  if (!bytes) throw new InputError('cli.sessionMissing', [{ file: path }]);
  try {
    return readSession(bytes);
  } catch (cause) {
    if (!(cause instanceof SaidError)) throw cause;
    throw new InputError('cli.sessionDamaged', [{ file: path, problem: sayError(cause) }], { cause });
  }
}

/** The removals that lead to the state that a session stands at; other branches are left out. */
function branchOf({ history: { removals, current } }: SessionFile): RemovalReport[] {
  const branch: RemovalReport[] = [];
  for (let id = current; id !== 0; ) {
    const { report } = removals[id - 1]!;
    branch.push(report);
    id = report.parent;
  }
  return branch.reverse();
}

/** The removals that lead to the state that a session stands at, counted from 1. */
export function pathOf(file: SessionFile): RemovalReport[] {
  return branchOf(file).map((report, i) => ({ ...report, id: i + 1, parent: i }));
}

/** What was compared of the states on that path, by the numbers that they have there, in their order. */
export function comparisonsOnPath(file: SessionFile): RetrainingComparison[] {
  const states = [0, ...branchOf(file).map(({ id }) => id)];
  return file.comparisons
    .map((comparison) => ({ ...comparison, id: states.indexOf(comparison.id) }))
    .filter(({ id }) => id >= 0)
    .sort((a, b) => a.id - b.id);
}

/** The removals as those of a plan. */
export function plannedOf(reports: readonly RemovalReport[]): PlannedRemoval[] {
  return reports.map(({ request: { samples, seed } }) => ({ samples, seed }));
}

/** The samples that are gone after them. */
export function removedBy(reports: readonly RemovalReport[]): number[] {
  return reports.flatMap(({ accepted, request }) => (accepted ? request.samples : []));
}

/**
 * Opens a session on its data, and takes from it what a run goes on from.
 * @throws SessionFileError that says what is wrong or missing
 */
export async function openBase(
  file: SessionFile,
  compute: Compute,
  dataset: Dataset,
  signal: AbortSignal,
): Promise<SessionBase> {
  const opened = await openSessionOn({ compute, dataset, shipped: shippedWeights }, file, { signal });
  const { network, trained } = opened;
  const { session, card, origin } = trained;
  network.dispose();
  return {
    reports: pathOf(file),
    comparisons: comparisonsOnPath(file),
    parameters: session.parameters,
    original: { architecture: network.architecture, trained: { weights: session.trained, card, origin } },
  };
}
