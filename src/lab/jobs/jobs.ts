import { promiseToReject } from './promiseToReject';

/** One job at a time. */
export interface Jobs {
  /** Runs a job; a second one meanwhile is refused. */
  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Stops the job that runs, if any: it rejects with an AbortError. */
  cancel(): void;
  /**
   * Ends the job that runs, if any, with this error, then does some work of its own before any other job may start. A job that does not end in time, as one
   * that waits for a dead device, is left behind: its call rejects all the same.
   */
  interrupt(reason: Error, work: () => Promise<void>): Promise<void>;
}

/** How much later than its consequences the news of a lost device may come. */
const newsMs = 1000;

interface Running {
  readonly controller: AbortController;
  /** Resolves when the work has ended, well or not. */
  readonly ended: Promise<void>;
  interruption: Error | null;
  /** Ends the call, though its work goes on or hangs. */
  abandon(reason: Error): void;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** No job runs at first. */
export function createJobs(patienceMs = 10_000): Jobs {
  let running: Running | null = null;
  let interrupting = false;
  return {
    async run(work) {
      if (running || interrupting) {
        throw new Error('The lab is at work: wait until it is done, or cancel it.');
      }
      const controller = new AbortController();
      const result = work(controller.signal);
      const nothing = () => {};
      const { promise: abandoned, reject: abandon } = promiseToReject();
      const ended = result.then(nothing, nothing);
      const job: Running = { controller, ended, interruption: null, abandon };
      running = job;
      try {
        return await Promise.race([result, abandoned]);
      } catch (error) {
        // What waits for a device that is lost is told so by a DOMException, perhaps before the loss itself is known.
        if (error instanceof DOMException && !controller.signal.aborted) await waitForNews(job);
        throw job.interruption ?? error;
      } finally {
        if (running === job) running = null;
      }
    },
    cancel() {
      running?.controller.abort();
    },
    async interrupt(reason, work) {
      interrupting = true;
      try {
        const job = running;
        if (job) {
          job.interruption = reason;
          job.controller.abort(reason);
          await Promise.race([job.ended, pause(patienceMs)]);
          job.abandon(reason);
          running = null;
        }
        await work();
      } finally {
        interrupting = false;
      }
    },
  };
}

async function waitForNews(job: Running): Promise<void> {
  const until = performance.now() + newsMs;
  while (job.interruption === null && performance.now() < until) await pause(20);
}
