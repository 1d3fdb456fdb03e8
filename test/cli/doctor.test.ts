/** `lethe doctor` on the adapter that there is: a browser's software adapter at least. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { runDoctor } from '../../src/cli/doctor/run';
import { openNodeGpu } from '../../src/cli/nodeGpu';
import { noStop } from '../../src/cli/stop';
import { kernelTable } from '../../src/kernels/cases/table';
import { findBrowsers } from '../support/browser';

vi.setConfig({ testTimeout: 120_000 });

beforeAll(() => {
  process.env.CHROME_PATH ??= findBrowsers()[0];
});

const table = kernelTable.filter(({ kernel }) => ['multiplyAdd', 'chooseColumn'].includes(kernel));

/** What the command prints and ends with. */
async function examine(json: boolean, spoil = (code: string) => code) {
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((text) => printed.push(text));
  const open = async () => {
    const gpu = await openNodeGpu();
    const create = gpu.device.createShaderModule.bind(gpu.device);
    gpu.device.createShaderModule = (given) => create({ ...given, code: spoil(given.code) });
    return gpu;
  };
  try {
    const exitCode = await runDoctor({ json }, noStop, { table, open });
    return { exitCode, text: printed.join('\n') };
  } finally {
    log.mockRestore();
  }
}

describe('lethe doctor', () => {
  it('prints a row for each kernel and a verdict, and ends well where all is right', async () => {
    const { exitCode, text } = await examine(false);
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^multiplyAdd +passed +8 +relative to size +\d+\s% of the bound /m);
    expect(text).toMatch(/^chooseColumn +passed +19 +exact +all equal /m);
    expect(text.split('\n').at(-1)).toMatch(/^All 2 kernels computed on .* what they should, in 27 cases\.$/);
  });

  it('ends with the code of a broken device where a kernel computes wrongly, also as JSON', async () => {
    const { exitCode, text } = await examine(true, (code) => code.replace('fma(factor, c', 'fma(shift, c'));
    expect(exitCode).toBe(4);
    const report = JSON.parse(text);
    expect(report).toMatchObject({ kind: 'lethe-doctor', version: 1, passed: false });
    expect(report.runtime).toMatch(/^Node /);
    expect(report.verdict).toMatch(/^1 of 2 kernels did not compute .*\(multiplyAdd\)/);
  });

  it('says that Dawn refuses lavapipe where a variable names it', async () => {
    vi.stubEnv('VK_ICD_FILENAMES', '/nowhere/lvp_icd.x86_64.json');
    const refused = runDoctor({ json: false }, noStop);
    await expect(refused).rejects.toThrow(/refuses Mesa\u2019s lavapipe/);
    vi.unstubAllEnvs();
  });
});
