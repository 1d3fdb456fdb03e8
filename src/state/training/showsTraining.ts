import type { State } from '../store';
import { knowsAttributes } from './reversal';

/** Whether the middle of the page belongs to the training: while it runs, and with its tab afterwards, or where there are attributes to tell of. */
export function showsTraining({ job, curve, tab, lab }: State): boolean {
  return job?.kind === 'training' || (tab === 'training' && (curve !== null || knowsAttributes({ lab })));
}
