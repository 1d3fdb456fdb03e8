/**
 * What stands between the page and its host: gives the page without a network too, once it was there, and sends the two headers with which a browser lets it have threads
 * where the host sends none. A new version waits until the page takes it, or until no window has the page open.
 *
 * It touches the page's own files alone, which the build lists. Data and weights are kept by the lab that loads them (src/worker/readFiles.ts).
 */

import { addPlugins, cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { takeNewVersion } from './worker/offlineNames';

/** What is used here of a service worker's global; the DOM's types stand in their way. */
interface Scope {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
  addEventListener(kind: 'activate', listener: (event: Extendable) => void): void;
  addEventListener(kind: 'message', listener: (event: MessageEvent) => void): void;
}
interface Extendable {
  waitUntil(promise: Promise<unknown>): void;
}

/** The build writes the list of the page's own files in place of `self.__WB_MANIFEST`. */
declare const self: { readonly __WB_MANIFEST: PrecacheEntry[] };
const scope = globalThis as unknown as Scope;

/** Documents and workers want the headers; scripts and data of the page's own origin need none. */
const isolated: Parameters<typeof addPlugins>[0][number] = {
  handlerWillRespond: async ({ response, request }) =>
    ['document', 'worker'].includes(request.destination) ? withHeaders(response) : response,
};

function withHeaders(response: Response): Response {
  // A redirection or an opaque answer cannot be made anew.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}

addPlugins([isolated]);
// The address says what to open, never which file.
precacheAndRoute(self.__WB_MANIFEST, {
  ignoreURLParametersMatching: [/./],
});
cleanupOutdatedCaches();

// What few visitors need is kept when they do: its name changes with what it holds.
const assets = new URL('./assets/', scope.location.href).href;
registerRoute(
  ({ url }) => url.href.startsWith(assets),
  new CacheFirst({ cacheName: 'lethe-further', plugins: [isolated] }),
);

scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('message', ({ data }) => {
  if (data === takeNewVersion) void scope.skipWaiting();
});
