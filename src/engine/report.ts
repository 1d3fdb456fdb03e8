/** What the engine answers: plain data, so that a saved run reads back without a GPU. Types, and what is refused when it is read, are of one schema. */

import * as v from 'valibot';
import { backendNames, provenanceSchema } from '../model/provenance';
import {
  digest,
  list,
  measured,
  name,
  number,
  type Plain,
  type RuleBreak,
  rule,
  sentence,
  share,
  whole,
} from '../model/schema/plain';
import { type Form, readForm } from '../model/schema/read';
import { curvatureIds, guardImagesIds } from './choices';
import { readOlderCurvature, readOlderSelection, readOlderSettings } from './olderRequest';
import { type RemovalRequest, requestSchema, selectionPaths } from './request';

export type { RemovalRequest, RemovalSettings, SampleIndex, SelectionPath } from './request';

export type BackendName = (typeof backendNames)[number];

/** The steps of one removal, in order. A method that is not Algorithm 1 does all its work in `update`. */
export const removalPhases = ['perturb', 'select', 'curvature', 'update', 'evaluate'] as const;
export type RemovalPhase = (typeof removalPhases)[number];

/** A Euclidean norm. */
export const norm = measured(0);
/** A mean loss, in nats: rounding may leave a little less than nothing. */
const loss = measured(-0.01);
/** A number from 0 to 1, but for rounding. */
export const chance = measured(-0.01, 1.01);
const maybe = v.nullable(measured());

const selectedSliceSchema = v.object({
  slice: whole(0),
  layer: name,
  unit: whole(0),
  /** T(loss, this slice | slices selected before it); null where it was not L-FOCI that selected. */
  t: maybe,
  /** Norm of the forgotten samples' mean gradient on this slice. */
  gradientNorm: norm,
  /** Parameters in the slice. */
  parameters: whole(0),
  /** Euclidean norm of the step taken on this slice, noise left out. */
  stepNorm: norm,
  /** The best rival at that step and its T; null when there was none. */
  runnerUp: v.nullable(v.object({ slice: whole(0), t: measured() })),
});

/** A slice that was selected. */
export type SelectedSlice = Plain<typeof selectedSliceSchema>;

const selectionSchema = v.object({
  /** Where L-FOCI searched; null where it did not. */
  path: v.nullable(v.picklist(selectionPaths)),
  selected: list(selectedSliceSchema),
  /** How many of the selected slices each layer has, in the order of the layers. */
  perLayer: list(v.object({ layer: name, selected: whole(0), slices: whole(0) })),
  /** Of a union of each sample's own blanket: which slices each sample selected, in the order of the samples; else null, as in reports before version 4. */
  blankets: v.nullable(list(v.object({ sample: whole(0), slices: list(whole(0)) }))),
  /** Why the selection ended: an id of the catalogue (words/stopMessage.ts); in reports of older versions a sentence. */
  stop: sentence,
  /** T(loss, slice) of every slice of the network on its own; null where its activation does not vary. Empty where L-FOCI did not run. */
  first: list(maybe),
});

export type SelectionReport = Plain<typeof selectionSchema>;

const rankOneSchema = v.object({
  /** s' y of the secant pair; null where the Hessian does not come from one. The secant Hessian is used only where it is positive. */
  curvature: maybe,
  /** Its one non-zero eigenvalue; 0 where the guard dropped it. */
  eigenvalue: measured(),
  used: v.boolean(),
});

/** One rank-one Hessian scale v v' restricted to the block. */
export type RankOneReport = Plain<typeof rankOneSchema>;

