/** What is measured of rewinding beside a state, as plain data. */

import * as v from 'valibot';
import { list, measured, number, type Plain, whole } from '../../model/schema/plain';

const time = number(0);

const rewindPointSchema = v.object({
  /** The last so many epochs were run again without the removed samples. */
  epochs: whole(1),
  /** Sum of the changes of loss over the forget set, from the original model. */
  made: measured(),
  /** How long these epochs took; the making of their start is no part of it. */
  ms: time,
});

export const rewindLineSchema = v.object({
  /** Epochs of the original's training. */
  of: whole(1),
  /** By their epochs; the last one is of all of them: coupled retraining. */
  points: list(rewindPointSchema),
  /** What the removals that lead to the state took, without their evaluations. */
  stepMs: time,
  /** Epochs that had to be trained anew for the starts, and how long that took: no part of the times of the points. */
  remadeEpochs: whole(0),
  remadeMs: time,
  /** How far from the original weights the original's training ends when it is run here; null where no point but retraining was measured. */
  originalDistance: v.nullable(measured(0)),
});

/** Share against cost of rewinding: what a step has to beat. */
export type RewindLine = Plain<typeof rewindLineSchema>;
