/** The last epochs of the original's training run again without samples, for a bench that compares many numbers of epochs. */

import type { SampleIndex } from '../../src/engine/request';
import { epochStateOf, runStretch } from '../../src/engine/rewind/epochStates';
import { cutTrajectory, originalTrajectory, type Stretch } from '../../src/engine/rewind/trajectory';
import type { Session } from '../../src/engine/session';
import type { Job } from '../../src/model/job';

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
