import type { LabStore } from '../store';
import { WorkerGone } from './connection';

/** Cancels the job that runs in the lab, by its number: a cancel that comes late reaches no job after it. */
export async function cancelInHost({ connection, work }: LabStore): Promise<void> {
  try {
    await connection.lab.cancel(work.jobs.inLab ?? undefined);
  } catch (error) {
    if (!(error instanceof WorkerGone)) throw error;
  }
}
