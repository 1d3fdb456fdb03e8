/**
 * Where a job in the background rests while another one runs: where it breathes (job.ts), or waits for something that is not the machine. Nothing of tfjs is
 * open there (no tidy scope, no tape), it has a network of its own, and its random generators are its own: having rested, it gives the same bits.
 */

/** The gate of the work that has a signal. */
export interface Gate {
  /** Asks the work to rest; resolves once it does, which it goes on doing until the gate is opened. Of work that is over nothing comes. */
  close(): Promise<void>;
  open(): void;
}

interface GateState {
  /** null: the gate is open. */
  closed: { readonly opened: Promise<void>; readonly open: () => void } | null;
  /** Whether the work leaves the machine alone, and will look at the gate before it does not. */
  isAway: boolean;
  /** Who waits for that. */
  readonly waiting: (() => void)[];
}

const gates = new WeakMap<AbortSignal, GateState>();

/** A gate for the work that has this signal; it is open. */
export function createGate(signal: AbortSignal): Gate {
  const state: GateState = { closed: null, isAway: false, waiting: [] };
  gates.set(signal, state);
  return {
    close() {
      state.closed ??= closing();
      return state.isAway ? Promise.resolve() : new Promise((resolve) => state.waiting.push(resolve));
    },
    open() {
      state.closed?.open();
      state.closed = null;
    },
  };
}

/** Waits while the gate of this signal is closed; a cancel ends the wait. Without a gate there is nothing to wait for. */
export async function passGate(signal: AbortSignal | undefined): Promise<void> {
  const state = signal && gates.get(signal);
  if (state?.closed) await stayAway(state, signal!, async () => {});
}

/** Waits for something that is not the machine, a store; others may use the machine meanwhile. */
export function awaitApart<T>(signal: AbortSignal, wait: () => Promise<T>): Promise<T> {
  const state = gates.get(signal);
  return state ? stayAway(state, signal, wait) : wait();
}

async function stayAway<T>(state: GateState, signal: AbortSignal, wait: () => Promise<T>): Promise<T> {
  state.isAway = true;
  for (const tell of state.waiting.splice(0)) tell();
  try {
    return await wait();
  } finally {
    // It may be closed again before this goes on: whoever closed it was told that nobody is there.
    while (state.closed && !signal.aborted) await openedOrAborted(state.closed.opened, signal);
    state.isAway = false;
  }
}

function closing() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

async function openedOrAborted(opened: Promise<void>, signal: AbortSignal): Promise<void> {
  const listening = new AbortController();
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true, signal: listening.signal });
  });
  await Promise.race([opened, aborted]);
  listening.abort();
}
