import type { Jobs } from './jobs';
import type { LabEvent, LabState } from './protocol';
import type { Workbench } from './workbench';

/** What the calls of the lab share. */
export interface LabParts {
  readonly workbench: Workbench;
  readonly jobs: Jobs;
  /** Tells the page. */
  emit(event: LabEvent): void;
  /** The lab as it is now, for the page. */
  state(): LabState;
}

/** Runs a job, and answers with the lab as it is then. What was told of the last visit is not told again. */
export function stateJob(
  { workbench, jobs, state }: LabParts,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<LabState> {
  return jobs.run(async (signal) => {
    workbench.restored = null;
    await work(signal);
    return state();
  });
}
