import { SaidError, sayError } from '../../words/saidError';
import { message } from '../../words/say';
import type { Host } from '../host';
import type { JobKind, Jobs } from '../jobs/jobs';
import type { TrainedModel } from '../opening/openedModel';
import type { LabEvent, Moment } from '../protocol';
import { keepSession } from '../saving/keepSession';

/** What the calls of the lab share. */
export interface LabParts {
  readonly host: Host;
  readonly jobs: Jobs;
  /** Tells the page. */
  emit(event: LabEvent): void;
  /** The lab as it is now, for the page. */
  moment(): Moment;
  /** Goes on with what is wanted in the background of the model that is open now. */
  goOn(): Promise<void>;
}

/** Runs a job, and answers with the lab as it is then. What was told of the last visit is not told again. */
export function stateJob(
  { host, jobs, moment, goOn }: LabParts,
  kind: JobKind,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<Moment> {
  return jobs.run(kind, async (signal) => {
    host.restored = [];
    const before = host.opened?.trained?.id;
    await work(signal);
    if (host.opened?.trained?.id !== before) void goOn();
    return moment();
  });
}

/** What is said when the history was kept: nothing where choosing the same model again brings it back anyway. */
const telling: readonly JobKind[] = ['training', 'session', 'replay'];

/**
 * Runs a job that may put another session in the place of the one that is open: its history is kept under a name before, and can be opened again. Where
 * nothing can be saved, which the page asks about before, it goes without.
 * @throws SaidError where it cannot be kept though it is saved
 */
export function leavingJob(
  parts: LabParts,
  kind: JobKind,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<Moment> {
  const { host } = parts;
  return stateJob(parts, kind, async (signal) => {
    const left = host.opened?.trained ?? null;
    const kept = left && (await keepLeft(host, left));
    const isOpen = () => host.opened?.trained?.id === left?.id;
    try {
      await work(signal);
    } finally {
      if (kept?.isNew && isOpen()) await host.sessions.delete(kept.id).catch(() => {});
    }
    if (kept && !isOpen() && telling.includes(kind)) {
      host.restored = [...host.restored, message('lab.kept.left', { name: kept.name })];
    }
  });
}

/** @returns what was kept, and whether it was not there before; null where there is nothing to keep, or no place */
async function keepLeft({ sessions, autosave }: Host, left: TrainedModel) {
  if (left.session.removals.length === 0) return null;
  try {
    const before = await sessions.list();
    const entry = await keepSession(sessions, left, null);
    const ids = before.map((one) => (one as { readonly id?: unknown } | null)?.id);
    return { ...entry, isNew: !ids.includes(entry.id) };
  } catch (error) {
    if (autosave.describe(left).problem !== null) return null;
    throw new SaidError('lab.kept.failed', [{ problem: sayError(error) }], { cause: error });
  }
}
