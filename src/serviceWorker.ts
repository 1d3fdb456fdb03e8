/**
 * For hosts of static files that send no headers of their own: gives the page and its workers the two headers with which a browser lets them have threads. It takes nothing
 * from a cache and touches nothing else. A page gets them from its second load on: nothing is loaded anew unasked.
 */

/** What is used here of a service worker's global; the DOM's types stand in their way. */
interface Scope {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
  addEventListener(kind: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Fetched) => void): void;
}
interface Extendable {
  waitUntil(promise: Promise<unknown>): void;
}
interface Fetched {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = globalThis as unknown as Scope;

/** The documents that want the headers; scripts and data of the page's own origin need none. */
const wanting: readonly RequestDestination[] = ['document', 'worker'];

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const isOwn = new URL(request.url).origin === scope.location.origin;
  if (isOwn && wanting.includes(request.destination)) event.respondWith(isolated(request));
});

async function isolated(request: Request): Promise<Response> {
  const response = await fetch(request);
  // A redirection or an opaque answer cannot be made anew.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
