import type { Dataset } from '../data/dataset';
import type { Compute } from '../model/compute';
import type { Job } from '../model/job';
import type { Network } from '../model/network';
import type { TrainedWeights } from '../model/training';
import type { TrainingRecord } from '../model/trainingRequest';
import { SaidError } from '../words/saidError';
import { digestOf } from './digest';
import { applyChange, type Change, changeBetween, takeBack } from './history';
import { type ModelEvaluation, measureModel } from './metrics/measureModel';
import type { Metrics, RemovalReport, SampleIndex } from './report';
import { standingState } from './standingState';

/** A removal in the history, with what leads from the parameters of its parent to its own and back. */
export interface Removal {
  readonly report: RemovalReport;
  readonly change: Change;
}

/**
 * One trained model and what was removed from it: a tree of removals, and the place in it where the model stands. The parameters here are the
 * truth; the network's variables are a copy that a step in flight may change and that is written anew before each use.
 */
export interface Session {
  readonly compute: Compute;
  readonly dataset: Dataset;
  readonly network: Network;
  readonly trained: TrainedWeights;
  /** How the original model was trained: what retraining repeats. */
  readonly training: TrainingRecord;
  parameters: Float32Array;
  digest: string;
  evaluation: ModelEvaluation;
  /** Of the original model, before any removal. */
  readonly original: Metrics;
  /** Every removal ever made here, in order; the one with id k is removals[k - 1]. */
  readonly removals: Removal[];
  /** The id of the state that the model is in; 0: the original. */
  current: number;
  /** For every state, the child that was left last: where redo leads. */
  readonly nextOf: Map<number, number>;
  /** The evaluations of the states left last, so that going back to them is at once. */
  readonly recent: Map<number, ModelEvaluation>;
  /** Predictions of the randomly initialised model for samples that were removed at some time, by their index. */
  readonly untrained: Map<SampleIndex, Float32Array>;
}

/** States whose evaluation is kept. */
const keptEvaluations = 4;

/** Starts a session with the trained weights, and evaluates them. */
export async function openSession(
  compute: Compute,
  dataset: Dataset,
  network: Network,
  trained: TrainedWeights,
  training: TrainingRecord,
  job: Job = {},
): Promise<Session> {
  const parameters = trained.parameters.slice();
  const untrained = new Map<SampleIndex, Float32Array>();
  const evaluation = await measureModel({ dataset, network, trained, untrained }, parameters, [], job);
  return {
    compute,
    dataset,
    network,
    trained,
    training,
    parameters,
    digest: digestOf(parameters),
    evaluation,
    original: evaluation.metrics,
    removals: [],
    current: 0,
    nextOf: new Map(),
    recent: new Map(),
    untrained,
  };
}

/** The removals that lead to a state, the first one first. */
export function pathTo({ removals }: Pick<Session, 'removals'>, id: number): Removal[] {
  const path: Removal[] = [];
  for (let at = id; at !== 0; at = removals[at - 1]!.report.parent) path.unshift(removals[at - 1]!);
  return path;
}

/** The samples that are gone from the retain set in the session's state, in the order in which they went. */
export function removedSamples(
  session: Pick<Session, 'removals' | 'current'>,
  id = session.current,
): SampleIndex[] {
  return pathTo(session, id).flatMap(({ report }) => (report.accepted ? report.request.samples : []));
}

/** The state whose model and retain set the session has: the present one, or the one that the guard went back to. */
export function standing({ removals, current }: Pick<Session, 'removals' | 'current'>): number {
  return standingState(
    removals.map(({ report }) => report),
    current,
  );
}

/** Makes a removal the session's state. What it changed is kept; its report says whether it was accepted. */
export function recordRemoval(
  session: Session,
  report: RemovalReport,
  parameters: Float32Array,
  evaluation: ModelEvaluation,
): void {
  const change = changeBetween(session.parameters, parameters);
  keepEvaluation(session);
  session.removals.push({ report, change });
  session.nextOf.set(session.current, report.id);
  session.current = report.id;
  session.parameters = parameters;
  session.digest = report.digestAfter;
  session.evaluation = evaluation;
}

function keepEvaluation({ recent, current, evaluation }: Session): void {
  recent.delete(current);
  recent.set(current, evaluation);
  for (const id of recent.keys()) if (recent.size > keptEvaluations) recent.delete(id);
}

/**
 * Goes to any state of the history: the parameters are bit for bit what they were. A cancelled move changes nothing.
 * @throws SaidError when there is no such state; AbortError when cancelled
 */
export async function goTo(session: Session, id: number, job: Job = {}): Promise<void> {
  if (!Number.isInteger(id) || id < 0 || id > session.removals.length) {
    throw new SaidError('engine.refused.noSuchState', [{ last: session.removals.length, id }]);
  }
  const parameters = parametersAt(session, id);
  const removed = removedSamples(session, id);
  try {
    const batchNorms = pathTo(session, id).findLast(({ report }) => report.accepted)?.report.request
      .batchNorms;
    const evaluation =
      session.recent.get(id) ?? (await measureModel(session, parameters, removed, job, { batchNorms }));
    keepEvaluation(session);
    for (const { report } of pathTo(session, session.current)) session.nextOf.set(report.parent, report.id);
    for (const { report } of pathTo(session, id)) session.nextOf.set(report.parent, report.id);
    session.current = id;
    session.parameters = parameters;
    session.digest = digestOf(parameters);
    session.evaluation = evaluation;
  } finally {
    session.network.setParameters(session.parameters);
  }
}

/** The parameters of any state, from those of the present one: back to where the paths part, then forward. */
export function parametersAt(session: Session, id: number): Float32Array {
  const here = pathTo(session, session.current);
  const there = pathTo(session, id);
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared += 1;
  const parameters = session.parameters.slice();
  for (const { change } of here.slice(shared).reverse()) takeBack(change, parameters);
  for (const { change } of there.slice(shared)) applyChange(change, parameters);
  return parameters;
}

/** Takes the last removal back. @throws SaidError when there is none */
export async function undo(session: Session, job: Job = {}): Promise<void> {
  if (session.current === 0) throw new SaidError('engine.refused.nothingToUndo', []);
  await goTo(session, session.removals[session.current - 1]!.report.parent, job);
}

/** Makes the removal again that was undone last. @throws SaidError when there is none */
export async function redo(session: Session, job: Job = {}): Promise<void> {
  const next = session.nextOf.get(session.current);
  if (next === undefined) throw new SaidError('engine.refused.nothingToRedo', []);
  await goTo(session, next, job);
}
