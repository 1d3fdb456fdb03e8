import type {
  BackgroundJob,
  EpochProgress,
  RemovalPhase,
  RemovalRequest,
  SampleIndex,
  StepTaken,
} from '../../worker/protocol';

/** What a job is beside what all have. */
export type JobKind =
  | {
      readonly kind:
        | 'opening'
        | 'loading'
        | 'move'
        | 'replay'
        | 'session'
        | 'checkpoint'
        | 'blankets'
        | 'sensitivity'
        | 'comeback'
        | 'rewindLine'
        | 'band'
        | 'seeds';
    }
  | {
      readonly kind: 'training';
      readonly progress: EpochProgress | null;
      /** Whether it was asked to end after the epoch that runs. */
      readonly ending: boolean;
    }
  | { readonly kind: 'retraining'; readonly progress: EpochProgress | null }
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
      readonly phaseFraction: number;
      /** What the step of a removal by itself does to its sample, once it is taken. */
      readonly taken?: StepTaken;
    };

/** A job that is to begin: its kind, and what it does, in words. */
export type JobStart = JobKind & { readonly what: string };

/** The one job that runs in the worker. */
export type Job = JobStart & {
  readonly id: number;
  /** How much of it is done; null: that is not known. */
  readonly fraction: number | null;
  /** How long it goes on by the pace so far; null: that cannot be told yet. */
  readonly remainingMs: number | null;
};

/** What can be new of a job that runs. */
export type JobNews = Partial<
  Pick<Job, 'what' | 'remainingMs'> &
    Omit<Extract<JobKind, { kind: 'removal' }>, 'kind'> &
    Omit<Extract<JobKind, { kind: 'training' }>, 'kind'>
>;

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
  /** The job in the background, which rests while another one runs, and whether it was asked to stop. */
  readonly background: (BackgroundJob & { readonly stopping: boolean }) | null;
  /** Whether the worker answers; `stuck`: a job did not stop when it was cancelled. The page then offers to start the lab again. */
  readonly worker: 'answering' | 'silent' | 'stuck';
  readonly notices: readonly Notice[];
  /** What a screen reader is told of jobs: what begins, and what came of it. Nothing in between: that would interrupt all else. */
  readonly announced: string;
  /** Why the lab could not open at all. */
  readonly failure: string | null;
}

export const jobsState: JobsState = {
  job: null,
  cancelling: false,
  background: null,
  worker: 'answering',
  notices: [],
  announced: '',
  failure: null,
};

/** What jobs keep from one step to the next. */
export interface JobsWork {
  /** The numbers of the last job and the last notice. */
  lastJob: number;
  lastNotice: number;
  /** The job that runs in the lab, by its number there; a job of the page may be several. null: none, as far as is known. */
  inLab: number | null;
  /** When the job that runs began, by performance.now(). */
  startedAt: number;
  /** Stops the page's part of the job that runs. */
  stop: AbortController;
  /** Lets go of it though it goes on, which happens once this time is up. */
  letGo: () => void;
  patience: ReturnType<typeof setTimeout> | undefined;
  /** Whether a job in the background was asked for and has not begun yet. */
  beginsBehind: boolean;
  /** When the lab was last started again, by performance.now(). */
  restartedAt: number;
  /** Whether the lab was opened without what the last visit left, and is to be opened so again: what cannot be drawn must not come back by itself. */
  withoutLastVisit: boolean;
}

export const createJobsWork = (): JobsWork => ({
  lastJob: 0,
  lastNotice: 0,
  inLab: null,
  startedAt: 0,
  stop: new AbortController(),
  letGo: () => {},
  patience: undefined,
  beginsBehind: false,
  restartedAt: Number.NEGATIVE_INFINITY,
  withoutLastVisit: false,
});
