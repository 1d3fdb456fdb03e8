/**
 * Every kernel, and one removal of each kind of model, in other browsers than Chromium: the weights come to the same bits. Firefox computes with its own WebGPU (wgpu) on
 * Mesa's Vulkan, Chromium with Dawn on SwiftShader: two compilers and two machines for the same shaders.
 */

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { examine, expectHealthy, limitMs } from './doctor';
import { type Driver, driveChromium, driveFirefox, driveWebKit } from './drivers';
import { ensureBrowsers } from './ensureBrowsers';
import { until } from './until';

type Wanted = readonly [model: string, backend: string, fociPath: string];

/** What is computed: a model of each kind, and L-FOCI's nearest neighbours on the GPU, which `auto` leaves to the CPU where the adapter is software. */
const removals: readonly Wanted[] = [
  ['mnist-logistic', 'wasm', 'auto'],
  ['mnist-2nn', 'wasm', 'auto'],
  ['mnist-cnn', 'wasm', 'auto'],
  ['mnist-logistic', 'webgpu', 'auto'],
  ['mnist-2nn', 'webgpu', 'auto'],
  ['mnist-2nn', 'webgpu', 'gpuPairs'],
  ['mnist-cnn', 'webgpu', 'auto'],
];

interface Removed {
  /** What computed, as the page says it. */
  readonly backend: string;
  readonly before: string;
  readonly after: string;
  readonly selected: readonly string[];
  readonly accepted: boolean;
}

const isAtRest = 'window.lethe?.session && window.lethe.job === null';

/** Opens the lab, forgets sample 3 as a person does, and reads what came of it. */
async function removeOne(driver: Driver, [model, backend, fociPath]: Wanted): Promise<Removed> {
  const search = `?inspect&v=3&dataset=digits&model=${model}&backend=${backend}&fociPath=${fociPath}`;
  await driver.open(inject('labAddress') + search);
  await until(driver, `${isAtRest} && document.getElementById('sample-3')`, 'opening');
  const before = await driver.ask<string>('window.lethe.digest');
  await driver.ask(`document.getElementById('sample-3').click()`);
  const button = `[...document.querySelectorAll('button')].find((one) => /^Unlearn( |$)/.test(one.innerText))`;
  await until(driver, `(${button}) && !(${button}).disabled`, 'choosing the sample');
  await driver.ask(`(${button}).click()`);
  await until(driver, `window.lethe.count === 1 && ${isAtRest}`, 'the removal');
  const report = await driver.ask<{
    selection: { selected: { layer: string; unit: number }[] };
    accepted: boolean;
  }>('window.lethe.reports().then(([report]) => report)');
  return {
    backend: await driver.ask('window.lethe.backend'),
    before,
    after: await driver.ask('window.lethe.digest'),
    selected: report.selection.selected.map(({ layer, unit }) => `${layer} ${unit}`),
    accepted: report.accepted,
  };
}

/** What Chromium makes of each. */
const expected = new Map<string, Removed>();

describe('Chromium', () => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await driveChromium();
    console.log(driver.version);
  });
  afterAll(() => driver.close());

  it(
    'computes with every kernel what it should',
    async () => {
      expectHealthy(await examine(driver));
    },
    limitMs,
  );

  it.each(removals)('forgets a sample: %s on %s, nearest neighbours %s', async (...wanted) => {
    const removed = await removeOne(driver, wanted);
    expect(removed).toMatchObject({ backend: wanted[1], accepted: true });
    expect(removed.after).not.toBe(removed.before);
    expect(removed.selected.length).toBeGreaterThan(0);
    expected.set(`${wanted}`, removed);
  });
});

const others: readonly [string, typeof driveFirefox, readonly string[]][] = [
  ['Firefox', driveFirefox, ['wasm', 'webgpu']],
  ['WebKitGTK', driveWebKit, ['wasm']],
];

describe.each(others)('%s', (_, drive, backends) => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await drive(ensureBrowsers());
    console.log(driver.version);
  }, 900_000);
  afterAll(() => driver?.close());

  if (backends.includes('webgpu')) {
    it(
      'computes with every kernel what it should',
      async () => {
        expectHealthy(await examine(driver));
      },
      limitMs,
    );
  }

  it.each(removals.filter(([, backend]) => backends.includes(backend)))(
    'comes to the bits of Chromium: %s on %s, nearest neighbours %s',
    async (...wanted) => {
      expect(await removeOne(driver, wanted)).toEqual(expected.get(`${wanted}`));
    },
  );
});
