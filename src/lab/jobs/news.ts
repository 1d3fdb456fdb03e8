/** News of jobs: how often, and how long a job that failed waits for the reason. */

/** Least time between two pieces of news of a job. */
export const newsPauseMs = 100;

/** How much later than its consequences the news of a lost device may come. */
const lossMs = 1000;

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits until the news of a lost device is there, or would be. */
export async function waitForNews(isThere: () => boolean): Promise<void> {
  const until = performance.now() + lossMs;
  while (!isThere() && performance.now() < until) await pause(20);
}
