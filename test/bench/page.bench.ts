/**
 * What a first visit waits for, on the built page (npm run build) served from disk, in Chromium on WASM: the first paint, the first pictures of the data, the open lab, and after a
 * click on Unlearn what the step does to the sample, and the report, on the two-layer net: the click comes two seconds after the lab is open, as of somebody who looks
 * first; LETHE_REST=0 clicks at once. Milliseconds of the clock, which other work on the machine stretches, and seconds of processor time of the
 * pages' processes, all their threads together, which that hardly touches. LETHE_ROUNDS=5 chooses how often; least and middle are told.
 */
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { preview } from 'vite';
import { browserLaunchOptions } from '../support/browser';
import type { BenchReport } from './report';

const root = join(import.meta.dirname, '../..');
const rounds = Number(process.env.LETHE_ROUNDS ?? 5);
const restMs = Number(process.env.LETHE_REST ?? 2000);
/** Chromium draws the window's own bars, which are pages too, for a second and more after it opens: on two cores that would be a third of what is measured. */
const windowMs = 3000;
const events = ['paint', 'pictures', 'open', 'step', 'report'] as const;
const sinceClick: readonly string[] = ['step', 'report'];
type Event = (typeof events)[number];

/** When each was there, in milliseconds since the visit began, of what follows the click since then; and the processor's seconds by then. */
type Visit = Readonly<Record<Event, { readonly ms: number; readonly seconds: number }>>;

export default async function bench(report: BenchReport): Promise<void> {
  const server = await preview({ root, logLevel: 'error', preview: { port: 4199, open: false } });
  const browser = await chromium.launch(browserLaunchOptions());
  const visits: Visit[] = [];
  for (let round = 0; round < rounds; round++) visits.push(await visit(browser, 'http://localhost:4199/'));
  await browser.close();
  await server.close();
  for (const event of events) {
    const of = (read: (one: Visit[Event]) => number) =>
      visits.map((one) => read(one[event])).toSorted((a, b) => a - b);
    const [ms, seconds] = [of((one) => one.ms), of((one) => one.seconds)];
    const middle = Math.floor(rounds / 2);
    report.row({
      event,
      'least ms': ms[0]!,
      'middle ms': ms[middle]!,
      'least cpu s': seconds[0]!,
      'middle cpu s': seconds[middle]!,
    });
  }
}

/** One first visit, with a removal. */
async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  const protocol = await browser.newBrowserCDPSession();
  const pages = async () => {
    const { processInfo } = await protocol.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer');
  };
  await page.addInitScript(watchPage);
  await page.waitForTimeout(windowMs);
  const atStart = new Map((await pages()).map(({ id, cpuTime }) => [id, cpuTime]));
  const secondsNow = async () =>
    (await pages()).reduce((sum, { id, cpuTime }) => sum + cpuTime - (atStart.get(id) ?? 0), 0);
  await page.goto(`${url}?backend=wasm`, { waitUntil: 'commit' });
  const of = async (event: Event) => ({ ms: await timeOf(page, event), seconds: await secondsNow() });
  const opened = { paint: await of('paint'), pictures: await of('pictures'), open: await of('open') };
  await page.locator('#sample-3').click();
  await page.waitForTimeout(restMs);
  const before = await secondsNow();
  await page.getByRole('button', { name: /^Unlearn( |$)/ }).click();
  const step = await of('step');
  const report = await of('report');
  await context.close();
  const since = ({ ms, seconds }: Visit[Event]) => ({ ms, seconds: seconds - before });
  return { ...opened, step: since(step), report: since(report) };
}

type Watched = { [E in Event | 'click']?: number | undefined };

/** In the page, before any other script: notes when each event was. */
function watchPage(): void {
  const times: Watched = {};
  Object.assign(window, { times });
  const shown: Partial<Record<Event, string>> = {
    pictures: '[role="img"] canvas, [role="grid"] canvas',
    open: '[role="gridcell"]',
    step: 'article[data-taken="1"], article[data-removal="1"]',
    report: 'article[data-removal="1"]',
  };
  document.addEventListener(
    'click',
    ({ target }) => {
      if ((target as Element).closest('button.large')) times.click ??= performance.now();
    },
    true,
  );
  const look = () => {
    times.paint ??= performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    for (const [event, selector] of Object.entries(shown) as [Event, string][]) {
      if (times[event] === undefined && document.querySelector(selector)) times[event] = performance.now();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function timeOf(page: Page, event: Event): Promise<number> {
  const handle = await page.waitForFunction(
    ([name, isSince]) => {
      const { times } = window as unknown as { times: Watched };
      const at = times[name];
      return at === undefined ? null : [isSince ? at - times.click! : at];
    },
    [event, sinceClick.includes(event)] as const,
  );
  return ((await handle.jsonValue()) as [number])[0];
}
