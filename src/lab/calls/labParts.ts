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
