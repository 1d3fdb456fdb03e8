import { passGate } from './gate';

/** What long work is given: a signal to stop it, and somebody to tell how far it is (0 to 1). */
export interface Job {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
/** In Node a port that listens keeps the process alive: it may while somebody waits, and only then. Browsers have no such calls. */
const liveliness = channel.port1 as { ref?: () => void; unref?: () => void };
channel.port1.onmessage = () => {
  waiting.shift()?.();
  if (waiting.length === 0) liveliness.unref?.();
};
liveliness.unref?.();

/**
 * Lets messages in (a cancel among them), then goes on, unless the job is cancelled; a job in the background rests here while another one runs. Timers and
 * animation frames would stall in a background tab; messages do not.
 * @throws DOMException named AbortError when the signal says stop
 */
export async function breathe(signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    liveliness.ref?.();
    channel.port2.postMessage(null);
  });
  await passGate(signal);
  signal?.throwIfAborted();
}

/** Longest stretch of work between two looks at the messages. */
const stretchMs = 30;

/**
 * Runs a computation that pauses, open to a cancel every few hundredths of a second.
 * @throws AbortError when the signal says stop
 */
export async function runInPieces<T>(pieces: Generator<void, T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    const until = performance.now() + stretchMs;
    let step = pieces.next();
    while (!step.done && performance.now() < until) step = pieces.next();
    await breathe(signal);
    if (step.done) return step.value;
  }
}
