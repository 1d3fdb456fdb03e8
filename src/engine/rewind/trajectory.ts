/**
 * How a state of the history came to be, epoch after epoch: the run of the original, of which every later run that trains again from the end of an epoch
 * replaces the rest. Steps that train nothing again (a Newton step, fine-tuning) are no part of it: who trains from the end of an earlier epoch throws them away.
 */

import { digestOf } from '../digest';
import { methodNumbers } from '../methods/table';
import type { RemovalReport, SampleIndex } from '../report';
import { pathTo, type Session } from '../session';
import { epochsOf, knownStages } from '../yardstick/runStages';

/** Consecutive epochs of one run. */
export interface Stretch {
  /** The epochs of it, counted over all trainings: it begins at the end of `from` and ends at the end of `to`. */
  readonly from: number;
  readonly to: number;
  readonly leftOut: readonly SampleIndex[];
  /** Whether the samples that are left out leave all others in their places. */
  readonly isCoupled: boolean;
}

/**
 * The stretches that lead to the end of an epoch, without a gap from the beginning.
 * @param epochs at which the last one ends; 0: none, the fresh weights
 */
export function cutTrajectory(stretches: readonly Stretch[], epochs: number): Stretch[] {
  return stretches
    .filter(({ from }) => from < epochs)
    .map((stretch) => ({ ...stretch, to: Math.min(stretch.to, epochs) }));
}

/** The run of the original. @throws SaidError where nobody knows how it was trained */
export function originalTrajectory(session: Pick<Session, 'training'>): Stretch[] {
  return [{ from: 0, to: epochsOf(knownStages(session)), leftOut: [], isCoupled: true }];
}

/**
 * The trajectory of a state of the history.
 * @throws SaidError where nobody knows how the original was trained
 */
export function trajectoryOf(session: Session, id = session.current): Stretch[] {
  let stretches = originalTrajectory(session);
  const { to } = stretches[0]!;
  const leftOut: SampleIndex[] = [];
  for (const { report } of pathTo(session, id)) {
    if (!report.accepted) continue;
    leftOut.push(...report.request.samples);
    const again = epochsRunAgain(report, to);
    if (again === 0) continue;
    const run = { from: to - again, to, leftOut: [...leftOut], isCoupled: isCoupled(report) };
    stretches = [...cutTrajectory(stretches, run.from), run];
  }
  return stretches;
}

function epochsRunAgain({ request: { method, methodNumbers: given } }: RemovalReport, all: number): number {
  if (method === 'retraining') return all;
  return method === 'rewind' ? methodNumbers('rewind', given).epochs : 0;
}

const isCoupled = ({ request: { method, retrainingOrder } }: RemovalReport) =>
  method === 'rewind' || retrainingOrder === 'coupled';

/** Equal for equal trajectories, whatever the order in which their samples are named. */
export function trajectoryKey(stretches: readonly Stretch[]): string {
  return stretches
    .map(({ from, to, leftOut, isCoupled }) => {
      const sorted = Uint32Array.from(leftOut).sort();
      return `${from} ${to} ${isCoupled ? 'coupled' : 'independent'} ${digestOf(new Float32Array(sorted.buffer))}`;
    })
    .join(', ');
}
