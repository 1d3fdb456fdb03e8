import type { Job } from '../model/job';
import { writePlain } from '../model/schema/plain';
import { type RemovalReport, readReport } from './report';
import { openSession, pathTo, type Session } from './session';
import { unlearn } from './unlearn';

/** What a replay found: whether each removal made again gave the same weights and the same report, bit for bit. */
export interface ReplayResult {
  readonly checked: number;
  /** The ids whose weights or reports came out otherwise. */
  readonly different: readonly number[];
  /** Why they may, in a sentence; null where all are the same. */
  readonly sentence: string | null;
}

/**
 * Makes the removals that lead to the session's state again, from the original model, in a session of its own, and compares weights and
 * reports. The session stays as it is.
 * @throws AbortError when cancelled
 */
export async function replay(session: Session, { signal, onProgress }: Job = {}): Promise<ReplayResult> {
  const { compute, dataset, network, trained, training } = session;
  const path = pathTo(session, session.current).map(({ report }) => report);
  const different: RemovalReport[] = [];
  try {
    const scratch = await openSession(compute, dataset, network, trained, training, { signal });
    for (const [made, report] of path.entries()) {
      onProgress?.(made / path.length);
      const again = await unlearn(scratch, report.request, { signal });
      if (!isSame(report, again)) different.push(report);
    }
    onProgress?.(1);
  } finally {
    network.setParameters(session.parameters);
  }
  return {
    checked: path.length,
    different: different.map(({ id }) => id),
    sentence: different.length === 0 ? null : explain(different, session),
  };
}

/** Whether two reports of one request say the same: all but their places in their histories, the times they took, and what made them. */
function isSame(first: RemovalReport, second: RemovalReport): boolean {
  return first.digestAfter === second.digestAfter && comparable(first) === comparable(second);
}

/** Through the reader, because a report out of a file has its members in another order. */
function comparable(report: RemovalReport): string {
  const { id, parent, durationsMs, gpuMs, provenance, ...rest } = readReport(report, 'report');
  return writePlain(rest);
}

function explain(different: readonly RemovalReport[], { compute }: Session): string {
  const elsewhere = different.find(
    ({ backend, device }) => backend !== compute.backend || device !== compute.device,
  );
  if (elsewhere) {
    return `These removals were made on ${elsewhere.backend} (${elsewhere.device}), and this is ${compute.backend} (${compute.device}): another device rounds sums in another order. Replay them where they were made.`;
  }
  return 'They were made on the same device, so another browser, another driver or another version of the lab rounds differently.';
}
