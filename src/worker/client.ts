import { proxy, type Remote, wrap } from 'comlink';
import type { BackendChoice, Lab, LabEvent, Moment } from './protocol';

/** The lab as the page sees it: every call is a message to the worker. */
export interface LabConnection {
  readonly lab: Remote<Lab>;
  /** Opens the lab; events arrive until `close`. */
  open(choice: BackendChoice, onEvent: (event: LabEvent) => void): Promise<Moment>;
  /** Ends the worker, and with it the device and all that runs. */
  close(): void;
}

/**
 * Starts the worker.
 * @param onFailure told when the worker itself fails, for example because its script cannot be loaded
 */
export function connectLab(onFailure: (message: string) => void): LabConnection {
  const worker = new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module', name: 'lethe' });
  worker.addEventListener('error', (event) => {
    onFailure(
      `The lab's worker failed: ${event.message || 'its script could not be loaded'}. Reload the page.`,
    );
  });
  const lab = wrap<Lab>(worker);
  return {
    lab,
    open: (choice, onEvent) => lab.open(choice, proxy(onEvent)),
    close: () => worker.terminate(),
  };
}
