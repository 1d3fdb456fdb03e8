/**
 * Threads for tfjs's WASM backend. tfjs would start them from a script that it makes up as a blob, which a strict Content-Security-Policy refuses (twice: the blob is to
 * import another). They run a script of ours instead (src/worker/wasmThread.ts).
 */

/** What only a host knows: where the files are, and how many threads there may be. */
export interface WasmThreads {
  /** Address of tfjs-backend-wasm-threaded-simd.wasm. */
  readonly wasmUrl: string;
  /** Address of the script that a thread runs, a module. */
  readonly scriptUrl: string;
  /** From 2 up. */
  readonly count: number;
}

const threadOptions = { type: 'module', name: 'lethe wasm thread' } as const;

/** A thread of our own that waits to be told what to do. */
export const startThread = ({ scriptUrl }: WasmThreads) => new Worker(scriptUrl, threadOptions);

/** A thread that neither starts nor fails is not waited for longer. */
const LONGEST_START_MS = 20_000;

/**
 * Opens what starts threads, with our script for theirs, and as many as are asked for: tfjs takes half the cores that the browser names at most, as if each had two threads of its own.
 * @param open starts its threads before it resolves; no other worker may be started meanwhile
 * @throws Error when a thread could not be started; what `open` throws
 */
export function withThreads<T>({ scriptUrl, count }: WasmThreads, open: () => Promise<T>): Promise<T> {
  const NativeWorker = globalThis.Worker;
  let timer: ReturnType<typeof setTimeout> | undefined;
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 * count, configurable: true });
  return new Promise<T>((resolve, reject) => {
    globalThis.Worker = class extends NativeWorker {
      constructor() {
        super(scriptUrl, threadOptions);
        this.addEventListener('error', (event) => {
          // The backend would throw it again, where nobody catches it.
          event.stopImmediatePropagation();
          event.preventDefault();
          reject(new Error(event.message || `no ${scriptUrl}`));
        });
      }
    };
    open().then(resolve, reject);
    timer = setTimeout(() => reject(new Error(`${LONGEST_START_MS / 1000} s`)), LONGEST_START_MS);
  }).finally(() => {
    clearTimeout(timer);
    globalThis.Worker = NativeWorker;
    // The browser's own is on the prototype.
    Reflect.deleteProperty(navigator, 'hardwareConcurrency');
  });
}

/** The part of Emscripten's module that keeps threads; it is there where the backend has some. */
interface ThreadedModule {
  readonly PThread?: { unusedWorkers: Worker[] };
}

/** Ends the threads that the backend keeps in hand: it starts eight, and takes as many as it was told to. */
export function endSpareThreads(backend: { readonly wasm: unknown }): void {
  const { PThread } = backend.wasm as ThreadedModule;
  if (!PThread) return;
  for (const worker of PThread.unusedWorkers) worker.terminate();
  PThread.unusedWorkers = [];
}
