import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { defaultSettings, type RemovalRequest } from '../../src/lab/protocol';
import { createRandom } from '../../src/math/random/random';
import { browserLaunchOptions } from '../support/browser';
import { type LabPlace, offerDriver, openDriver, placeOf } from './labDriver';

const kills = 10;
const stepCount = 80;
const random = createRandom(11, 'recovery');

/** What the lab is made to do: three removals and one step back, over and over; each depends on all before it. */
type Step = RemovalRequest | 'undo';
const samples = new Set<number>();
const steps: Step[] = Array.from({ length: stepCount }, (_, i) => {
  if (i % 4 === 3) return 'undo';
  let sample = random.integer(6000);
  while (samples.has(sample)) sample = random.integer(6000);
  samples.add(sample);
  const noise = { epsilon: 0.9, delta: 0.01 };
  return { ...defaultSettings, samples: [sample], perturbations: 200, guard: null, noise, seed: i };
});

/** Where the model stands in the history after each number of steps. */
const places = [{ count: 0, current: 0 }];
const parents = [0];
for (const step of steps) {
  const { count, current } = places.at(-1)!;
  if (step === 'undo') places.push({ count, current: parents[current]! });
  else {
    places.push({ count: count + 1, current: count + 1 });
    parents.push(current);
  }
}

async function launch(folder: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(folder, browserLaunchOptions());
  await offerDriver(context);
  return context;
}

const takeStep = (page: Page, step: Step): Promise<LabPlace> =>
  page.evaluate(
    `window.driver.lab.${step === 'undo' ? 'undo()' : `unlearn(${JSON.stringify(step)})`}.then(${placeOf})`,
  );

/** Ways in which a page may end. */
const endings: Record<string, (page: Page) => Promise<unknown>> = {
  closed: (page) => page.close(),
  crashed: async (page) => {
    const tools = await page.context().newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    tools.send('Page.crash').catch(() => {});
    await crashed;
  },
  'gone with its browser': (page) => page.context().close(),
};

test('killed at ten random moments, the lab is each time in a state that it passed through, and nothing is lost but the step in flight', async ({
  baseURL,
}) => {
  test.setTimeout(400_000);
  const folder = mkdtempSync(join(tmpdir(), 'lethe-recovery-'));
  const seen = new Map<number, string>();
  let context = await launch(folder);
  try {
    let done = 0;
    for (let kill = 0; kill <= kills; kill++) {
      const page = await context.newPage();
      const place = await openDriver(page, baseURL!, 'wasm');
      const [least, most] = [done, done + 1].map((n) => places[n]!);
      const { count, current } = place;
      expect([least, most], `after kill ${kill}`).toContainEqual({ count, current });
      expect(place.problem).toBeNull();
      if (kill > 0 && count > 0) expect(place.restored).toBe('lab.restored.removals');
      if (current !== least!.current || count !== least!.count) done += 1;
      compare(seen, done, place);
      if (kill === kills) break;

      const names = Object.keys(endings);
      const ending = endings[names[kill % names.length]!]!;
      let alive = true;
      const killed = new Promise((resolve) => setTimeout(resolve, 300 + random.integer(3000))).then(() => {
        alive = false;
        return ending(page);
      });
      while (alive && done < stepCount) {
        const reached = await takeStep(page, steps[done]!).catch(() => null);
        if (!reached) break;
        expect(reached.problem).toBeNull();
        done += 1;
        compare(seen, done, reached);
      }
      await killed;
      if (ending === endings['gone with its browser']) context = await launch(folder);
    }
    expect(done).toBeGreaterThan(kills / 2);

    const undisturbed = await chromium.launch(browserLaunchOptions());
    try {
      const fresh = await undisturbed.newContext();
      await offerDriver(fresh);
      const page = await fresh.newPage();
      expect((await openDriver(page, baseURL!, 'wasm')).digest).toBe(seen.get(0));
      for (let step = 0; step < done; step++) {
        const { digest } = await takeStep(page, steps[step]!);
        expect(seen.get(step + 1) ?? digest, `after step ${step + 1}`).toBe(digest);
      }
    } finally {
      await undisturbed.close();
    }
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Notes the digest after so many steps; it has to be what it was there before. */
function compare(seen: Map<number, string>, done: number, { digest }: LabPlace): void {
  expect(seen.get(done) ?? digest, `after ${done} steps`).toBe(digest);
  seen.set(done, digest);
}
