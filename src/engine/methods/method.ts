import type { StepCheck } from '../curvatures/curvature';
import type { ForgetGroup, GroupEvaluation } from '../forgetSet';
import type { RemovalJob, RunApart, RunPhase } from '../phases';
import type { CurvatureReport, RemovalRequest, RewindReport, SelectionReport, UpdateReport } from '../report';
import type { Session } from '../session';
import type { MethodId, MethodNumbers } from './table';

/** What a method is given: a model, and samples to remove from it. @typeParam Numbers its own numbers, by their names */
export interface MethodInput<Numbers extends object = object> {
  readonly session: Session;
  readonly request: RemovalRequest;
  readonly group: ForgetGroup;
  /** What the model makes of the samples now. */
  readonly before: GroupEvaluation;
  /** The method's own numbers, complete (methods/table.ts). */
  readonly numbers: Numbers;
  readonly job: RemovalJob;
  readonly runPhase: RunPhase;
  readonly runApart: RunApart;
}

/** What a method answers: new weights, and how it came to them. */
export interface MethodResult {
  /** The whole flat vector. */
  readonly parameters: Float32Array;
  readonly selection: SelectionReport | null;
  readonly curvature: CurvatureReport | null;
  /** What `curvature` still lacks: read with whatever comes next. */
  readonly check?: StepCheck | undefined;
  readonly update: UpdateReport;
  /** Of a method that trains again from the end of an epoch. */
  readonly rewind?: RewindReport;
}

/**
 * An unlearning method. It leaves the session as it is; the network's variables may be left in any state.
 * @throws SaidError for settings that do not fit; AbortError when cancelled
 */
export type Method<M extends MethodId> = (input: MethodInput<MethodNumbers<M>>) => Promise<MethodResult>;
