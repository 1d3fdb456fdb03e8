/**
 * The page's way to its service worker (src/serviceWorker.ts), with which it opens without a network from the second visit on, and has threads where its host sends no headers.
 * Nothing waits for it, and where it fails the page is as it was.
 */

import { takeNewVersion } from './offlineNames';

/** A new version of the page that is there and waits; `take` loads it. */
export interface NewVersion {
  take(): void;
}

/** Has the page kept from now on. @param onNew told when a new version is there */
export async function keepPage(onNew: (version: NewVersion) => void): Promise<void> {
  // The development server sends the headers, and has no such file. Over plain http there is none.
  const workers = navigator.serviceWorker;
  if (import.meta.env.DEV || !workers) return;
  const registration = await workers.register('./serviceWorker.js');
  const tell = () => {
    const { waiting } = registration;
    // The first version replaces none.
    if (waiting && workers.controller) onNew({ take: () => take(workers, waiting) });
  };
  tell();
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', tell),
  );
}

function take(workers: ServiceWorkerContainer, waiting: ServiceWorker): void {
  workers.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  waiting.postMessage(takeNewVersion);
}
