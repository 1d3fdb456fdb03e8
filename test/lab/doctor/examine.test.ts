/** The doctor finds what is wrong with an adapter: each test has a device of its own, of which something is spoilt. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Gpu, openGpu } from '../../../src/gpu/device';
import type { KernelCases } from '../../../src/kernels/cases/kernelCase';
import { kernelTable } from '../../../src/kernels/cases/table';
import { examineGpu } from '../../../src/lab/doctor/examine';
import { sayMessage } from '../../../src/words/say';
import { sayFailures, sayKernel, writeDoctor } from '../../../src/words/sayDoctor';

const rows = (...kernels: string[]): KernelCases[] =>
  kernelTable.filter(({ kernel }) => kernels.includes(kernel));

let gpu: Gpu | undefined;
afterEach(() => gpu?.close());

/** A device on which shaders with this text are others. */
async function openSpoilt(text = '', other = ''): Promise<Gpu> {
  const adapter = await navigator.gpu.requestAdapter();
  gpu = await openGpu(adapter!);
  const { device } = gpu;
  const create = device.createShaderModule.bind(device);
  device.createShaderModule = (descriptor) => {
    const code = text === '' ? descriptor.code : descriptor.code.replaceAll(text, other);
    return create({ ...descriptor, code });
  };
  return gpu;
}

describe('the doctor', () => {
  it('passes an adapter that computes what it should, and says how fast', async () => {
    const progress: number[] = [];
    const report = await examineGpu(await openSpoilt(), {
      table: rows('copy', 'multiplyAdd', 'neighbourScores', 'chooseColumn'),
      onProgress: ({ done, total }) => progress.push(done, total),
    });
    expect(report).toMatchObject({ kind: 'lethe-doctor', version: 1, passed: true, complaints: [] });
    expect(report.kernels.map(({ kernel, failed }) => [kernel, failed])).toEqual([
      ['copy', []],
      ['multiplyAdd', []],
      ['neighbourScores', []],
      ['chooseColumn', []],
    ]);
    expect(sayMessage(report.verdict)).toMatch(
      /^All 4 kernels computed on .* what they should, in 43 cases\.$/,
    );
    expect(progress.slice(0, 2)).toEqual([0, 43]);
    expect(progress.slice(-2)).toEqual([43, 43]);
    expect(report.adapter.limits.maxStorageBufferBindingSize).toBeGreaterThanOrEqual(2 ** 27);
    expect(report.speeds.bytesPerSecond).toBeGreaterThan(1e6);
    expect(report.speeds.operationsPerSecond).toBeGreaterThan(1e6);
    const [copy] = report.kernels;
    expect(copy!.timing!.limit!.of).toBe('bandwidth');
    expect(sayKernel(copy!)).toMatchObject({ outcome: 'passed', worst: 'all equal', cases: '7' });
    expect(JSON.parse(writeDoctor(report))).toMatchObject({ verdict: sayMessage(report.verdict) });
  });

  it('fails a kernel that is broken, names it, and shows a wrong entry', async () => {
    const spoilt = await openSpoilt('fma(factor, b, shift)', 'fma(factor, b, shift * 1.0001)');
    const report = await examineGpu(spoilt, { table: rows('copy', 'multiplyAdd') });
    const [copy, multiplyAdd] = report.kernels;
    expect(report.passed).toBe(false);
    expect(copy!.failed).toEqual([]);
    expect(multiplyAdd!.failed.length).toBeGreaterThan(3);
    expect(multiplyAdd!.worst).toBeGreaterThan(1);
    expect(sayFailures(multiplyAdd!)[0]).toMatch(/^multiplyAdd, .*: \d+ wrong; entry 0 is .* in place of /);
    expect(sayMessage(report.verdict)).toMatch(/^1 of 2 kernels did not compute on .*\(multiplyAdd\)/);
  });

  it.each([
    ['neighbourScores', 'min(', 'max('],
    ['sortColumns', ' < ', ' > '],
  ])('fails %s where a comparison is turned round', async (kernel, text, other) => {
    const report = await examineGpu(await openSpoilt(text, other), { table: rows(kernel) });
    expect(report.kernels[0]!.failed.length).toBeGreaterThan(0);
  });

  it('says what is refused, and goes on', async () => {
    const spoilt = await openSpoilt('fma(factor, a, shift)', 'noSuchFunction(a)');
    const report = await examineGpu(spoilt, { table: rows('multiplyAdd', 'copy') });
    const refused = report.kernels.find(({ kernel }) => kernel === 'multiplyAdd')!;
    expect(refused.failed.length).toBe(refused.cases);
    expect(refused.failed[0]).toMatchObject({
      wrong: null,
      error: expect.stringContaining('noSuchFunction'),
    });
    expect(report.kernels.find(({ kernel }) => kernel === 'copy')!.failed).toEqual([]);
    expect(report.passed).toBe(false);
  });

  it('ends on a device that is lost, with all that is missing', async () => {
    const lost = await openSpoilt();
    const report = await examineGpu(lost, {
      table: rows('neighbourScores', 'chooseColumn'),
      // Before anything is computed.
      onProgress: () => lost.close(),
    });
    expect(report.kernels.map(({ failed, cases }) => failed.length === cases)).toEqual([true, true]);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const examination = examineGpu(await openSpoilt(), {
      table: rows('chooseColumn'),
      signal: controller.signal,
      onProgress: ({ done }) => done === 8 && controller.abort(),
    });
    await expect(examination).rejects.toThrow(/abort/i);
  });
});
