import { promisify } from 'node:util';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { openNodeGpu } from '../../src/cli/nodeGpu';
import type { Gpu } from '../../src/gpu/device';
import { findBrowsers } from '../support/browser';

/** As it was before anybody opened a device. */
const { setImmediate: immediately } = globalThis;
const given: unknown[] = [];
let gpu: Gpu;

beforeAll(async () => {
  process.env.CHROME_PATH ??= findBrowsers()[0];
  const counted = (...all: Parameters<typeof immediately>) => {
    given.push(all[0]);
    return immediately(...all);
  };
  globalThis.setImmediate = Object.defineProperties(
    counted,
    Object.getOwnPropertyDescriptors(immediately),
  ) as unknown as typeof immediately;
  gpu = await openNodeGpu();
}, 60_000);
afterEach(() => vi.restoreAllMocks());

it('lets Dawn rest by a timer between two looks, and never look by setImmediate', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout');
  given.length = 0;
  const buffer = gpu.device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ });
  // The first may come with a look that was on its way before.
  for (let k = 0; k < 3; k++) {
    await buffer.mapAsync(GPUMapMode.READ);
    buffer.unmap();
  }
  buffer.destroy();
  expect(given).toEqual([]);
  expect(timers).toHaveBeenCalledWith(expect.any(Function), 1);
});

it('runs what anybody else gives as before, with what goes with it', async () => {
  given.length = 0;
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const sum = await new Promise((resolve) => {
    setImmediate((a: number, b: number) => resolve(a + b), 3, 4);
  });
  // What settles a promise is native too, and has no name.
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
  await new Promise<void>((resolve) => {
    setImmediate(resolve.bind(null, undefined));
  });
  expect([sum, given.length, timers.mock.calls.length]).toEqual([7, 3, 0]);
});

it('can be cleared, and awaited', async () => {
  const never = vi.fn();
  clearImmediate(setImmediate(never));
  expect(await promisify(setImmediate)('given')).toBe('given');
  expect(never).not.toHaveBeenCalled();
});
