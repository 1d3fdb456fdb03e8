/** Tries every kernel on a graphics adapter, in the cases that the tests try them in. */

import type { Gpu } from '../../gpu/device';
import type { KernelCase, KernelCases, OpenCase, Work } from '../../kernels/cases/kernelCase';
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
  const stopwatch = openStopwatch(gpu);
  try {
    const speeds = await measureSpeeds(gpu, stopwatch);
    const rows = table.map(openResults);
    await judgeAll(gpu, rows, { signal, onProgress });
    await timeAll(gpu, rows, stopwatch, speeds, signal);
    return report({
      gpu,
      clock: stopwatch.clock,
      speeds,
      kernels: rows.map((row) => row.close()),
      seconds: (performance.now() - start) / 1000,
    });
  } finally {
    stopwatch.close();
  }
}

/**
 * So many cases are on their way at once, of whatever kernels: a browser may answer ten times a second only, however short the work, and compilers work
 * beside the oracles.
 */
const together = 32;

/** What could not be computed is tried once more, alone: a submission that is lost fails whatever is read beside it. */
async function judgeAll(
  gpu: Gpu,
  rows: readonly Results[],
  { signal, onProgress }: ExaminationSettings,
): Promise<void> {
  const tasks = rows.flatMap((row) => row.cases.map((kernelCase) => ({ row, kernelCase })));
  const total = tasks.length;
  const again: typeof tasks = [];
  let done = 0;
  onProgress?.({ kernel: rows[0]?.kernel ?? '', done, total });
  const waiting = tasks.values();
  const takeOneAfterAnother = async () => {
    for (const task of waiting) {
      signal?.throwIfAborted();
      const failed = await task.row.take(gpu, task.kernelCase);
      if (failed !== null) again.push(task);
      done += 1;
      onProgress?.({ kernel: task.row.kernel, done, total });
    }
  };
  await Promise.all(Array.from({ length: together }, takeOneAfterAnother));
  for (const { row, kernelCase } of again) {
    signal?.throwIfAborted();
    const failed = await row.take(gpu, kernelCase);
    if (failed !== null) row.fail(kernelCase, failed);
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

type Results = ReturnType<typeof openResults>;

/** Gathers what the cases of a kernel come to. */
function openResults({ kernel, tolerance, cases }: KernelCases) {
  const failed = new Map<KernelCase, FailedCase>();
  const timedCase = cases.find(({ work }) => work) ?? cases.at(-1)!;
  let timed: OpenCase | null = null;
  let entries = 0;
  let worst = 0;
  let timing: Timing | null = null;
  return {
    kernel,
    cases,
    /** Computes a case and judges it. @returns why it could not be computed, or null */
    async take(gpu: Gpu, kernelCase: KernelCase): Promise<unknown> {
      try {
        const open = kernelCase.open();
        await open.compute(gpu);
        const { entries: compared, worst: own, wrong, first } = open.judge();
        entries += compared;
        worst = Math.max(worst, own);
        if (wrong > 0) failed.set(kernelCase, { name: kernelCase.name, wrong, first, error: null });
        if (kernelCase === timedCase) timed = open;
        return null;
      } catch (error) {
        return error ?? 'unknown';
      }
    },
    fail(kernelCase: KernelCase, error: unknown) {
      failed.set(kernelCase, { name: kernelCase.name, wrong: null, first: null, error: textOf(error) });
    },
    /** The case to be timed, open, where it came out right: what is compiled and brought in once is not timed. */
    timed: () => (timed && !failed.has(timedCase) ? { open: timed, kernelCase: timedCase } : null),
    keepTiming(found: Timing) {
      timing = found;
    },
    close: (): KernelResult => ({
      kernel,
      tolerance,
      cases: cases.length,
      failed: cases.flatMap((kernelCase) => failed.get(kernelCase) ?? []),
      entries,
      worst,
      timing,
    }),
  };
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** A clock may be coarse, and a GPU quick. */
const runsOf = ({ software }: Gpu) => (software ? 1 : 4);

/** Times one case of each kernel, all by themselves. */
async function timeAll(
  gpu: Gpu,
  rows: readonly Results[],
  stopwatch: Stopwatch,
  speeds: Speeds,
  signal: AbortSignal | undefined,
): Promise<void> {
  const runs = runsOf(gpu);
  const timed = rows.flatMap((row) => {
    const found = row.timed();
    return found ? [{ row, ...found }] : [];
  });
  const works = timed.map(({ row, open, kernelCase }) => async () => {
    if (signal?.aborted) return;
    try {
      for (let run = 0; run < runs; run++) await open.compute(gpu);
    } catch (error) {
      row.fail(kernelCase, error);
    }
  });
  const times = await stopwatch.timeEach(works).catch(() => []);
  signal?.throwIfAborted();
  for (const [k, sum] of times.entries()) {
    const { row, kernelCase } = timed[k]!;
    const { name, work } = kernelCase;
    const milliseconds = sum / runs;
    const isKnown = work && milliseconds > 0 && stopwatch.clock === 'device';
    row.keepTiming({
      name,
      milliseconds,
      limit: isKnown ? limitOf(work, milliseconds / 1000, speeds) : null,
    });
  }
}

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
