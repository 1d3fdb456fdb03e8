import type { Driver } from './drivers';

/** Waits until an expression in the page is true. @throws Error with what the page shows, where that takes too long */
export async function until(
  driver: Driver,
  expression: string,
  what: string,
  limitMs = 120_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await driver.ask<boolean>(`Boolean(${expression})`))) {
    if (Date.now() > end)
      throw new Error(
        `${driver.version}: ${what} did not come to pass: ${await driver.ask('document.body.innerText')}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
