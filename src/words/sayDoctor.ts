/** What a doctor found on a graphics adapter: the page and the command line say it in the same words. */

import type { Message } from './catalogue';
import { fixed, formats, say, sayMessage } from './say';

/** What these sentences need to know of a kernel. */
interface Result {
  readonly kernel: string;
  readonly tolerance: 'exact' | 'relativeToSize' | 'residual';
  readonly cases: number;
  readonly failed: readonly Failed[];
  readonly worst: number;
  readonly timing: {
    readonly name: string;
    readonly milliseconds: number;
    readonly limit: { readonly of: 'bandwidth' | 'arithmetic'; readonly share: number } | null;
  } | null;
}

interface Failed {
  readonly name: string;
  readonly wrong: number | null;
  readonly first: { readonly index: number; readonly got: number; readonly expected: number } | null;
  readonly error: string | null;
}

interface Report {
  readonly clock: 'device' | 'host';
  readonly speeds: {
    readonly bytesPerSecond: number | null;
    readonly operationsPerSecond: number | null;
  };
  readonly kernels: readonly Result[];
  readonly verdict: Message;
}

/** The columns of the table of kernels, in their order. */
export const doctorColumns = [
  'kernel',
  'outcome',
  'cases',
  'tolerance',
  'worst',
  'time',
  'limit',
  'timed',
] as const;
export type DoctorColumn = (typeof doctorColumns)[number];

/** An error of so many bounds is no rounding: the kernel computed something else. */
const pastAll = 1e6;

/** The cells of a kernel's row. */
export function sayKernel(result: Result): Readonly<Record<DoctorColumn, string>> {
  const { kernel, tolerance, cases, failed, timing } = result;
  const limit = timing?.limit;
  return {
    kernel,
    outcome:
      failed.length === 0
        ? say('lab.doctor.isPassed')
        : say('lab.doctor.isFailed', { failed: formats.whole(failed.length) }),
    cases: formats.whole(cases),
    tolerance: say(`lab.doctor.tolerances.${tolerance}`),
    worst: sayWorst(result),
    time: timing ? sayTime(timing.milliseconds) : '',
    limit: limit ? say('lab.doctor.ofLimit', { share: formats.chance(limit.share), of: limit.of }) : '',
    timed: timing?.name ?? '',
  };
}

function sayWorst({ worst, failed, tolerance }: Result): string {
  if (failed.some(({ wrong }) => wrong === null) && worst === 0) return '';
  if (worst === 0) return say('lab.doctor.allEqual');
  if (worst >= pastAll || tolerance === 'exact') return say('lab.doctor.pastBound');
  return say('lab.doctor.ofBound', { share: formats.percent(worst) });
}

/** Kernels take microseconds on a GPU. */
const sayTime = (milliseconds: number) =>
  milliseconds < 10 ? `${fixed(milliseconds, 3)} ms` : formats.duration(milliseconds);

/** A sentence for each case that failed. */
export function sayFailures({ kernel, failed }: Result): string[] {
  return failed.map(({ name, wrong, first, error }) => {
    const place = `${kernel}, ${name}`;
    if (wrong === null || first === null)
      return say('lab.doctor.notComputed', { name: place, error: error ?? '' });
    return say('lab.doctor.wrong', {
      name: place,
      wrong: formats.whole(wrong),
      index: formats.whole(first.index),
      got: String(first.got),
      expected: String(first.expected),
    });
  });
}

/** What the probes measured, or why they could not. */
export function saySpeeds({ clock, speeds }: Report): string {
  if (clock === 'host') return say('lab.doctor.hostClock');
  const billions = (value: number | null) => (value === null ? '?' : formats.number(value / 1e9));
  return say('lab.doctor.speeds', {
    bandwidth: billions(speeds.bytesPerSecond),
    arithmetic: billions(speeds.operationsPerSecond),
  });
}

/** The report as text for a report of a fault. */
export function writeDoctor(report: Report): string {
  return JSON.stringify({ ...report, verdict: sayMessage(report.verdict) }, null, 2);
}
