/**
 * What stands in the columns of a session's table (columnTable.ts). Those of the authors' code (scrub/multi_scrub.py of
 * vsingh-group/LCODEC-deep-unlearning) come first, under its names.
 */

import type { Memorisation } from '../math/yardstick/memorisation';
import { columnName, columnTable, comparisonColumnTable, snakeCase } from './columnTable';
import { coupledFloors, retrainingGaps } from './metrics/gaps';
import { metricIds, metricTable } from './metrics/table';
import { noEffect } from './noEffect';
import { type Metrics, type RemovalReport, removalPhases } from './report';
import type { RemovalRequest } from './request';
import { isWithin, noiseBands } from './yardstick/bandReport';
import type { Comeback, LayerReport } from './yardstick/comebackSchema';
import type { Recovered, RetrainingComparison } from './yardstick/comparison';
import type { RewindLine } from './yardstick/rewindLineSchema';
import { shareInterval } from './yardstick/shareInterval';
import { sharesOf, sideOfStep } from './yardstick/stepBesideLine';

/** What a report does not say of the run that it belongs to. */
export interface RunFacts {
  /** Epochs that the original model was trained for. */
  readonly trainEpochs?: number;
  /** Names the repetition: the run's seed. */
  readonly run?: number;
  /** Of every training sample; absent: there is no ensemble that knows it. */
  readonly memorisation?: Memorisation;
}

/** A removal that was asked for and could not be made: the model is as it was before. */
export interface FailedRemoval {
  readonly request: RemovalRequest;
  readonly dataset: string;
  readonly model: string;
  readonly backend: string;
  readonly device: string;
  /** The last removal before it; 0: none. */
  readonly parent: number;
  /** Of the weights, before as after. */
  readonly digest: string;
  /** Why, in a sentence. */
  readonly reason: string;
}

export type Cell = string | number | boolean | null | undefined;
export type Cells = Readonly<Record<string, Cell>>;

/** What depends on the removals before one. */
interface Counted {
  /** Samples in the original training set, and those that were gone before this removal. */
  readonly original: number;
  readonly removedBefore: number;
  /** Computing time from the first report to the end of this one. */
  readonly seconds: number;
  /** Of the removals that led to this state, this one included. */
  readonly pathMs: number;
  /** The original model, as the removal measured it that this one descends from. */
  readonly before: Metrics | undefined;
}

/** Counts along, one removal after another. */
export function countRemovals(): (report: RemovalReport) => Counted {
  const byId = new Map<number, Counted & { readonly removedAfter: number }>();
  let seconds = 0;
  return (report) => {
    const parent = byId.get(report.parent);
    const gone = report.accepted ? report.samples.length : 0;
    const removedBefore = parent?.removedAfter ?? 0;
    const removalMs = sumOf(report.durationsMs);
    seconds += removalMs / 1000;
    const counted = {
      original: parent?.original ?? report.retainCount + gone,
      removedBefore,
      removedAfter: removedBefore + gone,
      seconds,
      pathMs: (parent?.pathMs ?? 0) + removalMs,
      before: parent ? parent.before : report.parent === 0 ? report.before : undefined,
    };
    byId.set(report.id, counted);
    return counted;
  };
}

/** Every column once, in its place. */
export function removalColumns(): readonly string[] {
  return columnTable.map(columnName);
}

/** What is known of a removal before it is made: the authors' columns of the request. */
function askedCells(
  { dataset, model, request }: Pick<RemovalReport, 'dataset' | 'model' | 'request'>,
  { trainEpochs, run }: RunFacts,
): Cells {
  const isNewton = request.method === 'algorithm1';
  return {
    dataset,
    model,
    train_epochs: trainEpochs,
    selectionType: isNewton ? (authorsSelections[request.selection] ?? request.selection) : '',
    order: isNewton ? (request.update === 'gradient-ascent' ? 'BP' : 'Hessian') : '',
    HessType: isNewton ? authorsUpdates[request.update] : '',
    approxType: isNewton ? authorsCurvature(request) : '',
    run,
    // These columns mean a guarantee, and the noise of Sekhari's formula is none.
    delta: '',
    epsilon: '',
    l2_reg: isNewton ? request.damping : '',
    scrub_list: `[${request.samples.join(', ')}]`,
  };
}

