/**
 * The line of share against cost that a step has to beat: the last k of E epochs run again in coupled order without the removed samples, for some k (the method
 * `rewind`), each with the time that its epochs took and what it makes of the change of the forget set's loss that coupled retraining makes. Coupled retraining
 * itself is its last point: k = E.
 */

import { takeSamples } from '../../data/takeSamples';
import { evaluateSet } from '../../model/evaluation';
import type { Job } from '../../model/job';
import { SaidError } from '../../words/saidError';
import type { SampleIndex } from '../request';
import { epochStateOf, runStretch } from '../rewind/epochStates';
import { cutTrajectory, originalTrajectory, type Stretch } from '../rewind/trajectory';
import { pathTo, removedSamples, type Session, standing } from '../session';
import type { RetrainingComparison } from './comparison';
import type { RewindLine } from './rewindLineSchema';
import { knownStages } from './runStages';

/** Shares of a training's epochs that are run again, beside the last epoch alone and all of them. */
const epochShares = [0.15, 0.3, 0.5, 0.75];

/** How many of so many epochs are run again for the line, ascending, without all of them. */
export function rewindLineEpochs(of: number): number[] {
  const counts = [1, ...epochShares.map((share) => Math.round(share * of))];
  return [...new Set(counts)].filter((count) => count >= 1 && count < of).sort((a, b) => a - b);
}

/**
 * Measures the line for the forget set of the session's present state. The session stays as it is, and the network has its parameters again at the end,
 * whatever happens.
 * @param comparison of the state, with coupled retraining
 * @returns null where the share that retraining is measured by is not defined
 * @throws SaidError where the original was trained to a minimum, which has no epochs; AbortError when cancelled
 */
export async function measureRewindLine(
  session: Session,
  { recovered, retrainingMs }: Pick<RetrainingComparison, 'recovered' | 'retrainingMs'>,
  { signal, onProgress }: Job = {},
): Promise<RewindLine | null> {
  if (recovered === null || recovered.loss.share === null) return null;
  if (knownStages(session).some(({ optimizer }) => optimizer === 'newton')) {
    throw new SaidError('engine.failed.rewindMinimum', []);
  }
  const removed = removedSamples(session);
  const of = originalTrajectory(session)[0]!.to;
  const counts = rewindLineEpochs(of);
  const all = counts.reduce((sum, count) => sum + count, 0) + of;
  let done = 0;
  const part = (epochs: number): Job => {
    const before = done;
    done += epochs;
    return { signal, onProgress: (fraction) => onProgress?.((before + epochs * fraction) / all) };
  };
  try {
    const before = await sumLosses(session, session.trained.parameters, removed, signal);
    const starts = await makeStarts(session, counts, part(of));
    const points: RewindLine['points'][number][] = [];
    for (const epochs of counts) {
      const { parameters, ms } = await rewound(session, removed, epochs, part(epochs));
      points.push({ epochs, made: (await sumLosses(session, parameters, removed, signal)) - before, ms });
    }
    points.push({ epochs: of, made: recovered.loss.retrained, ms: retrainingMs });
    return { of, points, stepMs: removalsMs(session), ...starts };
  } finally {
    session.network.setParameters(session.parameters);
  }
}

/** Has the states ready that the points start from. */
async function makeStarts(
  session: Session,
  counts: readonly number[],
  job: Job,
): Promise<Pick<RewindLine, 'remadeEpochs' | 'remadeMs' | 'originalDistance'>> {
  if (counts.length === 0) return { remadeEpochs: 0, remadeMs: 0, originalDistance: null };
  const original = originalTrajectory(session);
  const began = performance.now();
  const last = cutTrajectory(original, original[0]!.to - counts[0]!);
  const { remadeEpochs, originalDistance } = await epochStateOf(session, last, job);
  const remadeMs = remadeEpochs === 0 ? 0 : performance.now() - began;
  return { remadeEpochs, remadeMs, originalDistance };
}

/** A model whose last epochs ran again, and how long they took: the making of their start is no part of it. */
export interface Rewound {
  readonly parameters: Float32Array;
  readonly ms: number;
}

/**
 * Runs the last epochs of the original's training again in coupled order without the samples. The ends of the original's epochs are kept, those of this run are
 * not. The network's variables are left with some weights.
 * @param epochs from 1 to all of them
 * @throws SaidError where nobody knows how the original was trained; AbortError when cancelled
 */
export async function rewound(
  session: Session,
  removed: readonly SampleIndex[],
  epochs: number,
  { signal, onProgress }: Job = {},
): Promise<Rewound> {
  const original = originalTrajectory(session);
  const { to } = original[0]!;
  const from = to - epochs;
  const before = cutTrajectory(original, from);
  const { state } = await epochStateOf(session, before, { signal });
  const again: Stretch = { from, to, leftOut: removed, isCoupled: true };
  const began = performance.now();
  const { parameters } = await runStretch(session, [...before, again], again, {
    state,
    signal,
    onStep: (done) => onProgress?.((done - from) / epochs),
    isKept: false,
  });
  return { parameters, ms: performance.now() - began };
}

async function sumLosses(
  { network, dataset }: Session,
  parameters: Float32Array,
  samples: readonly SampleIndex[],
  signal: AbortSignal | undefined,
): Promise<number> {
  network.setParameters(parameters);
  const { losses } = await evaluateSet(network, dataset, takeSamples(dataset, samples), { signal });
  return losses.reduce((sum, loss) => sum + loss, 0);
}

/** What the removals took that lead to the present state, those that the guard rejected on the way too. Measuring the model afterwards is no part of a step. */
function removalsMs(session: Session): number {
  return pathTo(session, standing(session)).reduce((sum, { report: { durationsMs } }) => {
    const { evaluate: _, ...steps } = durationsMs;
    return sum + Object.values(steps).reduce((total, ms) => total + ms, 0);
  }, 0);
}