const curvatureSchema = v.object({
  name: v.picklist(curvatureIds),
  /** p: parameters in the block. */
  parameters: whole(0),
  /** n: training samples left before this removal. */
  sampleCount: whole(0),
  /** The two rank-one Hessians, of the training loss (null where the update uses none) and of the sample; null where they are of higher rank. */
  full: v.nullable(rankOneSchema),
  sample: v.nullable(rankOneSchema),
  /** Training samples that the Hessian was measured on; null where it comes from the last epoch's secant pair. */
  hessianSamples: v.nullable(whole(0)),
  /** wd, the weight decay that stands on the diagonal beside lambda, and in the right-hand side; 0 where the step has none. */
  weightDecay: number(0),
  /** lambda as asked for, and as used: raised when H' + wd I + lambda I would not be positive definite. */
  damping: measured(0),
  dampingUsed: measured(0),
  /** Smallest and largest eigenvalue of H' + wd I + dampingUsed I. */
  eigenvalues: v.strictTuple([measured(), measured()]),
  /** |(H' + lambda I) d - b| / |b|; null where it was not measured. */
  solveResidual: v.nullable(norm),
  /** Hessian-vector products, or columns, that it took; null where there were none. */
  products: v.nullable(whole(0)),
  /** Differences only: |H_fd v - H v| / |H v| for random v, with exact products H v; null where these are zero. */
  differenceError: v.nullable(norm),
  /** Cosine of the angle between the step and the plain gradient: 1 means that the Hessian changed nothing. */
  cosineToGradient: measured(-1.01, 1.01),
});

/** The curvature gauge: what the Hessian was, and what it did to the step. */
export type CurvatureReport = Plain<typeof curvatureSchema>;

const guardSchema = v.object({
  /** Which images: the next of the source, the validation part beside a test part, half of the held-out ones, those of earlier removals, or the validation set. */
  set: v.picklist(guardImagesIds),
  /** Images that it went by. */
  count: whole(1),
  accuracyBefore: share,
  accuracyAfter: share,
});

export type GuardReport = Plain<typeof guardSchema>;

const updateSchema = v.object({
  /** Norm of the change of the parameters, noise left out. */
  stepNorm: norm,
  /** Certification noise, or the noise that a method consists of: per parameter, and its norm over all that got some; null where there is none. */
  noise: v.nullable(v.object({ sigma: norm, norm })),
});

export type UpdateReport = Plain<typeof updateSchema>;

const rewindSchema = v.object({
  /** Epochs that were run again, and epochs of the training in all. */
  epochs: whole(1),
  of: whole(1),
  /** Epochs that had to be trained anew before, to have the weights and the optimizer's numbers that it started from, and how long that took; 0 where they were kept. */
  remadeEpochs: whole(0),
  remadeMs: number(0),
  /** How far from the original weights the original's training ends when it is run here: 0 where it repeats them. null where it started from fresh weights. */
  originalDistance: v.nullable(norm),
});

/** How the last epochs were run again. */
export type RewindReport = Plain<typeof rewindSchema>;

const neglectedSchema = v.object({
  /** wd of the loss that the weights were trained on; null for weights that were not trained here: counted as 0. */
  weightDecay: v.nullable(number(0)),
  /** Norm of what a Newton step is made of, m (g + wd w) / (n - m) with the wd of the step, over all trained weights. */
  termNorm: norm,
  /**
   * Norm of what it leaves out: the rest of the gradient of the decayed loss over what is left, which is n / (n - m) times that over the n samples before. 0 at
   * a minimum, where the step is an approximation of retraining.
   */
  gradientNorm: norm,
});

/** How far the weights were from a minimum before a removal, beside what the removal asks for (decay.ts). */
export type NeglectedReport = Plain<typeof neglectedSchema>;

const classSchema = v.object({
  count: whole(0),
  accuracy: v.nullable(share),
  loss: v.nullable(loss),
});

/** Accuracy and mean loss of one class; null where the set has none of it. */
export type ClassMetrics = Plain<typeof classSchema>;

const attackSchema = v.object({
  /** Area under the curve of the attack, 0.5 by guessing. */
  auc: chance,
  /** Of the best threshold, members and non-members counted alike. */
  balancedAccuracy: chance,
  /** Share of the forget set that this threshold takes for members; null while nothing is removed. */
  forgetShare: v.nullable(chance),
});

/** A threshold on a number of each sample that tells members (retain set) from non-members (validation set). */
export type AttackMetrics = Plain<typeof attackSchema>;

const classes = list(classSchema, 0, 256);