export function failureCells(failure: FailedRemoval, facts: RunFacts): Cells {
  return {
    ...askedCells(failure, facts),
    parent: failure.parent,
    backend: failure.backend,
    device: failure.device,
    digest_before: failure.digest,
    digest_after: failure.digest,
    ...requestCells(failure.request),
    failed: failure.reason,
  };
}

/** The columns of multi_scrub.py. */
export function authorsCells(report: RemovalReport, counted: Counted, facts: RunFacts): Cells {
  const { samples, after } = report;
  const { before } = counted;
  return {
    ...askedCells(report, facts),
    orig_trainset_size: counted.original,
    val_acc_before: before?.validationAccuracy,
    val_loss_before: before?.validationLoss,
    n_removals: counted.removedBefore,
    bad_sample: !report.accepted,
    time: counted.seconds,
    removals_ms: counted.pathMs,
    val_acc_after: after.validationAccuracy,
    val_loss_after: after.validationLoss,
    sample_loss_before: meanOf(samples, ({ lossBefore }) => lossBefore),
    sample_loss_after: meanOf(samples, ({ lossAfter }) => lossAfter),
    sample_gradnorm_before: meanOf(samples, ({ gradientNormBefore }) => gradientNormBefore),
    sample_gradnorm_after: meanOf(samples, ({ gradientNormAfter }) => gradientNormAfter),
    residual_loss_after: after.residualLoss,
    residual_acc_after: after.residualAccuracy,
    residual_gradnorm_after: after.batchGradientNormMean,
  };
}

const authorsSelections: Readonly<Partial<Record<RemovalRequest['selection'], string>>> = {
  lfoci: 'FOCI',
  random: 'Random',
  one: 'One',
  full: 'Full',
};
const authorsUpdates: Readonly<Record<RemovalRequest['update'], string>> = {
  sekhari: 'Sekhari',
  cr: 'CR',
  'gradient-ascent': '',
};

/** The authors know finite differences and the Fisher form; for the others their column stays empty. */
function authorsCurvature({ curvature, update }: RemovalRequest): string {
  if (update === 'gradient-ascent') return '';
  if (curvature === 'fisher') return 'Fisher';
  return /^(secant|authors)/.test(curvature) ? 'FD' : '';
}

/** Everything that the authors' columns have no place for. */
export function ownCells(report: RemovalReport): Cells {
  return {
    id: report.id,
    parent: report.parent,
    accepted: report.accepted,
    retain_count: report.retainCount,
    backend: report.backend,
    device: report.device,
    digest_before: report.digestBefore,
    digest_after: report.digestAfter,
    distance_bound: report.distanceBound,
    ...requestCells(report.request),
    guard_went_by: report.guard?.set,
    guard_images: report.guard?.count,
    guard_accuracy_before: report.guard?.accuracyBefore,
    guard_accuracy_after: report.guard?.accuracyAfter,
    training_seed: report.provenance?.seeds.training,
    ...stepCells(report),
    ...metricCells(report),
    ...phaseCells(report),
  };
}

function requestCells(request: RemovalRequest): Cells {
  const numbers = Object.entries(request.methodNumbers).map(([name, value]) => `${name}=${value}`);
  return {
    method: request.method,
    method_numbers: numbers.join(' '),
    selection: request.selection,
    attention: request.attention ?? 'rows',
    curvature: request.curvature,
    update: request.update,
    weight_decay: request.weightDecay,
    batch: request.batch,
    perturbations: request.perturbations,
    perturbation_deviation: request.perturbationDeviation,
    max_slices: request.maxSlices,
    hessian_samples: request.hessianSamples ?? 'auto',
    solver: request.solver,
    noise_epsilon: request.method === 'algorithm1' ? request.noise?.epsilon : '',
    noise_delta: request.method === 'algorithm1' ? request.noise?.delta : '',
    guard: request.guard,
    guard_set: request.guardSet,
    seed: request.seed,
    draw_seed: request.drawSeed,
  };
}

