/** What the page knows of the ensemble of the open model. */

import type { AttackReport } from '../../engine/yardstick/attackReport';
import type { OutPercentile } from '../../engine/yardstick/outPercentiles';

/** The ensemble that belongs to the model that is open, and what it says of the state that the model is in. */
export interface EnsembleState {
  /** Names it: equal keys, equal ensembles. */
  readonly key: string;
  /** Of the halves and the trainings. */
  readonly seed: number;
  /** Its models, and how many of them were trained here. */
  readonly count: number;
  readonly made: number;
  /** Where the margins of all its models come from; null: they are not all there. */
  readonly from: 'made' | 'shipped' | null;
  /** The session, and the state of it, that the rest is of. */
  readonly session: string;
  readonly state: number;
  /** Of the samples that are forgotten in that state, in the order in which they went; none while the margins are not there. */
  readonly percentiles: readonly OutPercentile[];
  /** null: it was not made for that state. */
  readonly attack: AttackReport | null;
}

/** How much each training sample is memorised, and its standard error, in nats of margin; NaN where nobody knows. */
export interface SampleMemorisation {
  /** The key of the ensemble. */
  readonly ensemble: string;
  readonly values: Float32Array;
  readonly errors: Float32Array;
}
