import type { RemovalReport } from './report';

/**
 * The state whose model and retain set a state of the history has: itself, or, behind removals that the guard rejected, the last one before them.
 * @param reports of all removals, by their ids from 1
 */
export function standingState(
  reports: readonly Pick<RemovalReport, 'accepted' | 'parent'>[],
  id: number,
): number {
  let standing = id;
  while (reports[standing - 1]?.accepted === false) standing = reports[standing - 1]!.parent;
  return standing;
}
