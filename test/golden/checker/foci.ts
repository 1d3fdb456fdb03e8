/** foci.json: the forward selection. Orderings equal, values within 1e-13. */
import { foci } from '../../../src/math/dependence/foci';
import type { FociTrace } from '../../../src/math/dependence/fociTrace';
import { matrix } from '../../../src/math/linear/matrix';
import { type Check, close, equal } from './check';

export interface Selection {
  readonly ordering: readonly number[];
  readonly values: readonly number[];
  readonly stopped_at?: { readonly best_candidate: number; readonly value: number } | null;
}

interface Case extends Selection {
  readonly name: string;
  readonly n: number;
  readonly p: number;
  readonly X: readonly (readonly number[])[];
  readonly Y: readonly number[];
  readonly args: { readonly earlyStop: boolean };
  readonly codec2_of_every_column: readonly number[];
  readonly cheap: Selection;
}

const TOLERANCE = 1e-13;

/** Every case: the selection, the first step of every column, the cheap variant. */
export function* checkFoci(file: unknown): Iterable<Check> {
  for (const golden of (file as { cases: readonly Case[] }).cases) {
    const { name, n, p, X, Y, args } = golden;
    const x = matrix(n, p, Float64Array.from(X.flat()));
    const trace = foci(Y, x, { noGain: args.earlyStop ? 'stop' : 'continue' });
    yield* checkSelection(name, golden, trace);
    const firstStep = trace.steps[0]!.candidates;
    yield close(`${name} codec2_of_every_column`, golden.codec2_of_every_column, firstStep, TOLERANCE);
    yield* checkSelection(`${name} cheap`, golden.cheap, foci(Y, x, { variant: 'cheap' }));
  }
}

/** Ordering, values, and the candidate that ended the search. */
export function* checkSelection(name: string, golden: Selection, trace: FociTrace): Iterable<Check> {
  yield equal(`${name} ordering`, golden.ordering, trace.selected);
  yield close(`${name} values`, golden.values, trace.values, TOLERANCE);
  if (golden.stopped_at === undefined) return;
  const last = trace.steps.at(-1)!;
  yield equal(`${name} stopped_at`, golden.stopped_at?.best_candidate, last.taken ? undefined : last.best);
  if (golden.stopped_at !== null) {
    yield close(`${name} stopped_at value`, golden.stopped_at.value, last.t, TOLERANCE);
  }
}
