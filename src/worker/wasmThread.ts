/**
 * One thread of tfjs's WASM backend: what its own script does (wasm-out/tfjs-backend-wasm-threaded-simd.worker.js, made by Emscripten), as a file that is served with
 * the page; or the second thread of the lab's own loops (kernels/wasm/secondThread.ts).
 */
import * as threadedModule from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js';
import { type LoopThreadTask, serveJobs } from '../lab/device/loopThread';

/** The instance of the backend's module in this thread, as far as a thread calls it. */
interface Instance {
  _pthread_self(): number;
  __emscripten_thread_init(thread: number, isMain: 0, isRuntime: 0, canBlock: 1): void;
  __emscripten_thread_exit(status: number): void;
  __emscripten_thread_crashed?(): void;
  establishStackSpace(): void;
  invokeEntryPoint(routine: number, argument: number): void;
  keepRuntimeAlive(): boolean;
  executeNotifiedProxyingQueue(queue: number): void;
  readonly PThread: { receiveObjectTransfer(data: Task): void; threadInitTLS(): void };
  readonly ExitStatus: new () => { readonly status: number };
}

/** What the backend asks of a thread. */
type Task =
  | {
      readonly cmd: 'load';
      readonly handlers: readonly string[];
      readonly wasmModule: WebAssembly.Module;
      readonly wasmMemory: WebAssembly.Memory;
    }
  | {
      readonly cmd: 'run';
      readonly pthread_ptr: number;
      readonly start_routine: number;
      readonly arg: number;
    }
  | { readonly cmd: 'cancel' }
  | { readonly cmd: 'processProxyingQueue'; readonly queue: number }
  | LoopThreadTask;

type Factory = (settings: Record<string, unknown>) => Promise<unknown>;
const imported = threadedModule as unknown as { readonly default?: Factory };
const startModule = imported.default ?? (threadedModule as unknown as Factory);

let instance: Instance | undefined;
let waiting: number[] = [];
let hasRun = false;

Object.assign(globalThis, {
  // The module calls it when it is there.
  startWorker: (started: Instance) => {
    instance = started;
    postMessage({ cmd: 'loaded' });
  },
});

self.onmessage = ({ data }: MessageEvent<Task>) => {
  try {
    perform(data);
  } catch (error) {
    instance?.__emscripten_thread_crashed?.();
    throw error;
  }
};

function perform(task: Task): void {
  switch (task.cmd) {
    case 'load':
      load(task);
      break;
    case 'run':
      run(instance!, task);
      break;
    case 'cancel':
      if (instance!._pthread_self()) instance!.__emscripten_thread_exit(-1);
      break;
    case 'processProxyingQueue':
      if (hasRun) instance!.executeNotifiedProxyingQueue(task.queue);
      else waiting.push(task.queue);
      break;
    case 'loops':
      serveJobs(task.box, task.memory);
      break;
    default:
      task satisfies never;
  }
}

function load({ handlers, wasmModule, wasmMemory }: Task & { cmd: 'load' }): void {
  const settings: Record<string, unknown> = {
    wasmMemory,
    buffer: wasmMemory.buffer,
    ENVIRONMENT_IS_PTHREAD: true,
    instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) {
      const own = new WebAssembly.Instance(wasmModule, imports);
      receive(own);
      return own.exports;
    },
  };
  for (const handler of handlers) {
    settings[handler] = (...args: unknown[]) => postMessage({ cmd: 'callHandler', handler, args });
  }
  void startModule(settings);
}

function run(own: Instance, task: Task & { cmd: 'run' }): void {
  own.__emscripten_thread_init(task.pthread_ptr, 0, 0, 1);
  own.establishStackSpace();
  own.PThread.receiveObjectTransfer(task);
  own.PThread.threadInitTLS();
  hasRun = true;
  for (const queue of waiting) own.executeNotifiedProxyingQueue(queue);
  waiting = [];
  try {
    own.invokeEntryPoint(task.start_routine, task.arg);
  } catch (error) {
    if (error === 'unwind') return;
    if (!(error instanceof own.ExitStatus)) throw error;
    if (!own.keepRuntimeAlive()) own.__emscripten_thread_exit(error.status);
  }
}
