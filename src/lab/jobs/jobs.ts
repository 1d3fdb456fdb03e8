import { SaidError } from '../../words/saidError';
import {
  type BackgroundJob,
  type BackgroundKind,
  type BackgroundOutcome,
  type BackgroundRun,
  type BackgroundSubject,
  createBackground,
} from './background';
import { newsPauseMs, pause, waitForNews } from './news';
import { promiseToReject } from './promiseToReject';

/** What a job does. */
export type JobKind =
  | 'open'
  | 'data'
  | 'model'
  | 'training'
  | 'checkpoint'
  | 'preview'
  | 'removal'
  | 'move'
  | 'comparison'
  | 'replay'
  | 'session'
  | 'look'
  | 'blankets'
  | 'band'
  | 'seeds';

/** A job that runs. Every job can be cancelled. */
export interface RunningJob {
  readonly id: number;
  readonly kind: JobKind;
  /** Share of it that is done, 0 to 1. */
  readonly fraction: number;
  /** How long it takes from here, by what it took so far; null while nobody can say. */
  readonly remainingMs: number | null;
}

/** One job at a time, and one in the background, which rests meanwhile. */
export interface Jobs {
  /** Runs a job, as soon as the one in the background rests; a second one meanwhile is refused. */
  run<T>(kind: JobKind, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Notes how far the job that runs is. @param remainingMs where the work itself knows it */
  advance(fraction: number, remainingMs?: number): void;
  /**
   * Stops the job that runs, if any and if it has this id (any, where none is given): it rejects with an AbortError, after ten seconds even where what it
   * waits for never comes. Whatever it does later changes nothing: each step of the lab looks at its signal before it counts.
   */
  cancel(id?: number): void;
  /**
   * Ends the job that runs, if any, with this error, and the one in the background, then does some work of its own before any other job may start. A job that
   * does not end in time, as one that waits for a dead device, is left behind: its call rejects all the same.
   */
  interrupt(reason: Error, work: () => Promise<void>): Promise<void>;
  /**
   * Begins the job in the background. What comes back never rejects.
   * @throws SaidError where one runs already
   */
  runBehind(
    kind: BackgroundKind,
    subject: BackgroundSubject,
    work: (run: BackgroundRun) => Promise<void>,
  ): Promise<BackgroundOutcome>;
  /** Whether a job is in the background. */
  hasBehind(): boolean;
  /** Stops the job in the background, if any and if it has this id (any, where none is given). */
  cancelBehind(id?: number): void;
  /** Ends it because what it runs on is about to go. */
  interruptBehind(reason: Error): Promise<void>;
}

/** How long a job that was told to stop may take to do so. */
export const cancelPatienceMs = 10_000;

/** From which share on the rest is foretold. */
const foretoldFrom = 0.02;

interface Running {
  readonly id: number;
  readonly kind: JobKind;
  readonly startedAt: number;
  readonly controller: AbortController;
  /** Resolves when the work has ended, well or not. */
  readonly ended: Promise<void>;
  interruption: Error | null;
  /** Ends the call, though its work goes on or hangs. */
  abandon(reason: unknown): void;
}

/**
 * No job runs at first.
 * @param onChange told when a job starts, gets on, and ends (null)
 * @param onBehind told of the job in the background
 */
export function createJobs(
  patienceMs = cancelPatienceMs,
  onChange: (job: RunningJob | null) => void = () => {},
  onBehind: (job: BackgroundJob) => void = () => {},
): Jobs {
  const behind = createBackground(patienceMs, onBehind);
  let running: Running | null = null;
  let interrupting = false;
  let jobs = 0;
  let toldAt = 0;
  return {
    async run(kind, work) {
      if (running || interrupting) throw new SaidError('lab.atWork', []);
      const controller = new AbortController();
      const id = ++jobs;
      const startedAt = performance.now();
      onChange({ id, kind, fraction: 0, remainingMs: null });
      const { signal } = controller;
      const begin = () => {
        signal.throwIfAborted();
        return work(signal);
      };
      const result = behind.hold(signal)?.then(begin) ?? work(signal);
      const nothing = () => {};
      const { promise: abandoned, reject: abandon } = promiseToReject();
      const ended = result.then(nothing, nothing);
      const job: Running = { id, kind, startedAt, controller, ended, interruption: null, abandon };
      running = job;
      try {
        return await Promise.race([result, abandoned]);
      } catch (error) {
        // What waits for a device that is lost is told so by a DOMException, perhaps before the loss itself is known.
        if (error instanceof DOMException && !signal.aborted) {
          await waitForNews(() => job.interruption !== null);
        }
        throw job.interruption ?? error;
      } finally {
        if (running === job) {
          running = null;
          onChange(null);
          behind.release();
        }
      }
    },
    advance(fraction, remainingMs) {
      if (!running) return;
      const { id, kind, startedAt } = running;
      const now = performance.now();
      if (now - toldAt < newsPauseMs) return;
      toldAt = now;
      const spent = now - startedAt;
      const foretold = fraction < foretoldFrom ? null : (spent * (1 - fraction)) / fraction;
      onChange({ id, kind, fraction, remainingMs: remainingMs ?? foretold });
    },
    cancel(id) {
      const job = running;
      if (!job || (id !== undefined && id !== job.id)) return;
      job.controller.abort();
      const { reason } = job.controller.signal;
      const timer = setTimeout(() => job.abandon(reason), patienceMs);
      job.ended.then(() => clearTimeout(timer));
    },
    async interrupt(reason, work) {
      interrupting = true;
      try {
        const job = running;
        const behindEnded = behind.interrupt(reason);
        if (job) {
          job.interruption = reason;
          job.controller.abort(reason);
          await Promise.race([job.ended, pause(patienceMs)]);
          job.abandon(reason);
          running = null;
          onChange(null);
        }
        await behindEnded;
        await work();
      } finally {
        interrupting = false;
        behind.release();
      }
    },
    runBehind(kind, subject, work) {
      if (interrupting) throw new SaidError('lab.atWork', []);
      return behind.run(kind, subject, work);
    },
    hasBehind: behind.isBusy,
    cancelBehind: behind.cancel,
    interruptBehind: behind.interrupt,
  };
}
