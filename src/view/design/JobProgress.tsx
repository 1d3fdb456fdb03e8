import './JobProgress.css';
import { methodTable, type RemovalPhase, type RemovalRequest, removalPhases } from '../../state/contract';
import { shownReport } from '../../state/selectors';
import type { Job } from '../../state/store';
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

/** The steps that a method has, by their names. */
function stepsOf({ method, update }: Pick<RemovalRequest, 'method' | 'update'>): [RemovalPhase, string][] {
  if (method !== 'algorithm1') {
    return [
      ['update', methodTable[method].label],
      ['evaluate', phaseLabels.evaluate],
    ];
  }
  return removalPhases.map((phase) => [
    phase,
    phase === 'update' && update === 'gradient-ascent' ? 'Ascent' : phaseLabels[phase],
  ]);
}

/** The steps of a removal with the one that runs, or the progress of another job; at rest, how long each step took. */
export function JobProgress() {
  const job = useLab((state) => state.job);
  switch (job?.kind) {
    case 'training':
      return <TrainingProgressBar what="Training" progress={job.progress} />;
    case 'opening':
    case 'loading':
    case 'move':
      return <Bar words={`${job.what}…`} fraction={job.fraction} />;
    case 'checkpoint':
      return <Bar words={`${job.what}…`} fraction={0} />;
    case 'session':
      return <Bar words={`${job.what}…`} fraction={0} />;
    case 'retraining':
      return <TrainingProgressBar what="Retraining on what is left" progress={job.progress} />;
    case 'replay':
      return <Bar words="Making the removals again…" fraction={job.fraction} />;
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

interface TrainingProps {
  readonly what: string;
  readonly progress: Extract<Job, { kind: 'training' }>['progress'];
}

function TrainingProgressBar({ what, progress }: TrainingProps) {
  if (progress === null) return <Bar words={`${what} begins…`} fraction={0} />;
  const { epoch, epochs, loss, accuracy, remainingMs, fraction } = progress;
  const lead = what === 'Training' ? 'Epoch' : `${what}: epoch`;
  const words = `${lead} ${epoch} of ${epochs}: loss ${formats.number(loss)}, accuracy ${formats.share(accuracy)}, ${formats.remaining(remainingMs)} left`;
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
    <div className="steps-row">
      {many && (
        <p className="steps-count">
          {removal.position + 1} of {removal.removals}
          {removal.rejected > 0 && <span className="wrong">, {removal.rejected} rejected</span>}
        </p>
      )}
      <ol className="steps" aria-label="Steps of a removal" style={{ '--steps': steps.length }}>
        {steps.map(([phase, name]) => {
          const stage = removal === null ? 'waiting' : stageOf(phase, removal.phase);
          return (
            <li
              key={phase}
              className={stage}
              aria-current={stage === 'running' ? 'step' : undefined}
              title={gpuMs ? `${formats.duration(gpuMs[phase])} of it on the GPU` : undefined}
            >
              <span className="step-name">{name}</span>
              {removal === null && durations !== null && (
                <span>
                  <Value value={durations[phase]} as="duration" />
                </span>
              )}
              <progress
                value={stage === 'running' ? removal!.fraction : stage === 'done' ? 1 : 0}
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
