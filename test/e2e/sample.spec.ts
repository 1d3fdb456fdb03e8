// The sample of docs/testing.md: it needs nothing but Playwright and an address of the lab.
import { expect, test } from '@playwright/test';

interface Lethe {
  readonly version: number;
  readonly job: string | null;
  readonly count: number;
  readonly digest: string | null;
  readonly session: { readonly removed: readonly number[] } | null;
  reports(): Promise<readonly { readonly accepted: boolean; readonly digestAfter: string }[]>;
}

test('a sample is forgotten, and comes back', async ({ page }) => {
  await page.goto('./?inspect&v=4&dataset=digits&model=mnist-logistic&backend=wasm');
  const ask = <T>(question: (lethe: Lethe) => T) =>
    page.evaluate(`(${question})(window.lethe)`) as Promise<Awaited<T>>;
  const atRest = () =>
    page.waitForFunction(() => {
      const { lethe } = window as unknown as { readonly lethe?: Lethe };
      return lethe?.session && lethe.job === null;
    });

  await atRest();
  expect(await ask((lethe) => lethe.version)).toBe(1);
  const before = await ask((lethe) => lethe.digest);

  await page.locator('#sample-3').click();
  await page.getByRole('button', { name: /^Unlearn( |$)/ }).click();
  await expect.poll(() => ask((lethe) => lethe.count)).toBe(1);
  await atRest();

  const [report] = await ask((lethe) => lethe.reports());
  expect(report!.accepted).toBe(true);
  expect(await ask((lethe) => lethe.digest)).toBe(report!.digestAfter);
  expect(await ask((lethe) => lethe.session!.removed)).toEqual([3]);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => ask((lethe) => lethe.digest)).toBe(before);
});
