/** One version in a worker of a page (sides.ts). */
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import threadUrl from '../../../src/worker/wasmThread?worker&url';
import { type Load, openRemovals, type Removed, type Task } from './removals';

const load: Load = (path) => import(/* @vite-ignore */ `/src/${path}.ts`);
const arrays = { Uint8Array, Float32Array };

function fromText(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('base64' in value)) return value;
  const { array, base64 } = value as { array: keyof typeof arrays; base64: string };
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new arrays[array](bytes.buffer);
}

let remove: (sample: number) => Promise<Removed>;

async function answer(asked: 'open' | number): Promise<Removed | null> {
  if (asked !== 'open') return remove(asked);
  const task = JSON.parse(await (await fetch('/task')).text(), (_, value) => fromText(value)) as Task;
  const openWasmCompute = (await load('model/compute')).openWasmCompute as unknown as (
    ...args: unknown[]
  ) => Promise<unknown>;
  const count = navigator.hardwareConcurrency < 4 ? 2 : 4;
  const threads = globalThis.crossOriginIsolated
    ? { wasmUrl: threadedWasmUrl, scriptUrl: threadUrl, count }
    : undefined;
  remove = await openRemovals(load, await openWasmCompute(wasmUrl, threads, console.error), task);
  return null;
}

self.onmessage = ({ data }: MessageEvent<'open' | number>) => {
  answer(data).then(
    (removed) => postMessage({ removed }),
    (error: Error) => postMessage({ error: error.stack ?? String(error) }),
  );
};
