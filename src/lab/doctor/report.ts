/** What a doctor's visit to a graphics adapter found: plain data, to be shown, and to be pasted into a report of a fault. */

import type { WrongEntry } from '../../kernels/cases/judge';
import type { Tolerance } from '../../kernels/cases/kernelCase';
import type { Message } from '../../words/catalogue';

/** What the adapter says of itself. */
export interface AdapterFacts {
  readonly name: string;
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  /** Whether it computes on the CPU. */
  readonly software: boolean;
  readonly features: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
}

/** What the two probes measured; null where it was too short for the clock. */
export interface Speeds {
  readonly bytesPerSecond: number | null;
  readonly operationsPerSecond: number | null;
}

/** A case that did not come out right. */
export interface FailedCase {
  readonly name: string;
  /** Entries that are wrong, and the first of them; null where nothing was computed. */
  readonly wrong: number | null;
  readonly first: WrongEntry | null;
  /** The error where nothing was computed, else null. */
  readonly error: string | null;
}

export interface Timing {
  readonly name: string;
  readonly milliseconds: number;
  /** The bound that it comes nearer to, and how near; null where its work is not counted, or it was too short for the clock. */
  readonly limit: { readonly of: 'bandwidth' | 'arithmetic'; readonly share: number } | null;
}

export interface KernelResult {
  readonly kernel: string;
  readonly tolerance: Tolerance;
  readonly cases: number;
  readonly failed: readonly FailedCase[];
  /** Entries that were compared with the oracle. */
  readonly entries: number;
  /** The largest error of all cases as a share of its bound; 0: all equal. */
  readonly worst: number;
  readonly timing: Timing | null;
}

export interface DoctorReport {
  readonly kind: 'lethe-doctor';
  readonly version: 1;
  /** The version of the lab, and the browser or Node that ran it. */
  readonly lab: string;
  readonly runtime: string;
  readonly adapter: AdapterFacts;
  /** `device`: times are those of compute passes on the adapter's own clock. `host`: they include the way there and back. */
  readonly clock: 'device' | 'host';
  readonly speeds: Speeds;
  readonly kernels: readonly KernelResult[];
  /** What the device complained of without being asked. */
  readonly complaints: readonly string[];
  readonly seconds: number;
  readonly passed: boolean;
  /** All of it in one sentence. */
  readonly verdict: Message;
}
