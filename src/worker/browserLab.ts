import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { createLab, type Lab, machinesOf, type WasmFiles } from '../lab/lab';
import { message } from '../words/say';
import { openIndexedDbKept } from './indexedDbKept';
import { openIndexedDbMembers } from './indexedDbMembers';
import { openIndexedDbStore } from './indexedDbStore';
import { readFrom } from './readFiles';
import threadUrl from './wasmThread?worker&url';
import { watchWindows } from './windows';

/**
 * The lab with what a browser gives it.
 * @param baseUrl address of the folder that holds data/ and models/
 * @param storageName prefix of its databases in the browser's storage
 */
export function createBrowserLab(baseUrl: string, storageName = 'lethe'): Lab {
  return createLab({
    openMachine: machinesOf({ wasmUrl, ...threadsHere() }),
    store: openIndexedDbStore(storageName),
    members: openIndexedDbMembers(storageName),
    sessions: openIndexedDbKept(storageName),
    readShipped: readFrom(baseUrl),
    presence: watchWindows(storageName),
  });
}

/**
 * Four threads, or two, where the machine has so many cores and the page may share memory: the numbers that test/model/wasmThreads.test.ts compares. In
 * Chromium alone (docs/hosting.md).
 */
function threadsHere(): Pick<WasmFiles, 'threads' | 'whyOneThread'> {
  const { hardwareConcurrency: cores, userAgent } = navigator;
  if (!globalThis.crossOriginIsolated) return { whyOneThread: message('gpu.oneThread.notIsolated') };
  if (cores < 2) return { whyOneThread: message('gpu.oneThread.oneCore') };
  if (!/Chrom(e|ium)\//.test(userAgent)) return { whyOneThread: message('gpu.oneThread.standsStill') };
  return { threads: { wasmUrl: threadedWasmUrl, scriptUrl: threadUrl, count: cores < 4 ? 2 : 4 } };
}
