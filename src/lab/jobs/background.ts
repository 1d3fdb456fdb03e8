/** The job in the background, one at a time: it rests while any other job runs, and goes on afterwards by itself. */

import { createGate, type Gate } from '../../model/gate';
import { breathe } from '../../model/job';
import type { Text } from '../../words/catalogue';
import { SaidError, sayError } from '../../words/saidError';
import { pause, waitForNews } from './news';
import { type Pace, startPace } from './pace';
import { promiseToReject } from './promiseToReject';

export type BackgroundKind = 'ensemble' | 'attack';

/** What a job in the background works on: something else may be open meanwhile. */
export interface BackgroundSubject {
  /** The key of the ensemble. */
  readonly ensemble: string;
  /** Names of the model and of the data. */
  readonly model: string;
  readonly data: string;
}

/** How far it is. */
export interface BackgroundProgress {
  readonly kind: BackgroundKind;
  /** Models that are done, and models in all. */
  readonly done: number;
  readonly count: number;
  /** Share of all the work that is done, 0 to 1. */
  readonly fraction: number;
}

export interface BackgroundJob extends BackgroundSubject, BackgroundProgress {
  readonly id: number;
  /** How long it takes from here, by what it took so far without its rests; null while nobody can say. */
  readonly remainingMs: number | null;
  /** Whether it rests, because another job runs. */
  readonly rests: boolean;
}

/** How it ended; `interrupted`: what it ran on is gone, or about to be. */
export type BackgroundEnd = 'done' | 'cancelled' | 'interrupted' | 'failed';

export interface BackgroundOutcome {
  readonly job: BackgroundJob;
  readonly end: BackgroundEnd;
  /** Why, where it failed. */
  readonly problem: Text | null;
}

/** What its work is given. */
export interface BackgroundRun {
  readonly signal: AbortSignal;
  onProgress(progress: BackgroundProgress): void;
}

export interface Background {
  /**
   * Begins a job. It never rejects.
   * @throws SaidError where one runs already
   */
  run(
    kind: BackgroundKind,
    subject: BackgroundSubject,
    work: (run: BackgroundRun) => Promise<void>,
  ): Promise<BackgroundOutcome>;
  isBusy(): boolean;
  /** Stops the job, if any and if it has this id (any, where none is given). */
  cancel(id?: number): void;
  /** From now on it rests, as one does that begins. Resolves once it does, or is over, or the signal says stop; null: there is none. */
  hold(signal: AbortSignal): Promise<void> | null;
  /** Lets it go on. */
  release(): void;
  /** Ends it: what it runs on is gone. Resolves when it has ended, or has had long enough to. */
  interrupt(reason: Error): Promise<void>;
}

interface Running {
  job: BackgroundJob;
  readonly pace: Pace;
  readonly controller: AbortController;
  readonly gate: Gate;
  /** Resolves when the work has ended, well or not. */
  readonly ended: Promise<void>;
  interruption: Error | null;
  /** Ends the job, though its work goes on or hangs. */
  abandon(reason: unknown): void;
}

/** @param onNews told when it begins, gets on, rests and goes on; its end is what `run` resolves to */
export function createBackground(patienceMs: number, onNews: (job: BackgroundJob) => void): Background {
  let running: Running | null = null;
  let isHeld = false;
  let jobs = 0;

  const change = (of: Running, news: Partial<BackgroundJob>) => {
    of.job = { ...of.job, ...news };
    if (running === of) onNews(of.job);
  };

  return {
    run(kind, subject, work) {
      if (running) throw new SaidError('lab.background.atWork', []);
      const begun = { ...subject, kind, id: ++jobs, done: 0, count: 0, fraction: 0 };
      const { own, result } = begin({ ...begun, remainingMs: null, rests: false }, work, change);
      running = own;
      if (isHeld) void rest(own, change);
      else onNews(own.job);
      return outcomeOf(own, result).finally(() => {
        if (running === own) running = null;
      });
    },

    isBusy: () => running !== null,

    cancel(id) {
      const own = running;
      if (!own || (id !== undefined && id !== own.job.id)) return;
      own.controller.abort();
      const { reason } = own.controller.signal;
      const timer = setTimeout(() => own.abandon(reason), patienceMs);
      own.ended.then(() => clearTimeout(timer));
    },

    hold(signal) {
      isHeld = true;
      const own = running;
      if (!own) return null;
      const stopped = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      return Promise.race([rest(own, change), own.ended, stopped]);
    },

    release() {
      isHeld = false;
      if (!running) return;
      running.pace.goOn();
      running.gate.open();
      change(running, { rests: false });
    },

    async interrupt(reason) {
      const own = running;
      if (!own) return;
      own.interruption = reason;
      own.controller.abort(reason);
      await Promise.race([own.ended, pause(patienceMs)]);
      own.abandon(reason);
      if (running === own) running = null;
    },
  };
}

type Change = (of: Running, news: Partial<BackgroundJob>) => void;

/** Begins the work, which waits while the gate is closed. */
function begin(job: BackgroundJob, work: (run: BackgroundRun) => Promise<void>, change: Change) {
  const controller = new AbortController();
  const { signal } = controller;
  const gate = createGate(signal);
  const pace = startPace();
  const onProgress = (progress: BackgroundProgress) => {
    const remainingMs = pace.remainingMs(progress);
    if (pace.isNews(progress)) change(own, { ...progress, remainingMs });
  };
  const result = breathe(signal).then(() => work({ signal, onProgress }));
  const { promise: abandoned, reject: abandon } = promiseToReject();
  const nothing = () => {};
  const ended = result.then(nothing, nothing);
  const own: Running = { job, pace, controller, gate, ended, interruption: null, abandon };
  return { own, result: Promise.race([result, abandoned]) };
}

/** Resolves once the work rests. */
function rest(own: Running, change: Change): Promise<void> {
  own.pace.rest();
  change(own, { rests: true });
  return own.gate.close();
}

async function outcomeOf(own: Running, result: Promise<void>): Promise<BackgroundOutcome> {
  const { signal } = own.controller;
  try {
    await result;
    return { job: own.job, end: 'done', problem: null };
  } catch (error) {
    // What computes on a device that is lost may say so before the loss itself is known.
    if (!signal.aborted) await waitForNews(() => own.interruption !== null);
    if (own.interruption) return { job: own.job, end: 'interrupted', problem: null };
    if (signal.aborted) return { job: own.job, end: 'cancelled', problem: null };
    return {
      job: own.job,
      end: 'failed',
      problem: error instanceof SaidError ? error.said : sayError(error),
    };
  }
}
