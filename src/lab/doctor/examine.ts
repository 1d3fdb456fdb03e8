/** Tries every kernel on a graphics adapter, in the cases that the tests try them in. */

import type { Gpu } from '../../gpu/device';
import { judgeCase, type KernelCase, type KernelCases, type Work } from '../../kernels/cases/kernelCase';
import { kernelTable } from '../../kernels/cases/table';
import { hostFacts } from '../hostFacts';
import { measureSpeeds } from './measureSpeeds';
import type { AdapterFacts, DoctorReport, FailedCase, KernelResult, Speeds, Timing } from './report';
import { openStopwatch, type Stopwatch } from './stopwatch';
import { verdictOf } from './verdict';

/** How far an examination has come. */
export interface ExaminationProgress {
  readonly kernel: string;
  /** Cases done, of so many. */
  readonly done: number;
  readonly total: number;
}

export interface ExaminationSettings {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ExaminationProgress) => void) | undefined;
  /** What is tried; all kernels unless given. */
  readonly table?: readonly KernelCases[];
}

/**
 * Computes every case and judges it by its oracle. What goes wrong is in the report.
 * @param gpu a device of its own: its passes are timed
 * @throws AbortError when cancelled
 */
export async function examineGpu(
  gpu: Gpu,
  { signal, onProgress, table = kernelTable }: ExaminationSettings = {},
): Promise<DoctorReport> {
  const start = performance.now();
  const total = table.reduce((sum, { cases }) => sum + cases.length, 0);
  const stopwatch = openStopwatch(gpu);
  const kernels: KernelResult[] = [];
  let done = 0;
  try {
    const speeds = await measureSpeeds(gpu, stopwatch);
    for (const row of table) {
      const results = openResults(row);
      for (let first = 0; first < row.cases.length; first += together) {
        signal?.throwIfAborted();
        onProgress?.({ kernel: row.kernel, done, total });
        const some = row.cases.slice(first, first + together);
        await Promise.all(some.map((kernelCase) => results.take(kernelCase, gpu)));
        done += some.length;
      }
      signal?.throwIfAborted();
      await results.time(gpu, stopwatch, speeds);
      kernels.push(results.close());
    }
    return report({
      gpu,
      clock: stopwatch.clock,
      speeds,
      kernels,
      seconds: (performance.now() - start) / 1000,
    });
  } finally {
    stopwatch.close();
  }
}

interface Findings extends Pick<DoctorReport, 'clock' | 'speeds' | 'kernels' | 'seconds'> {
  readonly gpu: Gpu;
}

function report({ gpu, ...findings }: Findings): DoctorReport {
  const { lab, runtime } = hostFacts();
  const complaints = [...gpu.failures];
  const passed = complaints.length === 0 && findings.kernels.every(({ failed }) => failed.length === 0);
  const found = { lab, runtime, adapter: adapterFacts(gpu), ...findings, complaints, passed };
  const whole = { kind: 'lethe-doctor', version: 1, ...found } as const;
  return { ...whole, verdict: verdictOf(whole) };
}

/** So many cases are computed at once: a browser may answer ten times a second only, however short the work. */
const together = 8;

/** Gathers what the cases of a kernel come to. */
function openResults({ kernel, tolerance, cases }: KernelCases) {
  const failed: FailedCase[] = [];
  let entries = 0;
  let worst = 0;
  let timing: Timing | null = null;
  const fail = ({ name }: KernelCase, error: unknown) => {
    failed.push({ name, wrong: null, first: null, error: textOf(error) });
  };
  const take = async (kernelCase: KernelCase, gpu: Gpu): Promise<void> => {
    try {
      const judgement = await judgeCase(gpu, kernelCase);
      entries += judgement.entries;
      worst = Math.max(worst, judgement.worst);
      const { wrong, first } = judgement;
      if (wrong > 0) failed.push({ name: kernelCase.name, wrong, first, error: null });
    } catch (error) {
      fail(kernelCase, error);
    }
  };
  /** Times one case that came out right. */
  const time = async (gpu: Gpu, stopwatch: Stopwatch, speeds: Speeds): Promise<void> => {
    const timed = cases.find(({ work }) => work) ?? cases.at(-1)!;
    if (failed.some(({ name }) => name === timed.name)) return;
    try {
      timing = await timeCase(timed, gpu, stopwatch, speeds);
    } catch (error) {
      fail(timed, error);
    }
  };
  const close = (): KernelResult => ({
    kernel,
    tolerance,
    cases: cases.length,
    failed,
    entries,
    worst,
    timing,
  });
  return { take, time, close };
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The judged run came first: what is compiled and brought in once is not timed. */
async function timeCase(
  kernelCase: KernelCase,
  gpu: Gpu,
  stopwatch: Stopwatch,
  speeds: Speeds,
): Promise<Timing> {
  const { name, work } = kernelCase;
  const open = kernelCase.open();
  let sum = 0;
  let runs = 0;
  // What is short is repeated: a clock may be coarse.
  while (runs < mostRuns && sum < longEnoughMs) {
    sum += await stopwatch.time(() => open.compute(gpu));
    runs += 1;
  }
  const milliseconds = sum / runs;
  const isKnown = work && milliseconds > 0 && stopwatch.clock === 'device';
  return { name, milliseconds, limit: isKnown ? limitOf(work, milliseconds / 1000, speeds) : null };
}

const longEnoughMs = 20;
const mostRuns = 4;

/** The bound that so much work in so many seconds comes nearer to. */
function limitOf(work: Work, seconds: number, speeds: Speeds): Timing['limit'] {
  const share = (amount: number, perSecond: number | null) =>
    perSecond === null ? 0 : amount / seconds / perSecond;
  const bandwidth = share(work.bytes, speeds.bytesPerSecond);
  const arithmetic = share(work.operations, speeds.operationsPerSecond);
  if (bandwidth === 0 && arithmetic === 0) return null;
  return bandwidth >= arithmetic
    ? { of: 'bandwidth', share: bandwidth }
    : { of: 'arithmetic', share: arithmetic };
}

function adapterFacts({ name, software, adapterInfo, device }: Gpu): AdapterFacts {
  const { vendor, architecture, device: model, description } = adapterInfo;
  return {
    name,
    vendor,
    architecture,
    device: model,
    description,
    software,
    features: [...device.features].sort(),
    limits: limitsOf(device.limits),
  };
}

/** The limits stand on the prototype of their object, as getters. */
function limitsOf(limits: GPUSupportedLimits): Record<string, number> {
  const found: Record<string, number> = {};
  for (const name in limits) {
    const value = limits[name as keyof GPUSupportedLimits];
    if (typeof value === 'number') found[name] = value;
  }
  return found;
}
