import { withoutSamples } from '../data/takeSamples';
import { runEpochs, startClock, type TrainingJob, type TrainingStart } from '../model/training';
import { stagesOf } from '../model/trainingRequest';
import { SaidError } from '../words/saidError';
import type { SampleIndex } from './request';
import type { Session } from './session';

/** A model trained from scratch without some samples, and how long that took. */
export interface Retrained {
  readonly parameters: Float32Array;
  readonly retrainingMs: number;
}

/** `resume` is what an interrupted retraining without the same samples left. */
export type RetrainingJob = Pick<TrainingJob, 'signal' | 'onProgress' | 'resume' | 'onEpoch'>;

/** The last ones of every session, by what was removed. */
const known = new WeakMap<Session, Map<string, Retrained>>();
const keptPerSession = 3;

/** Equal for equal sets of samples, whatever their order. */
const keyOf = (removed: readonly SampleIndex[]) => Uint32Array.from(removed).sort().join(' ');

/**
 * Trains from scratch on what is left, by the trainings that made the original and with their seeds: the same initial weights, and
 * another order of samples only because there are fewer. Always trains; the answer is kept for `findRetrained`. The network's variables are
 * left with its weights.
 * @throws SaidError where nobody knows how the original was trained, or the loss is no number
 */
export async function retrain(
  session: Session,
  removed: readonly SampleIndex[],
  job: RetrainingJob = {},
): Promise<Retrained> {
  const { network, dataset, training } = session;
  const stages = stagesOf(training);
  if (stages === null) {
    throw new SaidError('engine.failed.notRetrainable', []);
  }
  const { signal, resume, onEpoch } = job;
  const began = performance.now() - (resume?.spentMs ?? 0);
  const left = withoutSamples(dataset, removed);
  const epochs = stages.reduce((sum, { ended }) => sum + ended, 0);
  const clock = startClock(epochs, resume?.spentMs);
  let trained: TrainingStart | undefined;
  for (const [stage, { ended, ...request }] of stages.entries()) {
    const before = trained?.epochs ?? 0;
    const interrupted = resume?.stage === stage ? resume : undefined;
    if (resume && stage <= resume.stage && (stage < resume.stage || resume.epoch >= ended)) {
      trained = { parameters: resume.parameters, epochs: before + ended };
      continue;
    }
    let done = interrupted?.epoch ?? 0;
    trained = await runEpochs(network, left, request, {
      signal,
      start: trained,
      resume: interrupted,
      onEpoch: onEpoch && ((progress) => onEpoch({ ...progress, stage, spentMs: performance.now() - began })),
      endsEarly: () => ++done === ended,
      onProgress: (progress) =>
        job.onProgress?.({ ...progress, epochs, ...clock(before + progress.fraction * request.epochs) }),
    });
  }
  const retrained = { parameters: trained!.parameters, retrainingMs: performance.now() - began };
  keep(session, keyOf(removed), retrained);
  return retrained;
}

function keep(session: Session, key: string, retrained: Retrained): void {
  const ofSession = known.get(session) ?? new Map<string, Retrained>();
  known.set(session, ofSession);
  ofSession.delete(key);
  ofSession.set(key, retrained);
  for (const oldest of ofSession.keys()) if (ofSession.size > keptPerSession) ofSession.delete(oldest);
}

/** What `retrain` has answered lately for these samples, in any order: states of the history with the same removed samples share it. */
export function findRetrained(session: Session, removed: readonly SampleIndex[]): Retrained | undefined {
  return known.get(session)?.get(keyOf(removed));
}