export const metricsSchema = v.object({
  /** What the accuracies are; absent: shares of right answers. */
  accuracyIs: v.optional(v.literal('micro-f1')),
  residualAccuracy: share,
  residualLoss: loss,
  /** Norm of the gradient of the mean loss over the retain set, without the weight decay. */
  residualGradientNorm: norm,
  /** The same of the decayed loss that the weights were trained on; null in reports of before version 4. */
  decayedGradientNorm: v.optional(v.nullable(norm), null),
  /** Mean of the gradient norms of batches of 128, as in the authors' code; null where it was not asked for. */
  batchGradientNormMean: v.nullable(norm),
  validationAccuracy: share,
  validationLoss: loss,
  /** On all samples removed so far; null while there are none. */
  forgetAccuracy: v.nullable(share),
  forgetLoss: v.nullable(loss),
  classes: v.object({ residual: classes, validation: classes, forget: classes }),
  /** Euclidean distance of the weights from those of the original model. */
  distanceToOriginal: norm,
  /** Membership inference by thresholds on loss and on entropy. */
  membership: v.object({ loss: attackSchema, entropy: attackSchema }),
  /** Zero retrain forgetting: 1 - the mean Jensen-Shannon divergence from a randomly initialised model on the forget set; null while it is empty. */
  zeroRetrainForgetting: v.nullable(chance),
});

/** How good the model is, on what is left, on held-out data and on what was forgotten. Losses in nats, norms over all parameters. */
export type Metrics = Plain<typeof metricsSchema>;

const probabilities = list(chance, 0, 256);

const sampleSchema = v.object({
  index: whole(0),
  label: whole(0, 255),
  probabilitiesBefore: probabilities,
  probabilitiesAfter: probabilities,
  lossBefore: loss,
  lossAfter: loss,
  gradientNormBefore: norm,
  gradientNormAfter: norm,
});

/** A removed sample, seen by the model before and after. */
export type SampleReport = Plain<typeof sampleSchema>;

// @__NO_SIDE_EFFECTS__
function phaseTimes<S extends v.GenericSchema>(time: S) {
  return v.object({ perturb: time, select: time, curvature: time, update: time, evaluate: time });
}

/** The version of reports. 3 says where it was made (`provenance`); 4 says whether decay is in the step and how a batch is selected for. */
const reportVersion = 4;

export const reportSchema = v.pipe(
  v.object({
    schemaVersion: v.literal(reportVersion),
    request: requestSchema,
    dataset: name,
    model: name,
    backend: v.picklist(backendNames),
    device: name,
    /** With what lab it was made, and by what; null where nobody knows. */
    provenance: v.nullable(provenanceSchema),
    /** Its number in the history, from 1; `parent` is the state that it started from, 0 for the original model. */
    id: whole(1),
    parent: whole(0),
    /** Training samples left after it. */
    retainCount: whole(0),
    /** Whether the guard let it pass. A rejected one leaves model and retain set as they were; `after` says what it would have done. */
    accepted: v.boolean(),
    samples: list(sampleSchema),
    /** null for methods that select no slices. */
    selection: v.nullable(selectionSchema),
    /** null for methods and updates without a Hessian, and where no slice was selected. */
    curvature: v.nullable(curvatureSchema),
    update: updateSchema,
    /** Of the method that trains again from the end of an epoch; absent for all others. */
    rewind: v.optional(rewindSchema),
    /**
     * The largest absolute change of a predicted probability, of any class, over all training samples, those removed too, and all held-out images
     * (largestChange.ts); of a rejected removal what it would have been. null in reports before version 4.
     */
    largestChange: v.nullable(norm),
    /** What the guard went by: accuracies on its images; null where it was off, and in older reports, which went by the validation set. */
    guard: v.nullable(guardSchema),
    /** null in reports of before version 4. */
    neglected: v.nullable(neglectedSchema),
    /** The model before and after, on the same sets: those without these samples. */
    before: metricsSchema,
    after: metricsSchema,
    /** SHA-256 of the float32 weights, hexadecimal. */
    digestBefore: digest,
    digestAfter: digest,
    /** r: how far the new weights are, at most, from those of retraining (certificate/measureBound.ts); absent for models without such a bound. */
    distanceBound: v.optional(measured(0)),
    /** Wall time per phase, and on the GPU where the adapter has timestamps. The only part that differs between two runs of one request. */
    durationsMs: phaseTimes(number(0)),
    gpuMs: v.nullable(phaseTimes(measured())),
  }),
  rule(checkPlace),
);