function stepCells(report: RemovalReport): Cells {
  const { selection, curvature, update, rewind, largestChange, neglected } = report;
  return {
    slices: selection?.selected.length,
    parameters: selection?.selected.reduce((sum, { parameters }) => sum + parameters, 0),
    step_norm: update.stepNorm,
    noise_norm: update.noise?.norm,
    noise_sigma: update.noise?.sigma,
    rewind_epochs: rewind?.epochs,
    rewind_epochs_of: rewind?.of,
    rewind_remade_epochs: rewind?.remadeEpochs,
    rewind_remade_ms: rewind?.remadeMs,
    rewind_original_distance: rewind?.originalDistance,
    damping_used: curvature?.dampingUsed,
    eigenvalue_smallest: curvature?.eigenvalues[0],
    eigenvalue_largest: curvature?.eigenvalues[1],
    cosine_to_gradient: curvature?.cosineToGradient,
    solve_residual: curvature?.solveResidual,
    largest_change: largestChange,
    without_effect: noEffect(report) !== null,
    hessian_samples_used: curvature?.hessianSamples,
    weight_decay_used: curvature?.weightDecay,
    weight_decay_trained: neglected?.weightDecay,
    term_norm: neglected?.termNorm,
    neglected_norm: neglected?.gradientNorm,
  };
}

function metricCells({ before, after }: RemovalReport): Cells {
  const cells = metricIds.flatMap((id) => [
    [`${snakeCase(id)}_before`, metricTable[id].read(before)],
    [`${snakeCase(id)}_after`, metricTable[id].read(after)],
  ]);
  return Object.fromEntries(cells);
}

function phaseCells({ durationsMs, gpuMs }: RemovalReport): Cells {
  const wall = removalPhases.map((phase) => [`${phase}_ms`, durationsMs[phase]]);
  const gpu = removalPhases.map((phase) => [`gpu_${phase}_ms`, gpuMs?.[phase]]);
  return { ...Object.fromEntries([...wall, ...gpu]), removal_ms: sumOf(durationsMs) };
}

export function gapColumns(): string[] {
  return comparisonColumnTable.map(columnName);
}

/** The retrained model's value of every metric, unlearned minus retrained, the coupled floor, and the noise of retraining; empty where nothing was retrained. */
export function gapCells(comparison: RetrainingComparison | undefined): Cells {
  const gaps = comparison && retrainingGaps(comparison);
  const floors = comparison && coupledFloors(comparison);
  const bands = noiseBands(comparison?.band);
  const metrics = metricIds.flatMap((id) => [
    [`${snakeCase(id)}_retrained`, comparison && metricTable[id].read(comparison.retrained)],
    [`${snakeCase(id)}_gap`, gaps?.[id]],
    [`${snakeCase(id)}_floor`, floors?.[id]],
    [`${snakeCase(id)}_band`, bands[id]],
    [`${snakeCase(id)}_within`, isWithin(gaps?.[id] ?? null, bands[id])],
  ]);
  return {
    ...Object.fromEntries(metrics),
    divergence_validation: comparison?.divergence.validation,
    divergence_forget: comparison?.divergence.forget,
    distance_to_retrained: comparison?.distanceToRetrained,
    relearn_epochs_unlearned: comparison?.relearnEpochs?.unlearned,
    relearn_epochs_retrained: comparison?.relearnEpochs?.retrained,
    retraining_ms: comparison?.retrainingMs,
    ...comebackCells(comparison?.comeback),
    ...(comparison?.rewindLine ? lineCells(comparison, comparison.rewindLine) : {}),
    ...(comparison ? floorCells(comparison) : {}),
  };
}

function floorCells({ order, retrainingSeed, floor, recovered }: RetrainingComparison): Cells {
  return {
    retraining_order: order,
    retraining_seed: retrainingSeed,
    floor_sample: floor?.sample,
    divergence_validation_floor: floor?.divergence.validation,
    divergence_forget_floor: floor?.divergence.forget,
    distance_to_retrained_floor: floor?.distance,
    recovered_loss: recovered?.loss.share,
    recovered_margin: recovered?.margin.share,
    recovered_validation_loss: recovered?.validation.loss,
    recovered_validation_margin: recovered?.validation.margin,
    cosine_to_retraining: recovered?.weights.cosine,
    cosine_to_retraining_floor: floor?.cosine,
    distance_left: recovered?.weights.distanceLeft,
    ...(recovered ? { ...seedCells(recovered, 'loss'), ...seedCells(recovered, 'margin') } : {}),
  };
}

