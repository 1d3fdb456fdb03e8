/** The lab at one moment, and what history and charts need of every removal. */

import type { NoEffect } from '../../engine/noEffect';
import type {
  AttackMetrics,
  Metrics,
  RemovalReport,
  RemovalRequest,
  SampleIndex,
  SampleReport,
} from '../../engine/report';
import type { StateNames } from '../../engine/savedHistory';
import type { Message } from '../../words/catalogue';
import type { CertificateState } from './certificate';

/** The numbers of a model that the charts draw. */
export interface ChartedMetrics
  extends Pick<
    Metrics,
    | 'residualAccuracy'
    | 'residualLoss'
    | 'validationAccuracy'
    | 'validationLoss'
    | 'forgetAccuracy'
    | 'forgetLoss'
    | 'residualGradientNorm'
    | 'decayedGradientNorm'
    | 'distanceToOriginal'
  > {
  readonly membership: {
    readonly loss: Pick<AttackMetrics, 'auc'>;
    readonly entropy: Pick<AttackMetrics, 'auc'>;
  };
}

/** A report in short: what history, charts and sentences need of every removal. The whole report is asked for by its id. */
export interface ReportSummary
  extends Pick<RemovalReport, 'id' | 'parent' | 'accepted' | 'retainCount' | 'digestAfter'> {
  readonly method: RemovalRequest['method'];
  /** The removed samples, and the label of the first. */
  readonly samples: readonly SampleIndex[];
  readonly label: number;
  /** How many slices were selected; null for methods that select none. */
  readonly slices: number | null;
  /** How many of them in each layer that has some; null as `slices`. */
  readonly slicesByLayer: Readonly<Record<string, number>> | null;
  /** Means over the removed samples. */
  readonly sample: Pick<
    SampleReport,
    'lossBefore' | 'lossAfter' | 'gradientNormBefore' | 'gradientNormAfter'
  >;
  /** Of the model before, on the sets as they are after. */
  readonly before: Pick<Metrics, 'residualAccuracy' | 'validationAccuracy' | 'forgetAccuracy'>;
  readonly after: ChartedMetrics;
  /** What the guard went by; null where it was off, and in older reports. */
  readonly guard: RemovalReport['guard'];
  readonly stepNorm: number;
  /** null where there was no noise. */
  readonly noiseNorm: number | null;
  /** r: how far the weights are, at most, from those of retraining; null for models without such a bound. */
  readonly distanceBound: number | null;
  /** Why it is one without effect; null where it has one. */
  readonly noEffect: NoEffect | null;
  readonly largestChange: number | null;
  /** Whether it takes the last samples of a class. */
  readonly emptiesClass: boolean;
  /** Points of validation accuracy that it lost on images of classes that it takes the last samples of. */
  readonly classPoints: number;
  /** What it took, its evaluation included. */
  readonly durationMs: number;
}

/** Where the model stands in the tree of its removals. */
export interface HistoryPlace {
  /** Names the session: another one has another history. */
  readonly session: string;
  /** The state that the model is in; 0: the original. */
  readonly current: number;
  /** Where redo leads; null where there is nothing to redo. */
  readonly next: number | null;
  /** How many removals there are in all; their ids are 1 to count. */
  readonly count: number;
  /** What a person calls states. */
  readonly names: StateNames;
  /** Name the comparisons with retraining, and what is measured beside each (comparisonName.ts). */
  readonly comparisons: readonly string[];
}

/** The lab at one moment: small, and sent with every answer. What it names and the page does not have, the page asks for. */
export interface Moment {
  /** Rises from one moment to the next. */
  readonly number: number;
  /** The version of the set-up that it belongs to. */
  readonly setup: number;
  /** SHA-256 of the data: names the pictures. */
  readonly data: string;
  /** SHA-256 of the weights, which the scores belong to; "" while the model is not trained. */
  readonly digest: string;
  /** null while the model is not trained. */
  readonly metrics: Metrics | null;
  /** Those of the original model, before any removal. */
  readonly original: Metrics | null;
  /** The samples that are gone in the state that the model is in: a bit each (bits.ts). */
  readonly removed: Uint8Array;
  readonly removedCount: number;
  readonly history: HistoryPlace;
  /** null while the model is not trained. */
  readonly certificate: CertificateState | null;
  /** What is to be said of the work of the last visit, once. */
  readonly restored: readonly Message[];
  /** When the session was saved last, and what is in the way of saving it, with what to do. */
  readonly autosave: { readonly savedAt: number | null; readonly problem: Message | null };
  /** Whether another window has this session open too; the event `windows` tells when that changes. */
  readonly elsewhere: boolean;
  /** Tensors and bytes that tfjs holds, and buffers of the lab's own kernels. */
  readonly memory: {
    readonly tensors: number;
    readonly tensorBytes: number;
    readonly buffers: number;
    readonly bufferBytes: number;
  };
}