export type RemovalReport = Plain<typeof reportSchema>;

/** A removal starts from an earlier state, and a rejected one leaves the weights as they were. */
function checkPlace({
  id,
  parent,
  accepted,
  digestBefore,
  digestAfter,
}: {
  readonly id: number;
  readonly parent: number;
  readonly accepted: boolean;
  readonly digestBefore: string;
  readonly digestAfter: string;
}): RuleBreak | null {
  if (parent >= id) return { at: ['parent'], expected: { kind: 'whole', from: 0, to: id - 1 } };
  if (accepted || digestAfter === digestBefore) return null;
  return { at: ['digestAfter'], expected: { kind: 'unchangedDigest', value: digestBefore } };
}

export const reportForm = {
  versionIn: 'schemaVersion',
  version: reportVersion,
  schema: reportSchema,
  migrations: {
    2: (report) => ({ ...report, provenance: null }),
    3: (report) => ({
      ...report,
      request: readOlderSettings(report.request),
      curvature: readOlderCurvature(report.curvature),
      selection: readOlderSelection(report.selection),
      largestChange: null,
      guard: null,
      neglected: null,
    }),
  },
} satisfies Form<typeof reportSchema>;

/**
 * Reads a report of any version.
 * @param file what it is in, for the message
 * @throws FieldError that names the field, what it may be and what it is
 */
export function readReport(report: unknown, file: string): RemovalReport {
  return readForm(reportForm, report, file);
}

/** How much of a removal is measured: nothing but the step, what it does to the samples, the accuracies too, or all of a report. */
export const measures = ['none', 'samples', 'accuracy', 'all'] as const;
export type Measure = (typeof measures)[number];

/** Accuracies (0 to 1) and losses (nats) of a model; the forget set's are null while that is empty. */
export type AccuracyReport = Pick<
  Metrics,
  | 'accuracyIs'
  | 'residualAccuracy'
  | 'residualLoss'
  | 'validationAccuracy'
  | 'validationLoss'
  | 'forgetAccuracy'
  | 'forgetLoss'
>;

/** A removal of which less was measured than a report holds: of experiments with thousands of them. The weights are the same, bit for bit. */
export interface BriefReport
  extends Pick<
    RemovalReport,
    | 'request'
    | 'accepted'
    | 'selection'
    | 'curvature'
    | 'update'
    | 'guard'
    | 'digestBefore'
    | 'digestAfter'
    | 'durationsMs'
  > {
  readonly measured: Exclude<Measure, 'all'>;
  /** null where nothing was measured. */
  readonly samples: readonly SampleReport[] | null;
  /** Of the model after it, on the sets without these samples; null where that was not measured. */
  readonly accuracy: AccuracyReport | null;
}

/** A removal of one sample whose step is taken: all of this is in its report too, unless it is cancelled or the guard rejects it. */
export interface StepTaken {
  readonly id: number;
  readonly request: RemovalRequest;
  readonly samples: readonly SampleReport[];
  /** How many slices were selected; null for methods that select none. */
  readonly slices: number | null;
  readonly update: UpdateReport;
}

/** What a removal would do, computed without touching the model. */
export interface RemovalPreview {
  readonly request: RemovalRequest;
  readonly selected: readonly SelectedSlice[];
  readonly parameters: number;
  readonly stepNorm: number;
  readonly curvature: CurvatureReport | null;
  /** Sigma and the expected noise norm sigma * sqrt(p) for `noise`, or for the paper's epsilon and delta where it is off. */
  readonly noise: {
    readonly epsilon: number;
    readonly delta: number;
    readonly sigma: number;
    readonly expectedNorm: number;
  };
}
