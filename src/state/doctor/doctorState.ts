/** What the page of the doctor shows: an examination from its start to its report. It stands beside the lab's state, and needs no lab. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { sayError } from '../../words/saidError';
import {
  type DoctorReport,
  type Examination,
  type ExaminationProgress,
  startExamination,
} from '../../worker/doctorClient';

export type { DoctorReport };

export type DoctorState =
  | { readonly stage: 'waiting' }
  | { readonly stage: 'examining'; readonly progress: ExaminationProgress | null }
  | { readonly stage: 'examined'; readonly report: DoctorReport }
  | { readonly stage: 'failed'; readonly reason: string };

export interface DoctorStore {
  readonly state: StoreApi<DoctorState>;
  /** Begins; one that is under way is ended first. */
  examine(): Promise<void>;
  /** Ends the one that is under way. */
  cancel(): void;
}

export function createDoctorStore(start: typeof startExamination = startExamination): DoctorStore {
  const state = createStore<DoctorState>(() => ({ stage: 'waiting' }));
  const set = (next: DoctorState) => state.setState(next, true);
  let current: Examination | null = null;

  const cancel = () => {
    current?.end();
    current = null;
    set({ stage: 'waiting' });
  };
  return {
    state,
    async examine() {
      cancel();
      set({ stage: 'examining', progress: null });
      const examination = start((progress) => {
        if (current === examination) set({ stage: 'examining', progress });
      });
      current = examination;
      const next = await examination.report.then(
        (report): DoctorState => ({ stage: 'examined', report }),
        (error): DoctorState => ({ stage: 'failed', reason: sayError(error) }),
      );
      if (current === examination) set(next);
    },
    cancel,
  };
}
