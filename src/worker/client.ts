import { proxy, type Remote, wrap } from 'comlink';
import type { Lab } from './protocol';

/** The lab as the page sees it: every call is a message to the worker. */
export interface LabConnection {
  readonly lab: Lab;
  /** Tells of it when the worker itself fails, for example because its script cannot be loaded. */
  follow(onFailure: (message: string) => void): void;
  /** Ends the worker, and with it the device and all that runs. */
  close(): void;
}

/** What a worker is to the connection: a test may have a channel of its own. */
export type LabWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'removeEventListener'> &
  Partial<Pick<Worker, 'terminate'>>;

function startWorker(): LabWorker {
  return new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module', name: 'lethe' });
}

/** Starts a worker, and connects to the lab in it. */
export function connectLab(start: () => LabWorker = startWorker): LabConnection {
  const worker = start();
  const remote = wrap<Lab>(worker as Worker);
  return {
    lab: callsOf(remote),
    follow(onFailure) {
      worker.addEventListener('error', (event) => {
        const { message } = event as ErrorEvent;
        onFailure(
          `The lab's worker failed: ${message || 'its script could not be loaded'}. Reload the page.`,
        );
      });
    },
    close: () => worker.terminate?.(),
  };
}

/** The calls of the lab; functions among their arguments stay here, and the worker calls them from there. */
function callsOf(remote: Remote<Lab>): Lab {
  const call = (name: keyof Lab, values: readonly unknown[]) => {
    const method = remote[name] as (...values: readonly unknown[]) => Promise<unknown>;
    return method(...values.map((value) => (typeof value === 'function' ? proxy(value) : value)));
  };
  return new Proxy({} as Lab, {
    get:
      (_, name) =>
      (...values: readonly unknown[]) =>
        call(name as keyof Lab, values),
  });
}
