/** Loops of our own in WebAssembly on the memory of tfjs's WASM backend: what its kernels do slowly, and JavaScript too. */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { assemble, type FunctionText } from '../../math/webAssembly/assembler';

/** Float32 values in a vector, and bytes of a value and of a vector. */
export const LANES = 4;
export const VALUE_BYTES = 4;
export const VECTOR_BYTES = 16;

/** The part of Emscripten's module that holds the memory: with threads, and without. */
interface MemoryHolder {
  readonly wasmMemory?: WebAssembly.Memory;
  readonly asm?: { readonly memory?: WebAssembly.Memory };
}

/** A function of whole numbers: addresses and counts. */
type Loop = (...given: number[]) => number;

const opened = new WeakMap<WebAssembly.Memory, Map<string, Loop | undefined>>();

/**
 * A loop on the backend's memory, assembled once for each backend.
 * @param name what tells it from all other loops: its shape too, where that is written into its code
 * @returns undefined where the memory cannot be had, or WebAssembly has no vectors
 */
export function openLoop(backend: BackendWasm, name: string, write: () => FunctionText): Loop | undefined {
  const memory = memoryOf(backend);
  if (memory === undefined) return undefined;
  const loops = opened.get(memory) ?? new Map<string, Loop | undefined>();
  opened.set(memory, loops);
  if (!loops.has(name)) loops.set(name, instantiate(memory, write()));
  return loops.get(name);
}

function memoryOf(backend: BackendWasm): WebAssembly.Memory | undefined {
  const { wasmMemory, asm } = backend.wasm as unknown as MemoryHolder;
  return wasmMemory ?? asm?.memory;
}

function instantiate(memory: WebAssembly.Memory, loop: FunctionText): Loop | undefined {
  const isShared = !(memory.buffer instanceof ArrayBuffer);
  const bytes = assemble({ imports: {}, given: [], functions: { loop }, isShared });
  if (!WebAssembly.validate(bytes)) return undefined;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return exports.loop as Loop;
}
