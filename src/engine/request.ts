/** What the engine is asked: plain data, so that a saved run replays. */

import * as v from 'valibot';
import { list, name, number, type Plain, type RuleBreak, rule, seed, whole } from '../model/schema/plain';
import {
  attentionIds,
  batchIds,
  curvatureIds,
  guardSetIds,
  retrainingOrderIds,
  selectionIds,
  updateIds,
  weightDecayIds,
} from './choices';
import { type MethodRow, methodIds, methodTable } from './methods/table';
import type { NumericParameter } from './numericParameter';
import { numericParameters } from './numericParameters';

/** A sample's place in the training set. */
export type SampleIndex = number & { readonly brand?: 'SampleIndex' };

/** The paths of a SelectionPath. */
export const selectionPaths = ['cpu', 'gpu', 'gpuPairs', 'gpuLists'] as const;

/**
 * Where L-FOCI searches; all give the same selection. `gpuPairs` and `gpuLists` are what earlier versions wrote, which had two searches on the GPU: both
 * now mean `gpu`.
 */
export type SelectionPath = (typeof selectionPaths)[number];

// @__NO_SIDE_EFFECTS__
function inRange({ minimum, maximum, whole: isWhole }: NumericParameter) {
  return isWhole ? whole(minimum, maximum) : number(minimum, maximum);
}

const ranges = {
  perturbations: inRange(numericParameters.perturbations),
  perturbationDeviation: inRange(numericParameters.perturbationDeviation),
  damping: inRange(numericParameters.damping),
  hessianSamples: inRange(numericParameters.hessianSamples),
  guard: inRange(numericParameters.guard),
  epsilon: inRange(numericParameters.epsilon),
  delta: inRange(numericParameters.delta),
};

export const requestSchema = v.pipe(
  v.object({
    /** The samples that go in this step: one, or several as one batch. */
    samples: list(whole(0), 1),
    method: v.picklist(methodIds),
    /** The method's own numbers, by the names of its table row; what is left out has its fallback. */
    methodNumbers: v.record(name, number()),
    selection: v.picklist(selectionIds),
    /** Whether the units of attention's projections are slices, or whole heads; absent, as in requests of before: units. */
    attention: v.optional(v.picklist(attentionIds)),
    curvature: v.picklist(curvatureIds),
    update: v.picklist(updateIds),
    /** Whether the weight decay of the training is part of the step. */
    weightDecay: v.picklist(weightDecayIds),
    /** How L-FOCI selects for several samples at once. */
    batch: v.picklist(batchIds),
    /** In which order a model is trained again: by the method that does, and for a comparison with retraining. */
    retrainingOrder: v.picklist(retrainingOrderIds),
    /** m of the paper: how many noisy copies of each sample feed the selection. */
    perturbations: ranges.perturbations,
    /** Standard deviation of the perturbation, in units of the normalised input. */
    perturbationDeviation: ranges.perturbationDeviation,
    /** Largest number of slices that the selection may take; null: no limit. */
    maxSlices: v.nullable(whole(1)),
    /** lambda: added to the diagonal of the Hessian before solving. */
    damping: ranges.damping,
    /**
     * Training samples, drawn at random, that an exact or differenced Hessian of the training loss is measured on; null: as many as the curvature takes of
     * itself (hessianSamples.ts).
     */
    hessianSamples: v.nullable(ranges.hessianSamples),
    /** How (H' + lambda I) d = g is solved where H' has rank one or two. */
    solver: v.picklist(['woodbury', 'dense']),
    /** Certification noise for (epsilon, delta), or none. */
    noise: v.nullable(v.object({ epsilon: ranges.epsilon, delta: ranges.delta })),
    /** Points of accuracy on the images of the guard that a removal may cost; one that costs more is rejected. null: any. */
    guard: v.nullable(ranges.guard),
    /** Which images those are. */
    guardSet: v.picklist(guardSetIds),
    /** Whether to measure the authors' mean of batch gradient norms too, which takes longer. */
    batchNorms: v.boolean(),
    /** Where the nearest neighbours of L-FOCI are searched: chosen by measurement, or forced. */
    fociPath: v.picklist(['auto', 'cpu', 'gpu', 'gpuPairs', 'gpuLists'] satisfies ('auto' | SelectionPath)[]),
    /** Of all that is random in the removal. */
    seed,
    /** Of the draw that the samples come from; null where they were not drawn, or nobody knows. */
    drawSeed: v.nullable(seed),
  }),
  rule(checkMethodNumbers),
);

/** One removal, fully described: the same request on the same model and device gives the same report. */
export type RemovalRequest = Plain<typeof requestSchema>;

/** The numbers are those of the method's row, in their ranges. */
function checkMethodNumbers({
  method,
  methodNumbers,
}: {
  readonly method: keyof typeof methodTable;
  readonly methodNumbers: Readonly<Record<string, number>>;
}): RuleBreak | null {
  const { numbers }: MethodRow = methodTable[method];
  for (const [id, value] of Object.entries(methodNumbers)) {
    const at = ['methodNumbers', id];
    const number = Object.hasOwn(numbers, id) ? numbers[id]! : null;
    if (!number) return { at: ['methodNumbers'], expected: { kind: 'members', names: Object.keys(numbers) } };
    const { minimum: from, maximum: to, whole } = number;
    const fits = value >= from && value <= to && (!whole || Number.isInteger(value));
    if (!fits) return { at, expected: { kind: whole ? 'whole' : 'number', from, to } };
  }
  return null;
}

/** Everything of a removal that a person sets; the samples are chosen apart. */
export type RemovalSettings = Omit<RemovalRequest, 'samples'>;
