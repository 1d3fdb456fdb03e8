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
  job: Pick<TrainingJob, 'signal' | 'onProgress'> = {},
): Promise<Retrained> {
  const { network, dataset, training } = session;
  const stages = stagesOf(training);
  if (stages === null) {
    throw new SaidError('engine.failed.notRetrainable', []);
  }
  const start = performance.now();
  const left = withoutSamples(dataset, removed);
  const epochs = stages.reduce((sum, { ended }) => sum + ended, 0);
  const clock = startClock(epochs);
  let trained: TrainingStart | undefined;
  for (const { ended, ...request } of stages) {
    const before = trained?.epochs ?? 0;
    let done = 0;
    trained = await runEpochs(network, left, request, {
      signal: job.signal,
      start: trained,
      endsEarly: () => ++done === ended,
      onProgress: (progress) =>
        job.onProgress?.({ ...progress, epochs, ...clock(before + progress.fraction * request.epochs) }),
    });
  }
  const retrained = { parameters: trained!.parameters, retrainingMs: performance.now() - start };
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
