import type { EpochProgress, RemovalPhase, RemovalRequest, SampleIndex } from '../../worker/protocol';

/** The one job that runs in the worker. */
export type Job =
  | { readonly kind: 'opening'; readonly what: string; readonly fraction: number }
  | { readonly kind: 'loading'; readonly what: string; readonly fraction: number }
  | {
      readonly kind: 'training';
      readonly progress: EpochProgress | null;
      /** Whether it was asked to end after the epoch that runs. */
      readonly ending: boolean;
    }
  | {
      readonly kind: 'removal';
      /** All samples that are to go, in their order. */
      readonly samples: readonly SampleIndex[];
      /** How many removals these are: one for each sample, or one for all. */
      readonly removals: number;
      /** Which of the removals runs now, from 0, and what it is. */
      readonly position: number;
      readonly request: RemovalRequest;
      /** How many of the finished ones the guard rejected. */
      readonly rejected: number;
      readonly phase: RemovalPhase;
      readonly fraction: number;
    }
  | { readonly kind: 'move'; readonly what: string; readonly fraction: number }
  | { readonly kind: 'retraining'; readonly progress: EpochProgress | null }
  | { readonly kind: 'replay'; readonly fraction: number }
  | { readonly kind: 'session'; readonly what: string }
  | { readonly kind: 'checkpoint'; readonly what: string }
  | { readonly kind: 'blankets'; readonly fraction: number }
  | { readonly kind: 'sensitivity' };

/** A message to the person: an error stays until dismissed; a warning, of what the last job did, and information until the next job. */
export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'warning' | 'information';
  readonly message: string;
}

export interface JobsState {
  readonly job: Job | null;
  /** Whether the job that runs was asked to stop. */
  readonly cancelling: boolean;
  readonly notices: readonly Notice[];
  /** Why the lab could not open at all. */
  readonly failure: string | null;
}

export const jobsState: JobsState = { job: null, cancelling: false, notices: [], failure: null };