/** The shares of other seeds: where they are defined, how many these are, and the 95% interval of their mean. */
function seedCells({ seeds }: Recovered, of: 'loss' | 'margin'): Cells {
  const interval = shareInterval(seeds, of);
  return {
    [`recovered_${of}_seeds`]: interval?.count,
    [`recovered_${of}_mean`]: interval?.mean,
    [`recovered_${of}_low`]: interval?.low,
    [`recovered_${of}_high`]: interval?.high,
  };
}

/** Rewinding beside the removals; a value for each number of epochs as `epochs=value`. */
function lineCells(comparison: RetrainingComparison, line: RewindLine): Cells {
  const shares = sharesOf(line);
  const pairs = (read: (place: number) => number) =>
    line.points.map(({ epochs }, place) => `${epochs}=${read(place)}`).join(' ');
  return {
    rewind_line_recovered: pairs((place) => shares[place]!),
    rewind_line_ms: pairs((place) => line.points[place]!.ms),
    rewind_line_step_ms: line.stepMs,
    rewind_line_side: sideOfStep(comparison)?.side,
    rewind_line_remade_epochs: line.remadeEpochs,
    rewind_line_remade_ms: line.remadeMs,
  };
}

/** Whether what was removed comes back; a value for each layer as `layer=value`. */
function comebackCells(comeback: Comeback | null | undefined): Cells {
  if (!comeback) return {};
  const { relearning, probes, neighbours } = comeback;
  const pairs = (read: (layer: LayerReport) => number | null) =>
    probes.layers.map((layer) => `${layer.layer}=${read(layer) ?? ''}`).join(' ');
  const change = (group: 'nearest' | 'control', model: 'unlearned' | 'retrained') => {
    const found = neighbours.training?.[group];
    return found && found[model].loss - found.original.loss;
  };
  return {
    relearn_retained_epochs_unlearned: relearning.unlearned.epochs,
    relearn_retained_epochs_retrained: relearning.retrained.epochs,
    relearn_retained_loss_unlearned: relearning.unlearned.lossLowest,
    relearn_retained_loss_retrained: relearning.retrained.lossLowest,
    probe_forget_original: pairs(({ probe }) => probe.original.forgetAccuracy),
    probe_forget_unlearned: pairs(({ probe }) => probe.unlearned.forgetAccuracy),
    probe_forget_retrained: pairs(({ probe }) => probe.retrained.forgetAccuracy),
    probe_held_out_unlearned: pairs(({ probe }) => probe.unlearned.heldOutAccuracy),
    cka_unlearned_to_original: pairs(({ cka }) => cka.unlearnedToOriginal),
    cka_unlearned_to_retrained: pairs(({ cka }) => cka.unlearnedToRetrained),
    cka_retrained_to_original: pairs(({ cka }) => cka.retrainedToOriginal),
    neighbours_loss_change_unlearned: change('nearest', 'unlearned'),
    neighbours_loss_change_retrained: change('nearest', 'retrained'),
    neighbours_control_change_unlearned: change('control', 'unlearned'),
    neighbours_control_change_retrained: change('control', 'retrained'),
  };
}

function sumOf(numbers: Readonly<Record<string, number>>): number {
  return Object.values(numbers).reduce((sum, value) => sum + value, 0);
}

function meanOf<T>(items: readonly T[], read: (item: T) => number): number {
  return items.reduce((sum, item) => sum + read(item), 0) / items.length;
}

/** Means over the samples of a removal: of several, the errors are taken for independent. */
export function memorisationCells({ samples }: RemovalReport, { memorisation }: RunFacts): Cells {
  if (!memorisation) return {};
  const { values, errors } = memorisation;
  const mean = meanOf(samples, ({ index }) => values[index] ?? Number.NaN);
  const squares = meanOf(samples, ({ index }) => (errors[index] ?? Number.NaN) ** 2);
  if (!Number.isFinite(mean + squares)) return {};
  return { memorisation: mean, memorisation_error: Math.sqrt(squares / samples.length) };
}
