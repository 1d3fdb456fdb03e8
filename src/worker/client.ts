/** The page's end of the channel to the worker. */

import { proxy, type Remote, wrap } from 'comlink';
import type { Code } from '../words/catalogue';
import { SaidError } from '../words/saidError';
import { startHeartbeat } from './heartbeat';
import type { Lab } from './protocol';
import { keepSaidErrors } from './thrown';
import type { WorkerCalls } from './workerCalls';

/** The worker is no more: what was asked of it was not done. */
export class WorkerGone<C extends Code = Code> extends SaidError<C> {
  override readonly name = 'WorkerGone';
}

/** What is told of the worker itself. */
export type WorkerNews =
  /** It ended, or could not begin: calls that waited have rejected with a WorkerGone, and so will others until `restart`. */
  | { readonly kind: 'gone' }
  /** It has not answered for 15 seconds; it may be busy, or stuck for good. */
  | { readonly kind: 'silent' }
  /** It answers again. */
  | { readonly kind: 'answering' }
  /** An error that nobody caught, in a worker that lives. */
  | { readonly kind: 'error'; readonly message: string };

/** The lab as the page sees it: every call is a message to the worker. */
export interface LabConnection {
  /** The lab in the present worker. What is asked of it after that worker's end rejects with a WorkerGone, though another one has begun. */
  readonly lab: Lab;
  /** Tells of the worker's troubles from now on. */
  follow(onNews: (news: WorkerNews) => void): void;
  /** Ends the worker, and starts another, in which the lab is to be opened. */
  restart(): void;
  /** Ends the worker, and with it the device and all that runs. */
  close(): void;
}

/** What a worker is to the connection; the other end of a channel may stand in for it. */
export type LabWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'removeEventListener'> &
  Partial<Pick<Worker, 'terminate'>>;

/** One worker, from its start to its end. */
interface Life {
  readonly lab: Lab;
  end(reason: WorkerGone): void;
}

function startWorker(): LabWorker {
  return new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module', name: 'lethe' });
}

/** Starts a worker, and connects to the lab in it. */
export function connectLab(start: () => LabWorker = startWorker): LabConnection {
  keepSaidErrors();
  let listen: (news: WorkerNews) => void = () => {};
  let life = begin();

  function begin(): Life {
    return beginLife(start(), (news, of) => of === life && listen(news));
  }

  return {
    get lab() {
      return life.lab;
    },
    follow(onNews) {
      listen = onNews;
    },
    restart() {
      life.end(new WorkerGone('page.worker.restarted', []));
      life = begin();
    },
    close() {
      life.end(new WorkerGone('page.worker.closed', []));
    },
  };
}

function beginLife(worker: LabWorker, tell: (news: WorkerNews, of: Life) => void): Life {
  const remote = wrap<Lab & WorkerCalls>(worker as Worker);
  let hasAnswered = false;
  let hasEnded = false;
  let rejectGone!: (reason: WorkerGone) => void;
  const gone = new Promise<never>((_, reject) => {
    rejectGone = reject;
  });
  gone.catch(() => {});
  const waitingForEnd = new AbortController();

  const heartbeat = startHeartbeat(
    () => remote.ping(),
    (silent) => tell({ kind: silent ? 'silent' : 'answering' }, life),
  );
  const life: Life = {
    lab: callsOf(remote, gone),
    end(reason) {
      if (hasEnded) return;
      hasEnded = true;
      heartbeat.stop();
      waitingForEnd.abort();
      worker.terminate?.();
      rejectGone(reason);
    },
  };
  const die = (reason: WorkerGone) => {
    if (hasEnded) return;
    life.end(reason);
    tell({ kind: 'gone' }, life);
  };

  worker.addEventListener('error', (event) => {
    const { message } = event as ErrorEvent;
    if (hasAnswered) tell({ kind: 'error', message }, life);
    else die(new WorkerGone('page.worker.notStarted', [{ reason: message || null }]));
  });
  void awaitEnd(remote, waitingForEnd.signal, () => {
    hasAnswered = true;
  }).then((ended) => ended && die(new WorkerGone('page.worker.ended', [])));
  return life;
}

/**
 * Waits for the worker's end: it holds a lock that only its end gives free.
 * @param onAnswer told once the worker answers for the first time
 * @returns whether it ended; false where that cannot be known, or nobody wants to know any more
 */
async function awaitEnd(
  remote: Remote<WorkerCalls>,
  signal: AbortSignal,
  onAnswer: () => void,
): Promise<boolean> {
  const name = `lethe-worker-${crypto.randomUUID?.() ?? Math.floor(performance.now() * 1e6)}`;
  try {
    const isHeld = await remote.holdLock(name);
    onAnswer();
    if (!isHeld) return false;
    await navigator.locks.request(name, { signal }, () => {});
    return true;
  } catch {
    return false;
  }
}

/** The calls of the lab; functions among their arguments stay here, and the worker calls them from there. */
function callsOf(remote: Remote<Lab>, gone: Promise<never>): Lab {
  const call = (name: keyof Lab, values: readonly unknown[]): Promise<unknown> => {
    const method = remote[name] as (...values: readonly unknown[]) => Promise<unknown>;
    const answer = method(...values.map((value) => (typeof value === 'function' ? proxy(value) : value)));
    return Promise.race([answer, gone]);
  };
  return new Proxy({} as Lab, {
    get:
      (_, name) =>
      (...values: readonly unknown[]) =>
        call(name as keyof Lab, values),
  });
}
