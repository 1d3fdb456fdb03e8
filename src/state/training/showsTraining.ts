import type { State } from '../store';

/** Whether the middle of the page belongs to the training: while it runs, and with its tab afterwards. */
export function showsTraining({ job, curve, tab }: State): boolean {
  return job?.kind === 'training' || (curve !== null && tab === 'training');
}
