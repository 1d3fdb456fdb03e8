/** A second thread for loops of our own, where tfjs's WASM backend has threads: without it they would run beside an idle core. What a sum is made of, and in which order, does not depend on it. */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { FunctionText } from '../../math/webAssembly/assembler';
import { type Call, createBox, failBox, isThere, runTogether } from './jobMailbox';
import { memoryOf, openModule } from './ownLoops';

/** What the thread is told when it begins. */
export interface LoopThreadTask {
  readonly cmd: 'loops';
  readonly box: SharedArrayBuffer;
  readonly memory: WebAssembly.Memory;
}

interface SecondThread {
  readonly worker: Worker;
  readonly box: Int32Array;
}

let second: { readonly memory: WebAssembly.Memory; thread: SecondThread | (() => Worker) } | null = null;

/**
 * Lets loops on the backend's memory have a second thread. It is started when a loop first wants it.
 * @param start starts a worker that hands a LoopThreadTask to serveJobs (jobMailbox.ts)
 */
export function offerSecondThread(backend: BackendWasm, start: () => Worker): void {
  const memory = memoryOf(backend);
  if (memory && !(memory.buffer instanceof ArrayBuffer)) second = { memory, thread: start };
}

/** Ends the second thread, where there is one. */
export function endSecondThread(): void {
  if (second && typeof second.thread !== 'function') second.thread.worker.terminate();
  second = null;
}

function openThread(backend: BackendWasm): SecondThread | null {
  if (!second || second.memory !== memoryOf(backend)) return null;
  if (typeof second.thread === 'function') {
    const shared = createBox();
    const box = new Int32Array(shared);
    const worker = second.thread();
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      failBox(box);
    });
    worker.postMessage({ cmd: 'loops', box: shared, memory: second.memory } satisfies LoopThreadTask);
    second.thread = { worker, box };
  }
  return second.thread;
}

/** How many threads a loop has now: the second is there some time after it was first asked for. */
export function countLoopThreads(backend: BackendWasm): 1 | 2 {
  const thread = openThread(backend);
  return thread && isThere(thread.box) ? 2 : 1;
}

/**
 * Makes calls of a loop: those of a job one after another, and jobs at the same time where there is a second thread. No job may read or write what another writes.
 * @returns false where there is no such loop (openLoop)
 */
export function runJobs(
  backend: BackendWasm,
  name: string,
  write: () => FunctionText,
  jobs: readonly (readonly Call[])[],
): boolean {
  const opened = openModule(backend, name, write);
  if (!opened) return false;
  const thread = jobs.length > 1 ? openThread(backend) : null;
  if (thread && runTogether(thread.box, opened, jobs)) return true;
  for (const job of jobs) for (const call of job) opened.loop(...call);
  return true;
}
