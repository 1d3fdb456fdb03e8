import type { SampleIndex } from '../../engine/request';
import type { RetrainingJob } from '../../engine/retrain';
import { openFolderStore } from '../folderStore';

/** Keeps what is done of a long retraining in a run's folder: whatever ends the process, the next one goes on from the last epoch. */
export function keepRetraining(folder: string, removed: readonly SampleIndex[]) {
  const store = openFolderStore(folder);
  const key = `without ${removed.toSorted((a, b) => a - b)}`;
  return {
    /** What the retraining is given. */
    async job(): Promise<Pick<RetrainingJob, 'resume' | 'onEpoch'>> {
      const resume = (await store.loadTraining(key)) ?? undefined;
      return { resume, onEpoch: (progress) => store.saveTraining(key, progress) };
    },
    /** Once its outcome is written. */
    drop: () => store.dropTraining(key),
  };
}
