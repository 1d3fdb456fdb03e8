import type { Host } from '../host';
import type { Jobs } from '../jobs/jobs';
import type { LabEvent, LabState } from '../protocol';

/** What the calls of the lab share. */
export interface LabParts {
  readonly host: Host;
  readonly jobs: Jobs;
  /** Tells the page. */
  emit(event: LabEvent): void;
  /** The lab as it is now, for the page. */
  state(): LabState;
}

/** Runs a job, and answers with the lab as it is then. What was told of the last visit is not told again. */
export function stateJob(
  { host, jobs, state }: LabParts,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<LabState> {
  return jobs.run(async (signal) => {
    host.restored = null;
    await work(signal);
    return state();
  });
}
