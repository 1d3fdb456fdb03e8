/** Loops of our own in WebAssembly on the memory of tfjs's WASM backend: what its kernels do slowly, and JavaScript too. */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { assemble, type FunctionText } from '../../math/webAssembly/assembler';
import { type Loop, startLoop } from './jobMailbox';

/** Float32 values in a vector, and bytes of a value and of a vector. */
export const LANES = 4;
export const VALUE_BYTES = 4;
export const VECTOR_BYTES = 16;

/** The part of Emscripten's module that holds the memory: with threads, and without. */
interface MemoryHolder {
  readonly wasmMemory?: WebAssembly.Memory;
  readonly asm?: { readonly memory?: WebAssembly.Memory };
}

/** A loop, its module for another thread, and a number that tells it from all others on its memory. */
export interface OpenedLoop {
  readonly loop: Loop;
  readonly module: Uint8Array;
  readonly number: number;
}

const opened = new WeakMap<WebAssembly.Memory, Map<string, OpenedLoop | undefined>>();

/**
 * A loop on the backend's memory, assembled once for each backend.
 * @param name what tells it from all other loops: its shape too, where that is written into its code
 * @returns undefined where the memory cannot be had, or WebAssembly has no vectors
 */
export function openLoop(backend: BackendWasm, name: string, write: () => FunctionText): Loop | undefined {
  return openModule(backend, name, write)?.loop;
}

/** The same with its module. */
export function openModule(
  backend: BackendWasm,
  name: string,
  write: () => FunctionText,
): OpenedLoop | undefined {
  const memory = memoryOf(backend);
  if (memory === undefined) return undefined;
  const loops = opened.get(memory) ?? new Map<string, OpenedLoop | undefined>();
  opened.set(memory, loops);
  if (!loops.has(name)) loops.set(name, instantiate(memory, write(), loops.size));
  return loops.get(name);
}

/** undefined where it cannot be had. */
export function memoryOf(backend: BackendWasm): WebAssembly.Memory | undefined {
  const { wasmMemory, asm } = backend.wasm as unknown as MemoryHolder;
  return wasmMemory ?? asm?.memory;
}

function instantiate(memory: WebAssembly.Memory, loop: FunctionText, number: number): OpenedLoop | undefined {
  const isShared = !(memory.buffer instanceof ArrayBuffer);
  const module = assemble({ imports: {}, given: [], functions: { loop }, isShared });
  return WebAssembly.validate(module) ? { loop: startLoop(module, memory), module, number } : undefined;
}
