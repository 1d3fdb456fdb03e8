import { digestOf } from '../../engine/digest';
import type { RemovalReport } from '../../engine/report';
import { isEvent, type RunEvent } from '../../lab/schema/runFolder';
import { say } from '../../words/say';
import type { PlannedRemoval } from './planRemovals';

/** What became of a planned removal: its report, or that it failed. */
export type RunLine = RemovalReport | RunEvent;

/** How far the lines of a folder follow a plan. */
export interface Followed {
  /** The digest of the weights after each line that is the plan's. */
  readonly digests: readonly string[];
  /** Why the line after them is not; null: there is none. */
  readonly stranger: string | null;
}

/** Follows the lines of a folder: each is what became of the plan's next removal, from the weights that the line before it left. */
export function followPlan(
  lines: readonly RunLine[],
  planned: readonly PlannedRemoval[],
  start: Float32Array,
): Followed {
  const digests: string[] = [];
  let digest = digestOf(start);
  let made = 0;
  for (const [i, line] of lines.entries()) {
    const wanted = planned[i];
    if (wanted === undefined) {
      const stranger = say('cli.moreThanPlanned', { made: lines.length, planned: planned.length });
      return { digests, stranger };
    }
    const isNext = line.parent === made && isPlanned(line.request, wanted);
    const isSound = isEvent(line) || (line.id === made + 1 && line.digestBefore === digest);
    if (!isNext || !isSound) return { digests, stranger: say('cli.notTheRemoval', { line: i + 1 }) };
    if (!isEvent(line)) {
      digest = line.digestAfter;
      made += 1;
    }
    digests.push(digest);
  }
  return { digests, stranger: null };
}

function isPlanned(
  { samples, seed }: Pick<PlannedRemoval, 'samples' | 'seed'>,
  wanted: PlannedRemoval,
): boolean {
  return seed === wanted.seed && String(samples) === String(wanted.samples);
}
