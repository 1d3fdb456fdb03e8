/**
 * Asks for threads where the host of the page does not allow them: from the next load on, src/serviceWorker.ts sends the headers that it does not. Nothing waits for it, and
 * where it fails the lab computes with one thread.
 */
export function askForThreads(): void {
  // The development server sends the headers, and has no such file.
  if (import.meta.env.DEV || globalThis.crossOriginIsolated) return;
  navigator.serviceWorker?.register('./serviceWorker.js').catch(() => {});
}
