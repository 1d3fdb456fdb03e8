import type { Host } from '../host';
import type { JobKind, Jobs } from '../jobs/jobs';
import type { LabEvent, Moment } from '../protocol';

/** What the calls of the lab share. */
export interface LabParts {
  readonly host: Host;
  readonly jobs: Jobs;
  /** Tells the page. */
  emit(event: LabEvent): void;
  /** The lab as it is now, for the page. */
  moment(): Moment;
}

/** Runs a job, and answers with the lab as it is then. What was told of the last visit is not told again. */
export function stateJob(
  { host, jobs, moment }: LabParts,
  kind: JobKind,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<Moment> {
  return jobs.run(kind, async (signal) => {
    host.restored = [];
    await work(signal);
    return moment();
  });
}
