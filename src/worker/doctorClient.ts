/** The page's end of the channel to the doctor. */

import { proxy, wrap } from 'comlink';
import type { ExaminationProgress } from '../lab/doctor/examine';
import type { DoctorReport } from '../lab/doctor/report';
import { SaidError } from '../words/saidError';
import type { Doctor } from './doctor.worker';
import { keepSaidErrors } from './thrown';

export type { DoctorReport, ExaminationProgress };

/** An examination that is under way. */
export interface Examination {
  /** Rejects with a SaidError where there is no adapter, or the worker could not start. */
  readonly report: Promise<DoctorReport>;
  /** Ends it at once, and its device with it; the report never comes. */
  end(): void;
}

/** Starts a worker and examines the adapter in it. */
export function startExamination(onProgress: (progress: ExaminationProgress) => void): Examination {
  keepSaidErrors();
  const worker = new Worker(new URL('./doctor.worker.ts', import.meta.url), {
    type: 'module',
    name: 'lethe-doctor',
  });
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) =>
      reject(new SaidError('page.worker.notStarted', [{ reason: message || null }])),
    );
  });
  const report = wrap<Doctor>(worker).examine(proxy(onProgress));
  return {
    report: Promise.race([report, broken]).finally(() => worker.terminate()),
    end: () => worker.terminate(),
  };
}
