import { type RemovalPhase, type RemovalRequest, removalPhases } from '../../state/contract';
import { shownReport } from '../../state/history/shownState';
import type { Job } from '../../state/jobs/jobsState';
import { formats, say } from '../../words/say';
import styles from './JobProgress.module.css';
import { useLab } from './useLab';
import { Value } from './Value';
import { Words } from './Words';

/** The steps that a method has, by their names. */
function stepsOf({ method, update }: Pick<RemovalRequest, 'method' | 'update'>): [RemovalPhase, string][] {
  if (method !== 'algorithm1') {
    return [
      ['update', say(`engine.methods.${method}.label`)],
      ['evaluate', say('page.design.steps.evaluate')],
    ];
  }
  return removalPhases.map((phase) => {
    const name = phase === 'update' && update === 'gradient-ascent' ? 'ascent' : phase;
    return [phase, say(`page.design.steps.${name}`)];
  });
}

/** The steps of a removal with the one that runs, or the progress of another job; at rest, how long each step took. */
export function JobProgress() {
  const job = useLab((state) => state.job);
  if (job === null) return <Stepper removal={null} />;
  switch (job.kind) {
    case 'training':
      return <TrainingProgressBar job="training" progress={job.progress} />;
    case 'retraining':
      return <TrainingProgressBar job="retraining" progress={job.progress} />;
    case 'removal':
      return <Stepper removal={job} />;
    default:
      return <Bar words={wordsOf(job)} fraction={job.fraction ?? 0} />;
  }
}

/** What a job does, and how long it goes on where that is known. */
function wordsOf({ what, remainingMs }: Job): string {
  const left = remainingMs === null ? null : formats.remaining(remainingMs);
  return say('page.jobs.goesOn', { what, left });
}

function Bar({ words, fraction }: { words: string; fraction: number }) {
  return (
    <div className={styles.bar}>
      <p>{words}</p>
      <progress value={fraction} max={1} aria-label={words} />
    </div>
  );
}

interface TrainingProps {
  readonly job: 'training' | 'retraining';
  readonly progress: Extract<Job, { kind: 'training' }>['progress'];
}

function TrainingProgressBar({ job, progress }: TrainingProps) {
  if (progress === null) return <Bar words={say(`page.design.jobs.${job}Begins`)} fraction={0} />;
  const { epoch, epochs, loss, accuracy, remainingMs, fraction } = progress;
  const words = say(`page.design.jobs.${job}Epoch`, {
    epoch,
    epochs,
    loss: formats.number(loss),
    accuracy: formats.share(accuracy),
    left: formats.remaining(remainingMs),
  });
  return <Bar words={words} fraction={fraction} />;
}

type Stage = 'waiting' | 'running' | 'done';

function stageOf(phase: RemovalPhase, running: RemovalPhase): Stage {
  const distance = removalPhases.indexOf(phase) - removalPhases.indexOf(running);
  if (distance === 0) return 'running';
  return distance < 0 ? 'done' : 'waiting';
}

function Stepper({ removal }: { removal: Extract<Job, { kind: 'removal' }> | null }) {
  const report = useLab(shownReport);
  const settings = useLab((state) => state.settings);
  const durations = report?.durationsMs ?? null;
  const gpuMs = removal === null ? report?.gpuMs : null;
  const steps = stepsOf(removal?.request ?? report?.request ?? settings);
  const many = removal !== null && removal.removals > 1;
  return (
    <div className={styles.row}>
      {many && (
        <p className={styles.count}>
          <Words
            code="page.design.steps.position"
            values={{ position: removal.position + 1, of: removal.removals }}
            parts={{
              rejected: removal.rejected > 0 && (
                <span className="wrong">
                  {say('page.design.steps.rejected', { count: removal.rejected })}
                </span>
              ),
            }}
          />
          {removal.remainingMs !== null && (
            <span className="soft">
              {say('page.jobs.left', { left: formats.remaining(removal.remainingMs) })}
            </span>
          )}
        </p>
      )}
      <ol
        className={styles.steps}
        aria-label={say('page.design.steps.title')}
        style={{ '--steps': steps.length }}
      >
        {steps.map(([phase, name]) => {
          const stage = removal === null ? 'waiting' : stageOf(phase, removal.phase);
          return (
            <li
              key={phase}
              className={stage === 'waiting' ? undefined : styles[stage]}
              aria-current={stage === 'running' ? 'step' : undefined}
              title={
                gpuMs ? say('page.design.steps.onGpu', { time: formats.duration(gpuMs[phase]) }) : undefined
              }
            >
              <span className={styles.name}>{name}</span>
              {removal === null && durations !== null && (
                <span>
                  <Value value={durations[phase]} as="duration" />
                </span>
              )}
              <progress
                value={stage === 'running' ? removal!.phaseFraction : stage === 'done' ? 1 : 0}
                max={1}
                aria-label={name}
              />
            </li>
          );
        })}
      </ol>
    </div>
  );
}
