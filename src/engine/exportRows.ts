/**
 * A session as a table: CSV (RFC 4180) with one row per removal. The columns of the authors' code (scrub/multi_scrub.py of
 * vsingh-group/LCODEC-deep-unlearning) come first, under its names; docs/experiments.md says what each column holds.
 */

import { retrainingGaps } from './metrics/gaps';
import { metricIds, metricTable } from './metrics/table';
import { type RemovalReport, type RetrainingComparison, removalPhases } from './report';
import type { RemovalRequest } from './request';

/** What a report does not say of the run that it belongs to. */
export interface RunFacts {
  /** Epochs that the original model was trained for. */
  readonly trainEpochs?: number;
  /** Names the repetition: the run's seed. */
  readonly run?: number;
}

type Cell = string | number | boolean | null | undefined;
type Cells = Readonly<Record<string, Cell>>;

/**
 * The removals of a session as CSV, a header and one row each, in the order given; nothing where there are none. What was not measured is empty;
 * true and false are 1 and 0.
 * @param reports of one session, so that a removal's parents come before it
 * @param comparisons with retrained models; each fills the columns of the removal that led to its state
 */
export function removalRows(
  reports: readonly RemovalReport[],
  comparisons: readonly RetrainingComparison[] = [],
  facts: RunFacts = {},
): string {
  const comparisonOf = new Map(comparisons.map((comparison) => [comparison.id, comparison]));
  const counted = countRemovals(reports);
  const rows = reports.map((report, i) => ({
    ...authorsCells(report, counted[i]!, facts),
    ...ownCells(report),
    ...gapCells(report.accepted ? comparisonOf.get(report.id) : undefined),
  }));
  if (!rows[0]) return '';
  return [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))].map(csvLine).join('');
}

/** What depends on the removals before one. */
interface Counted {
  /** Samples in the original training set, and those that were gone before this removal. */
  readonly original: number;
  readonly removedBefore: number;
  /** Computing time from the first report to the end of this one. */
  readonly seconds: number;
  /** The removal from the original model that this one descends from. */
  readonly first: RemovalReport | undefined;
}

function countRemovals(reports: readonly RemovalReport[]): Counted[] {
  const byId = new Map<number, Counted & { readonly removedAfter: number }>();
  let seconds = 0;
  return reports.map((report) => {
    const parent = byId.get(report.parent);
    const gone = report.accepted ? report.samples.length : 0;
    const removedBefore = parent?.removedAfter ?? 0;
    seconds += sumOf(report.durationsMs) / 1000;
    const counted = {
      original: parent?.original ?? report.retainCount + gone,
      removedBefore,
      removedAfter: removedBefore + gone,
      seconds,
      first: parent ? parent.first : report.parent === 0 ? report : undefined,
    };
    byId.set(report.id, counted);
    return counted;
  });
}

/** The columns of multi_scrub.py. */
function authorsCells(report: RemovalReport, counted: Counted, { trainEpochs, run }: RunFacts): Cells {
  const { request, samples, after } = report;
  const isNewton = request.method === 'algorithm1';
  const before = counted.first?.before;
  return {
    dataset: report.dataset,
    model: report.model,
    train_epochs: trainEpochs,
    selectionType: isNewton ? (authorsSelections[request.selection] ?? request.selection) : '',
    order: isNewton ? (request.update === 'gradient-ascent' ? 'BP' : 'Hessian') : '',
    HessType: isNewton ? authorsUpdates[request.update] : '',
    approxType: isNewton ? authorsCurvature(request) : '',
    run,
    orig_trainset_size: counted.original,
    delta: isNewton ? request.noise?.delta : '',
    epsilon: isNewton ? request.noise?.epsilon : '',
    l2_reg: isNewton ? request.damping : '',
    val_acc_before: before?.validationAccuracy,
    val_loss_before: before?.validationLoss,
    scrub_list: `[${request.samples.join(', ')}]`,
    n_removals: counted.removedBefore,
    bad_sample: !report.accepted,
    time: counted.seconds,
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
function ownCells(report: RemovalReport): Cells {
  return {
    id: report.id,
    parent: report.parent,
    accepted: report.accepted,
    retain_count: report.retainCount,
    backend: report.backend,
    device: report.device,
    digest_before: report.digestBefore,
    digest_after: report.digestAfter,
    ...requestCells(report.request),
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
    curvature: request.curvature,
    update: request.update,
    perturbations: request.perturbations,
    perturbation_deviation: request.perturbationDeviation,
    max_slices: request.maxSlices,
    hessian_samples: request.hessianSamples,
    solver: request.solver,
    guard: request.guard,
    seed: request.seed,
  };
}

function stepCells({ selection, curvature, update }: RemovalReport): Cells {
  return {
    slices: selection?.selected.length,
    parameters: selection?.selected.reduce((sum, { parameters }) => sum + parameters, 0),
    step_norm: update.stepNorm,
    noise_norm: update.noise?.norm,
    noise_sigma: update.noise?.sigma,
    damping_used: curvature?.dampingUsed,
    eigenvalue_smallest: curvature?.eigenvalues[0],
    eigenvalue_largest: curvature?.eigenvalues[1],
    cosine_to_gradient: curvature?.cosineToGradient,
    solve_residual: curvature?.solveResidual,
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
  return Object.fromEntries([...wall, ...gpu]);
}

/** Unlearned minus retrained, for every metric; empty where nothing was retrained. */
function gapCells(comparison: RetrainingComparison | undefined): Cells {
  const gaps = comparison && retrainingGaps(comparison);
  return {
    ...Object.fromEntries(metricIds.map((id) => [`${snakeCase(id)}_gap`, gaps?.[id]])),
    divergence_validation: comparison?.divergence.validation,
    divergence_forget: comparison?.divergence.forget,
    distance_to_retrained: comparison?.distanceToRetrained,
    relearn_epochs_unlearned: comparison?.relearnEpochs?.unlearned,
    relearn_epochs_retrained: comparison?.relearnEpochs?.retrained,
    retraining_ms: comparison?.retrainingMs,
  };
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function sumOf(numbers: Readonly<Record<string, number>>): number {
  return Object.values(numbers).reduce((sum, value) => sum + value, 0);
}

function meanOf<T>(items: readonly T[], read: (item: T) => number): number {
  return items.reduce((sum, item) => sum + read(item), 0) / items.length;
}

/** One line, ended by CR LF; a cell with a comma, a quote or a line break stands in quotes, its own quotes doubled. */
function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
