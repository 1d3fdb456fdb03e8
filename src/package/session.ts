import type { RetrainingOrderId } from '../engine/choices';
import { defaultSettings } from '../engine/parameters';
import type { RemovalJob } from '../engine/phases';
import { remakeState } from '../engine/remakeState';
import type { Metrics, RemovalPreview, RemovalReport, RemovalSettings, SampleIndex } from '../engine/report';
import { goTo, removedSamples, type Session, WeightsMissing } from '../engine/session';
import { previewRemoval, unlearn } from '../engine/unlearn';
import { compareWithRetraining } from '../engine/yardstick/compareWithRetraining';
import type { RetrainingComparison } from '../engine/yardstick/comparison';
import type { Job } from '../model/job';
import type { EpochProgress } from '../model/training';

/** What a removal is to have in place of the lab's defaults. */
export type RemovalOptions = Partial<RemovalSettings>;

/** One trained model, and what was removed from it: a tree of removals, and the place in it where the model stands. */
export interface UnlearningSession {
  readonly model: string;
  /** The id of the state that the model is in, that of its last removal; 0: the original. */
  readonly current: number;
  /** SHA-256 of the present float32 weights, hexadecimal. */
  readonly digest: string;
  /** How good the present model is. */
  readonly metrics: Metrics;
  /** A copy of the present weights, in the order of the model's weights. */
  readonly parameters: Float32Array;
  /** Every removal so far; the one with id k is reports[k - 1]. */
  readonly reports: readonly RemovalReport[];
  /** The samples that are gone in the present state, in the order in which they went. */
  readonly removed: readonly SampleIndex[];
  /**
   * Removes one sample, or several as one batch.
   * @throws SaidError for a bad request; AbortError when cancelled. The model is then as it was
   */
  unlearn(
    samples: number | readonly number[],
    settings?: RemovalOptions,
    job?: RemovalJob,
  ): Promise<RemovalReport>;
  /** What a removal would select, and how long step and noise would be; the model stays as it is. */
  preview(
    samples: number | readonly number[],
    settings?: RemovalOptions,
    job?: RemovalJob,
  ): Promise<RemovalPreview>;
  /**
   * Goes to any state of the history, bit for bit. Where memory no longer holds its weights, the removals on the way to it are made again.
   * @throws SaidError when there is none of this id, or when a removal comes out otherwise than it did
   */
  goTo(id: number): Promise<void>;
  /**
   * Trains a model without what was removed, in the original order or an independent one, and compares the present one with it. `retrainingSeed`, from 1: with
   * other seeds than the original training's.
   */
  compareWithRetraining(job?: {
    readonly order?: RetrainingOrderId;
    readonly retrainingSeed?: number | null;
    readonly signal?: AbortSignal;
    readonly onProgress?: (progress: EpochProgress) => void;
  }): Promise<RetrainingComparison>;
  /** Frees the network. The session is of no use afterwards. */
  close(): void;
}

/** The engine's session without the parts that belong to tfjs. */
export function presentSession(session: Session): UnlearningSession {
  const request = (samples: number | readonly number[], settings: RemovalOptions) => ({
    ...defaultSettings,
    ...settings,
    samples: typeof samples === 'number' ? [samples] : [...samples],
  });
  return {
    model: session.network.architecture.id,
    get current() {
      return session.current;
    },
    get digest() {
      return session.digest;
    },
    get metrics() {
      return session.evaluation.metrics;
    },
    get parameters() {
      return session.parameters.slice();
    },
    get reports() {
      return session.removals.map(({ report }) => report);
    },
    get removed() {
      return removedSamples(session);
    },
    unlearn: (samples, settings = {}, job = {}) => unlearn(session, request(samples, settings), job),
    preview: (samples, settings = {}, job = {}) => previewRemoval(session, request(samples, settings), job),
    goTo: (id: number, job: Job = {}) => goToAny(session, id, job),
    compareWithRetraining: ({ order = 'coupled', retrainingSeed = null, ...job } = {}) =>
      compareWithRetraining(session, job, { order, retrainingSeed }),
    close: () => session.network.dispose(),
  };
}

/** Goes to a state, and makes it again first where its weights are not kept. */
async function goToAny(session: Session, id: number, job: Job): Promise<void> {
  try {
    await goTo(session, id, job);
  } catch (error) {
    if (!(error instanceof WeightsMissing)) throw error;
    await remakeState(session, error.state, job);
    await goTo(session, id, job);
  }
}
