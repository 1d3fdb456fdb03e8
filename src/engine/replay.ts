import type { Job } from '../model/job';
import { writePlain } from '../model/schema/plain';
import type { Message, Text } from '../words/catalogue';
import { message, textInEnglish } from '../words/say';
import { stopMessage } from '../words/stopMessage';
import { withRecordedKernels } from './recordedKernels';
import { type RemovalReport, readReport } from './report';
import { openSession, pathTo, type Session } from './session';
import { unlearn } from './unlearn';

/** What a replay found: whether each removal made again gave the same weights and the same report, bit for bit. */
export interface ReplayResult {
  readonly checked: number;
  /** The ids whose weights or reports came out otherwise. */
  readonly different: readonly number[];
  /** Why they may; null where all are the same. */
  readonly sentence: Text | null;
}

/**
 * Makes the removals that lead to the session's state again, from the original model, in a session of its own and with the kernels that each was made
 * with, and compares weights and reports. The session stays as it is.
 * @throws AbortError when cancelled
 */
export async function replay(session: Session, { signal, onProgress }: Job = {}): Promise<ReplayResult> {
  const { compute, dataset, network, trained, training } = session;
  const path = pathTo(session, session.current).map(({ report }) => report);
  const different: RemovalReport[] = [];
  try {
    // What was measured before the first removal was measured by its kernels.
    const scratch = await withRecordedKernels(session, path[0]?.provenance ?? null, () =>
      openSession(compute, dataset, network, trained, training, { signal }),
    );
    for (const [made, report] of path.entries()) {
      onProgress?.(made / path.length);
      const again = await withRecordedKernels(scratch, report.provenance, () =>
        unlearn(scratch, report.request, { signal, isRecorded: true }),
      );
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

/** Which numbers a report has that reports of before version 4 lack: what went into the step without the weight decay, and what the guard went by. */
interface Said {
  readonly neglected: boolean;
  readonly guard: boolean;
}

/** Whether two reports of one request say the same: all but their places in their histories, the times they took, what was kept to start from, and what made them. */
function isSame(first: RemovalReport, second: RemovalReport): boolean {
  const said: Said = { neglected: first.neglected !== null, guard: first.guard !== null };
  return (
    first.digestAfter === second.digestAfter &&
    isSameWhereSaid(first.largestChange, second.largestChange) &&
    comparable(first, said) === comparable(second, said)
  );
}

/** Reports of before there was a number have null for it. */
function isSameWhereSaid(first: number | null, second: number | null): boolean {
  return first === null || second === null || first === second;
}

/**
 * Through the reader, because a report out of a file has its members in another order.
 * @param said without what it lacks
 */
function comparable(report: RemovalReport, said: Said): string {
  const { id, parent, durationsMs, gpuMs, provenance, largestChange, ...all } = readReport(report, 'report');
  const rest = withoutNews(all, said);
  // Why the selection ended was a sentence once, and is an id now.
  const { selection, rewind } = rest;
  return writePlain({
    ...rest,
    ...(rewind ? { rewind: { ...rewind, remadeEpochs: 0, remadeMs: 0 } } : {}),
    selection: selection && { ...selection, stop: textInEnglish(stopMessage(selection)) },
  });
}

function withoutNews<R extends Pick<RemovalReport, 'before' | 'after' | 'neglected' | 'guard'>>(
  report: R,
  said: Said,
): R {
  const { before, after } = report;
  const unsaid = { decayedGradientNorm: null };
  return {
    ...report,
    ...(said.guard ? {} : { guard: null }),
    ...(said.neglected
      ? {}
      : { before: { ...before, ...unsaid }, after: { ...after, ...unsaid }, neglected: null }),
  };
}

function explain(different: readonly RemovalReport[], { compute }: Session): Message {
  const elsewhere = different.find(
    ({ backend, device }) => backend !== compute.backend || device !== compute.device,
  );
  if (elsewhere) {
    return message('engine.replay.otherDevice', {
      backend: elsewhere.backend,
      device: elsewhere.device,
      kernels: elsewhere.provenance?.kernels ?? null,
      hereBackend: compute.backend,
      here: compute.device,
    });
  }
  return message('engine.replay.sameDevice');
}
