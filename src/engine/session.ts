import type { Dataset } from '../data/dataset';
import type { Compute } from '../model/compute';
import type { Job } from '../model/job';
import type { Network } from '../model/network';
import { scaledFor } from '../model/own/scaling';
import type { TrainedWeights } from '../model/training';
import type { TrainingRecord } from '../model/trainingRequest';
import { SaidError } from '../words/saidError';
import type { Certificate } from './certificate/terms';
import { digestOf } from './digest';
import {
  applyState,
  createStates,
  dropBeyondLimit,
  findDamage,
  holdState,
  holdValues,
  readState,
  type States,
  type StateValues,
} from './history';
import { type ModelEvaluation, measureModel } from './metrics/measureModel';
import type { Metrics, RemovalReport, SampleIndex } from './report';
import { standingState } from './standingState';

/** A removal in the history. */
export interface Removal {
  readonly report: RemovalReport;
}

/** A state that was left lately. */
export interface RecentState {
  readonly parameters: Float32Array;
  readonly evaluation: ModelEvaluation;
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
  /** Whether `evaluation` is of the present model: not so after a removal that measured less (`measureAgain`). */
  isMeasured: boolean;
  /** Samples that went before the history begins, by removals that measured less than a report holds: an experiment's. */
  readonly gone: SampleIndex[];
  /** Of the original model, before any removal. */
  readonly original: Metrics;
  /** Every removal ever made here, in order; the one with id k is removals[k - 1]. */
  readonly removals: Removal[];
  /** The id of the state that the model is in; 0: the original. */
  current: number;
  /** For every state, the child that was left last: where redo leads. */
  readonly nextOf: Map<number, number>;
  /** What a person calls states, by their ids. */
  readonly names: Map<number, string>;
  /** The states left last, whole, so that going back to them is at once. */
  readonly recent: Map<number, RecentState>;
  /** What is kept of the weights of all states. */
  readonly states: States;
  /** What was fixed before anything was removed, and what was released since; null: nothing is certified. */
  certificate: Certificate | null;
  /** Predictions of the randomly initialised model for samples that were removed at some time, by their index. */
  readonly untrained: Map<SampleIndex, Float32Array>;
}

/** States that are kept whole besides the original and the present one: so many steps back are at once. */
const keptRecent = 4;

/** The weights of a state are not to be had, but by making its removals again. */
export class WeightsMissing extends SaidError {
  override readonly name = 'WeightsMissing';

  /** @param isDamaged whether there is something, but not what the state's digest promises */
  constructor(
    readonly state: number,
    isDamaged: boolean,
  ) {
    super(isDamaged ? 'engine.history.damaged' : 'engine.history.missing', [{ id: state }]);
  }
}

/**
 * Starts a session with the trained weights, and evaluates them.
 * @param states where the weights of states lie; one of no bytes for a session that never goes back
 */
export async function openSession(
  compute: Compute,
  data: Dataset,
  network: Network,
  trained: TrainedWeights,
  training: TrainingRecord,
  job: Job = {},
  states: States = createStates(),
): Promise<Session> {
  const dataset = scaledFor(data, network.architecture);
  const parameters = trained.parameters.slice();
  const untrained = new Map<SampleIndex, Float32Array>();
  const evaluation = await measureModel(
    { dataset, network, trained, training, untrained },
    parameters,
    [],
    job,
  );
  return {
    compute,
    dataset,
    network,
    trained,
    training,
    parameters,
    digest: digestOf(parameters),
    evaluation,
    isMeasured: true,
    gone: [],
    original: evaluation.metrics,
    removals: [],
    current: 0,
    nextOf: new Map(),
    names: new Map(),
    recent: new Map(),
    states,
    certificate: null,
    untrained,
  };
}

/** The removals that lead to a state, the first one first. */
export function pathTo({ removals }: Pick<Session, 'removals'>, id: number): Removal[] {
  const path: Removal[] = [];
  for (let at = id; at !== 0; at = removals[at - 1]!.report.parent) path.push(removals[at - 1]!);
  return path.reverse();
}

/**
 * Puts a history into a session that has none, in a state whose weights are at hand.
 * @param reports of all removals, by their ids from 1
 * @throws WeightsMissing where the weights are not those that the state's report promises
 */
