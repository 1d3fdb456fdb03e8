import { removalPhases } from '../../engine/report';
import type { LabEvent } from '../protocol';

/** How far the job that runs is, by an event of its work; null for events that say nothing of it. */
export function progressOf(
  event: LabEvent,
): { readonly fraction: number; readonly remainingMs?: number } | null {
  switch (event.kind) {
    case 'loading':
    case 'blankets':
    case 'replay':
    case 'comeback':
    case 'rewindLine':
    case 'look':
      return { fraction: event.fraction };
    case 'removal':
      return { fraction: (removalPhases.indexOf(event.phase) + event.fraction) / removalPhases.length };
    case 'training':
    case 'retraining':
      return { fraction: event.progress.fraction, remainingMs: event.progress.remainingMs };
    case 'band':
    case 'seeds':
      return { fraction: event.fraction, remainingMs: event.remainingMs };
    case 'step':
    case 'job':
    case 'background':
    case 'backgroundEnded':
    case 'rebuilt':
    case 'failure':
    case 'windows':
    case 'firstImages':
    case 'saved':
      return null;
    default:
      return event satisfies never;
  }
}
