/** Drives the lab's worker without the page: for tests of what a reload, a crash or a lost device leave behind. */

import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import type { Remote } from 'comlink';
import type { Lab, LabEvent, Moment } from '../../src/lab/protocol';

const root = new URL('../../', import.meta.url);
const address = 'lab-driver';

declare global {
  interface Window {
    /** The worker's lab, and the events that it sent. */
    readonly driver: {
      readonly lab: Remote<Lab>;
      readonly events: LabEvent[];
      open(backend: 'wasm' | 'webgpu'): Promise<Moment>;
    };
  }
}

/** Gives every page of the context an address with nothing on it but the lab's built worker. */
export async function offerDriver(context: BrowserContext): Promise<void> {
  const worker = readdirSync(new URL('dist/page/assets/', root)).find((file) =>
    /^lab\.worker-.*\.js$/.test(file),
  );
  if (!worker) throw new Error('dist/page/assets holds no lab.worker: build the lab first');
  const comlink = readFileSync(new URL('node_modules/comlink/dist/umd/comlink.min.js', root), 'utf8');
  const body = `<!doctype html><title>Driver</title><script>${comlink}</script><script>
    // Errors cross as src/worker/thrown.ts sends them; here their codes will do.
    const thrown = Comlink.transferHandlers.get('throw');
    Comlink.transferHandlers.set('throw', {
      ...thrown,
      deserialize({ said, other }) {
        if (said) throw new Error(said.said.code);
        return thrown.deserialize(other);
      },
    });
    const lab = Comlink.wrap(new Worker('assets/${worker}', { type: 'module' }));
    const events = [];
    window.driver = {
      lab,
      events,
      open: (backend) => lab.open(backend, Comlink.proxy((event) => events.push(event)), { dataset: 'digits' }),
    };
  </script>`;
  await context.route(`**/${address}`, (route) => route.fulfill({ contentType: 'text/html', body }));
}

/** What a test compares of a state. */
export interface LabPlace {
  readonly count: number;
  readonly current: number;
  readonly digest: string;
  /** The bytes of the bitmap. */
  readonly removed: readonly number[];
  readonly backend: string;
  /** Codes of src/words. */
  readonly problem: string | null;
  readonly restored: string;
}

/** In the page: cuts a moment down to what a test compares, with the backend that the lab has then. */
export const placeOf = `async ({ history, digest, removed, autosave, restored }) => ({
  count: history.count, current: history.current, digest, removed: [...removed],
  backend: (await window.driver.lab.setup()).device.backend, problem: autosave.problem?.code ?? null,
  restored: restored.map(({ code }) => code).join(' '),
})`;

/** Goes to the driver's address in a page, and opens the lab there. */
export async function openDriver(page: Page, baseURL: string, backend: 'wasm' | 'webgpu'): Promise<LabPlace> {
  await page.goto(new URL(address, baseURL).href);
  return page.evaluate(`window.driver.open('${backend}').then(${placeOf})`);
}