export async function standAt(
  session: Session,
  reports: readonly RemovalReport[],
  { id, parameters }: { readonly id: number; readonly parameters: Float32Array },
  job: Job = {},
): Promise<void> {
  for (const report of reports) session.removals.push({ report });
  holdValues(session.states, id, { indices: null, after: parameters });
  await goTo(session, id, job);
  dropBeyondLimit(session.states);
}

/** The samples that are gone from the retain set in the session's state, in the order in which they went. */
export function removedSamples(
  session: Pick<Session, 'removals' | 'current' | 'gone'>,
  id = session.current,
): SampleIndex[] {
  const path = pathTo(session, id);
  return [...session.gone, ...path.flatMap(({ report }) => (report.accepted ? report.request.samples : []))];
}

/** Evaluates the session's model where removals that measured less left that out. */
export async function measureAgain(session: Session, job: Job = {}): Promise<void> {
  if (session.isMeasured) return;
  session.evaluation = await measureModel(session, session.parameters, removedSamples(session), job);
  session.isMeasured = true;
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
  if (session.gone.length > 0) throw new SaidError('engine.refused.mixedMeasures', []);
  holdState(session.states, report, session.parameters, parameters);
  dropBeyondLimit(session.states);
  keepRecent(session);
  session.removals.push({ report });
  session.nextOf.set(session.current, report.id);
  session.current = report.id;
  session.parameters = parameters;
  session.digest = report.digestAfter;
  session.evaluation = evaluation;
}

/**
 * Takes new weights without a place in the history: what is gone stays gone.
 * @throws SaidError where there is a history, whose states this would leave without their weights
 */
export function moveOn(
  session: Session,
  { samples, parameters }: { readonly samples: readonly SampleIndex[]; readonly parameters: Float32Array },
): void {
  if (session.removals.length > 0) throw new SaidError('engine.refused.mixedMeasures', []);
  session.gone.push(...samples);
  session.parameters = parameters;
  session.digest = digestOf(parameters);
  session.isMeasured = false;
}

function keepRecent({ recent, current, parameters, evaluation }: Session): void {
  recent.delete(current);
  recent.set(current, { parameters, evaluation });
  for (const id of recent.keys()) if (recent.size > keptRecent) recent.delete(id);
}

/**
 * Goes to any state of the history: the parameters are bit for bit what they were. A cancelled move changes nothing.
 * @throws SaidError when there is no such state; WeightsMissing when its weights are not kept; AbortError when cancelled
 */
export async function goTo(session: Session, id: number, job: Job = {}): Promise<void> {
  if (!Number.isInteger(id) || id < 0 || id > session.removals.length) {
    throw new SaidError('engine.refused.noSuchState', [{ last: session.removals.length, id }]);
  }
  const parameters = await parametersAt(session, id);
  const removed = removedSamples(session, id);
  try {
    const batchNorms = pathTo(session, id).findLast(({ report }) => report.accepted)?.report.request
      .batchNorms;
    const evaluation =
      session.recent.get(id)?.evaluation ??
      (await measureModel(session, parameters, removed, job, { batchNorms }));
    job.signal?.throwIfAborted();
    keepRecent(session);
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

/**
 * The weights of any state: from memory, or from what was kept since the last whole one on the way to it. Those that are read are compared with the
 * digest in the state's report.
 * @throws WeightsMissing when they are not kept, or are not those that the digest promises
 */
export async function parametersAt(session: Session, id: number): Promise<Float32Array> {
  const known = wholeState(session, id);
  if (known) return known.slice();
  const pieces: StateValues[] = [];
  let at = id;
  let start: Float32Array | undefined;
  while (!start) {
    const values = await readState(session.states, at);
    if (!values || findDamage(values, session.network.parameterCount)) {
      throw new WeightsMissing(id, values !== null);
    }
    pieces.push(values);
    at = session.removals[at - 1]!.report.parent;
    start = values.indices === null ? values.after : wholeState(session, at);
  }
  const parameters = start.slice();
  for (const values of pieces.reverse()) applyState(values, parameters);
  if (digestOf(parameters) !== session.removals[id - 1]!.report.digestAfter) {
    throw new WeightsMissing(id, true);
  }
  return parameters;
}

function wholeState({ trained, current, parameters, recent }: Session, id: number): Float32Array | undefined {
  if (id === current) return parameters;
  return recent.get(id)?.parameters ?? (id === 0 ? trained.parameters : undefined);
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
