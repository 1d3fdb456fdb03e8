/** What the end-to-end tests do with the page, in the words of a person at it. */

import { type Browser, test as base, type Dialog, expect, type Locator, type Page } from '@playwright/test';
import type { RemovalReport } from '../../src/state/contract';
import type {} from '../../src/state/inspect';

/** Collects what must never happen: errors and warnings in the console (GPU validation too), and uncaught errors. */
export function watch(page: Page): string[] {
  const trouble: string[] = [];
  page.on('console', (message) => {
    // Playwright's own, where a test does without the service worker.
    if (message.text() === 'Service Worker registration blocked by Playwright') return;
    if (['error', 'warning'].includes(message.type())) trouble.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`uncaught: ${error.message}`));
  page.on('dialog', (dialog: Dialog) => trouble.push(`dialog: ${dialog.message()}`));
  return trouble;
}

/** A page whose test fails when anything goes wrong behind its back. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const trouble = watch(page);
    await use(page);
    expect(trouble, 'console and uncaught errors').toEqual([]);
  },
});

export { expect };

/** Opens the lab with inspection and waits until it is ready for work. */
export async function openLab(page: Page, search: string): Promise<void> {
  await page.goto(`./?inspect&${search}`);
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await expect(unlearnButton(page)).toBeVisible();
}

/** A page of its own in this browser, watched; `close` checks what was seen. */
export async function openWatched(browser: Browser, baseURL: string, search: string) {
  const page = await browser.newPage({ baseURL, viewport: { width: 1280, height: 720 } });
  const trouble = watch(page);
  await openLab(page, search);
  return {
    page,
    close: async () => {
      await page.close();
      expect(trouble, 'console and uncaught errors').toEqual([]);
    },
  };
}

export const cell = (page: Page, sample: number): Locator => page.locator(`#sample-${sample}`);
export const unlearnButton = (page: Page): Locator => page.getByRole('button', { name: /^Unlearn( |$)/ });
export const cancelButton = (page: Page): Locator => page.getByRole('button', { name: 'Cancel' });
/** The removals of the history, the original model left out. */
export const history = (page: Page): Locator =>
  page.getByRole('region', { name: 'History' }).locator('[data-state]:not([data-state="0"])');
/** A state in the history; 0: the original model. */
export const historyState = (page: Page, id: number): Locator =>
  page.getByRole('region', { name: 'History' }).locator(`[data-state="${id}"]`);

/** Waits until no job runs. */
export async function rest(page: Page): Promise<void> {
  await page.waitForFunction(() => window.lethe?.session != null && window.lethe.job === null);
}

/** Selects the sample, presses Unlearn, and waits for the end. */
export async function unlearn(page: Page, sample: number): Promise<RemovalReport> {
  const before = await page.evaluate(() => window.lethe!.count);
  if ((await cell(page, sample).getAttribute('aria-selected')) !== 'true') await cell(page, sample).click();
  await unlearnButton(page).click();
  await expect(history(page)).toHaveCount(before + 1);
  await rest(page);
  return (await reports(page))[before]!;
}

/** Takes the last removal back. It stays in the history. */
export async function undo(page: Page): Promise<void> {
  const parent = (await reports(page))[(await current(page)) - 1]!.parent;
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => current(page)).toBe(parent);
  await rest(page);
}

/** The state of the history that the model is in. */
export const current = (page: Page): Promise<number> =>
  page.evaluate(() => window.lethe!.session!.history.current);

/** Opens a tab of the report on show. */
export async function openReport(page: Page, name: string): Promise<void> {
  await page.getByRole('tablist', { name: 'The report' }).getByRole('tab', { name, exact: true }).click();
}

export const reports = (page: Page): Promise<readonly RemovalReport[]> =>
  page.evaluate(() => window.lethe!.reports());

export const digest = (page: Page): Promise<string | null> => page.evaluate(() => window.lethe!.digest);

/** The report without its times and its place in the history: all that has to repeat. */
export function withoutTimes({ durationsMs, gpuMs, id, parent, ...rest }: RemovalReport) {
  return rest;
}

/** The exact numbers behind what is written in an element, and the text that a person reads. */
export function numbers(place: Locator): Promise<{ value: number; text: string }[]> {
  return place.locator('data').evaluateAll((elements) =>
    elements.map((element) => ({
      value: Number((element as HTMLDataElement).value),
      text: element.textContent ?? '',
    })),
  );
}

/** Reads a number as it is written on the page: a real minus sign, per cent as a share. */
export function readText(text: string): number {
  const plain = Number(text.replaceAll('\u2212', '-').replace(/[\u202f%,]/g, ''));
  return text.includes('%') ? plain / 100 : plain;
}

/** A file that a test made. */
export interface MadeFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Drops files on the page. */
export async function drop(page: Page, files: readonly MadeFile[]): Promise<void> {
  const contents = files.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') }));
  const dataTransfer = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, contents);
  await page.dispatchEvent('main', 'drop', { dataTransfer });
}

/** By how many pixels the page is larger than its window. */
export function overflow(page: Page): Promise<{ x: number; y: number }> {
  return page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { x: scrollWidth - window.innerWidth, y: scrollHeight - window.innerHeight };
  });
}

/** Gives files to one of the page's choosers, by its name. */
export async function give(page: Page, chooser: string, files: readonly MadeFile[]): Promise<void> {
  await page.getByLabel(chooser, { exact: true }).setInputFiles([...files]);
}

/** Opens a tab of the settings. */
export async function openTab(
  page: Page,
  name: 'Removal' | 'Certificate' | 'Training' | 'Checkpoints' | 'Session',
): Promise<void> {
  await page.getByRole('tablist', { name: 'Settings' }).getByRole('tab', { name, exact: true }).click();
}

/** Chooses an entry of a menu of the top bar. */
export async function choose(page: Page, menu: 'Data' | 'Model', label: string): Promise<void> {
  await page.getByRole('combobox', { name: menu }).selectOption({ label });
}

/** What is given to a page: the machine's cores, as far as the lab takes them. */
export const threadsHere = (page: Page) =>
  page.evaluate(() => (navigator.hardwareConcurrency < 4 ? Math.min(navigator.hardwareConcurrency, 2) : 4));
export const badge = (page: Page) => page.locator('[data-threads]');
