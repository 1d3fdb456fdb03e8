/** Runs on WebGPU in Node, on whatever adapter there is: a browser's software adapter at least. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Backend } from '../../src/cli/backends';
import { openNodeCompute } from '../../src/cli/nodeCompute';
import { exitCodeOf } from '../../src/cli/sentenceOf';
import { noStop } from '../../src/cli/stop';
import { readUnlearnOptions } from '../../src/cli/unlearn/options';
import { runUnlearn } from '../../src/cli/unlearn/run';
import type { Gpu } from '../../src/gpu/device';
import { findBrowsers } from '../support/browser';
import { quietly, readReports, trainTiny, unlearnWords } from './unlearnCommand';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let home: string;
let checkpoint: string;
beforeAll(async () => {
  // Where there is no GPU, the software adapter of the browser that the other tests drive.
  process.env.CHROME_PATH ??= findBrowsers()[0];
  home = mkdtempSync(join(tmpdir(), 'lethe-gpu-'));
  checkpoint = await trainTiny(home);
});
afterAll(() => rmSync(home, { recursive: true }));

/** A run on WebGPU of which something is done to the device once there are so many rows. */
async function runWith(name: string, rows: number, harm: (gpu: Gpu) => void) {
  const out = join(home, name);
  const words = unlearnWords(checkpoint, out, '--removals', '4', '--backend', 'webgpu');
  const made = () => (existsSync(join(out, 'removals.jsonl')) ? readReports(out).length : 0);
  let timer: NodeJS.Timeout | undefined;
  const open = async (backend: Backend) => {
    const compute = await openNodeCompute(backend);
    timer = setInterval(() => {
      if (made() < rows) return;
      clearInterval(timer);
      harm(compute.gpu!);
    }, 1);
    return compute;
  };
  const work = quietly(() => runUnlearn(readUnlearnOptions(words), noStop, open));
  const error = await work.then(
    () => null,
    (reason: Error) => reason,
  );
  clearInterval(timer);
  return { error, made: made(), table: () => readFileSync(join(out, 'removals.csv'), 'utf8') };
}

describe('lethe unlearn --backend webgpu', () => {
  it('refuses an adapter that it does not know', async () => {
    vi.stubEnv('LETHE_ADAPTER', 'lavapipe');
    const { error } = await runWith('unknown', 9, () => {});
    vi.unstubAllEnvs();
    expect(error).toMatchObject({
      name: 'DeviceError',
      message: expect.stringContaining('LETHE_ADAPTER names "lavapipe"'),
    });
  });

  it('runs on the adapter that there is', async () => {
    const { error, made } = await runWith('whole', 9, () => {});
    expect(error).toBeNull();
    expect(made).toBe(4);
  });

  it('ends with a sentence and without a row when the device refuses something', async () => {
    const { error, made, table } = await runWith('refused', 0, ({ device }) => {
      device.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
    });
    expect(error).toMatchObject({
      name: 'DeviceError',
      message: expect.stringMatching(/^the graphics device refused a step \(.*no row was written/s),
    });
    expect(exitCodeOf(error)).toBe(4);
    expect(made).toBe(0);
    expect(table().split('\r\n').length).toBe(2);
  });

  it('ends with a sentence when the device is lost, and keeps what was finished', async () => {
    const { error, made } = await runWith('lost', 1, (gpu) => gpu.close());
    expect(error).toMatchObject({
      name: 'DeviceError',
      message: expect.stringMatching(/^the graphics device was lost/),
    });
    expect(made).toBeGreaterThanOrEqual(1);
    expect(made).toBeLessThan(4);
  });
});
