import type { CheckpointCard } from '../../model/card';
import type { EpochProgress } from '../../model/training';
import type { TrainingProgress } from '../../model/trainingProgress';
import { say } from '../../words/say';
import { showLine, timeLeft } from '../progress';

/**
 * Says on stderr how far the training of a model is: on a terminal in one line that is written over, else in a line per epoch.
 * @param resume what an earlier process did of it
 */
export function showTraining(model: string, resume: TrainingProgress | undefined) {
  const start = performance.now() - (resume?.spentMs ?? 0);
  const line = showLine();
  let epoch = resume ? resume.epoch + 1 : 1;
  let last: string | null = null;
  if (resume) line.aside(say('cli.resumesTraining', { model, epoch: resume.epoch }));
  const words = (progress: EpochProgress) =>
    say('cli.trainingProgress', {
      ...progress,
      model,
      percent: Math.floor(100 * progress.fraction),
      validation: progress.validation?.accuracy ?? null,
      left: timeLeft(progress.remainingMs),
    });
  return {
    progress(progress: EpochProgress) {
      if (progress.epoch !== epoch && last !== null) line.now(last);
      epoch = progress.epoch;
      last = words(progress);
      line.often(() => words(progress));
    },
    end({ trainingAccuracy, validationAccuracy }: CheckpointCard) {
      if (last !== null) line.now(last);
      line.end();
      console.log(
        say('cli.trained', {
          model,
          training: percent(trainingAccuracy),
          validation: percent(validationAccuracy),
          minutes: ((performance.now() - start) / 60_000).toFixed(1),
        }),
      );
    },
  };
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
