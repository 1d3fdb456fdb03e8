import './JobProgress.css';
import { type RemovalPhase, removalPhases } from '../state/contract';
import { shownReport } from '../state/selectors';
import type { Job } from '../state/store';
import { formats } from './format';
import { useLab } from './useLab';
import { Value } from './Value';

const phaseLabels: Record<RemovalPhase, string> = {
  perturb: 'Perturb',
  select: 'Select slices',
  curvature: 'Curvature',
  update: 'Newton step',
  evaluate: 'Evaluate',
};

/** The steps of a removal with the one that runs, or the progress of another job; at rest, how long each step took. */
export function JobProgress() {
  const job = useLab((state) => state.job);
  switch (job?.kind) {
    case 'training':
      return <TrainingProgressBar progress={job.progress} />;
    case 'opening':
    case 'loading':
      return <Bar words={`${job.what}…`} fraction={job.fraction} />;
    case 'checkpoint':
      return <Bar words={`${job.what}…`} fraction={0} />;
    case 'undo':
      return <Bar words="Taking the last removal back…" fraction={0} />;
    case 'sensitivity':
      return <Bar words="Measuring how much the loss depends on each pixel…" fraction={0} />;
    case 'blankets':
      return <Bar words="Looking for Markov blankets…" fraction={job.fraction} />;
    case 'removal':
      return <Stepper removal={job} />;
    case undefined:
      return <Stepper removal={null} />;
    default:
      return job satisfies never;
  }
}

function Bar({ words, fraction }: { words: string; fraction: number }) {
  return (
    <div className="job-bar">
      <p role="status">{words}</p>
      <progress value={fraction} max={1} aria-label={words} />
    </div>
  );
}

function TrainingProgressBar({ progress }: { progress: Extract<Job, { kind: 'training' }>['progress'] }) {
  if (progress === null) return <Bar words="Training begins…" fraction={0} />;
  const { epoch, epochs, loss, accuracy, remainingMs, fraction } = progress;
  const words = `Epoch ${epoch} of ${epochs}: loss ${formats.number(loss)}, accuracy ${formats.share(accuracy)}, ${formats.remaining(remainingMs)} left`;
  return <Bar words={words} fraction={fraction} />;
}

type Stage = 'waiting' | 'running' | 'done';

function stageOf(phase: RemovalPhase, running: RemovalPhase): Stage {
  const distance = removalPhases.indexOf(phase) - removalPhases.indexOf(running);
  if (distance === 0) return 'running';
  return distance < 0 ? 'done' : 'waiting';
}

function Stepper({ removal }: { removal: Extract<Job, { kind: 'removal' }> | null }) {
  const durations = useLab((state) => shownReport(state)?.durationsMs ?? null);
  const many = removal !== null && removal.samples.length > 1;
  return (
    <div className="steps-row">
      {many && (
        <p className="steps-count">
          {removal.position + 1} of {removal.samples.length}
        </p>
      )}
      <ol className="steps" aria-label="Steps of a removal">
        {removalPhases.map((phase) => {
          const stage = removal === null ? 'waiting' : stageOf(phase, removal.phase);
          return (
            <li key={phase} className={stage} aria-current={stage === 'running' ? 'step' : undefined}>
              <span className="step-name">{phaseLabels[phase]}</span>
              {removal === null && durations !== null && (
                <span className="step-time">
                  <Value value={durations[phase]} as="duration" />
                </span>
              )}
              <progress
                value={stage === 'running' ? removal!.fraction : stage === 'done' ? 1 : 0}
                max={1}
                aria-label={phaseLabels[phase]}
              />
            </li>
          );
        })}
      </ol>
    </div>
  );
}
