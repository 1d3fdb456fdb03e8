import type { Job } from '../model/job';
import { SaidError } from '../words/saidError';
import { holdValues, readState } from './history';
import { withRecordedKernels } from './recordedKernels';
import type { RemovalReport } from './report';
import { shareEpochStates } from './rewind/epochStates';
import {
  openSession,
  parametersAt,
  pathTo,
  type Removal,
  type Session,
  standAt,
  WeightsMissing,
} from './session';
import { unlearn } from './unlearn';

/**
 * Makes the removals on the way to a state again whose weights are not kept, from the last state on the way that is. The session holds them then, and
 * stays where it is.
 * @throws SaidError when one comes out otherwise than its report says, as on another device; AbortError when cancelled
 */
export async function remakeState(
  session: Session,
  id: number,
  { signal, onProgress }: Job = {},
): Promise<void> {
  const { compute, dataset, network, trained, training } = session;
  const path = pathTo(session, id);
  const known = await findKnown(session, path);
  try {
    const scratch = await openSession(compute, dataset, network, trained, training, { signal });
    shareEpochStates(session, scratch);
    const start = path.slice(0, known.count).map(({ report }, i) => ({ ...report, id: i + 1, parent: i }));
    if (start.length > 0) await standAt(scratch, start, { id: start.length, ...known }, { signal });
    const missing = path.slice(known.count);
    for (const [made, { report }] of missing.entries()) {
      onProgress?.(made / missing.length);
      const again = await withRecordedKernels(scratch, report.provenance, () =>
        unlearn(scratch, report.request, { signal, isRecorded: true }),
      );
      if (again.digestAfter !== report.digestAfter) refuseRemade(session, report);
      const values = await readState(scratch.states, again.id);
      if (values) holdValues(session.states, report.id, values);
    }
    onProgress?.(1);
  } finally {
    network.setParameters(session.parameters);
  }
}

/** How many removals of a way lead to the last state on it whose weights are kept, and these weights. */
async function findKnown(session: Session, path: readonly Removal[]) {
  for (let count = path.length - 1; count > 0; count--) {
    try {
      return { count, parameters: await parametersAt(session, path[count - 1]!.report.id) };
    } catch (error) {
      if (!(error instanceof WeightsMissing)) throw error;
    }
  }
  return { count: 0, parameters: session.trained.parameters };
}

/** @throws SaidError always: a removal came out otherwise than its report says */
export function refuseRemade({ compute }: Session, { id, backend, device }: RemovalReport): never {
  throw new SaidError('engine.history.remadeOtherwise', [
    { id, device: `${backend} (${device})`, here: `${compute.backend} (${compute.device})` },
  ]);
}
