import type { TrainedModel } from '../../lab/opening/openedModel';
import { type Autosave, openAutosave } from '../../lab/saving/autosave';
import type { Store } from '../../lab/store';
import type { Job } from '../../model/job';
import { errorOf } from '../../words/saidError';

/** The longest time that a timer takes. */
const longestMs = 2 ** 31 - 1;

/** The lab's saving, for a run: a removal that cannot be saved ends it. */
export interface RunSaving extends Pick<Autosave, 'trainings'> {
  /**
   * Brings the run's removals back into its session, all of them.
   * @throws what is wrong with them
   */
  restore(trained: TrainedModel, job: Job): Promise<void>;
  /**
   * Writes what is not written yet.
   * @throws what the folder is in the way of
   */
  save(trained: TrainedModel): Promise<void>;
}

/** @param store the run's folder, for whose disk a run waits as long as it takes */
export function openRunSaving(store: Store): RunSaving {
  let problems: unknown[] = [];
  const autosave = openAutosave(store, {
    patienceMs: longestMs,
    onProblem: (error) => problems.push(error),
  });
  return {
    async restore(trained, job) {
      problems = [];
      const restored = await autosave.restore(trained, job);
      if (problems.length > 0) throw problems[0];
      if (restored && restored.code !== 'lab.restored.removals') throw errorOf(restored);
    },
    trainings: store,
    async save(trained) {
      problems = [];
      await autosave.save(trained);
      if (problems.length > 0) throw problems[0];
    },
  };
}
