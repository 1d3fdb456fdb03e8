/**
 * Every column of a session's table, in its place: its unit and which way it counts. What each means stands in the catalogue under its name
 * (words/en.ts, engine.columns); families of columns, such as a metric before and after, have one text each. The one source of the table's header
 * (removalColumns.ts), of the dictionary beside it (columnDictionary.ts), and of docs/columns.md.
 */

import type { Catalogue } from '../words/catalogue';
import { type MetricId, type MetricRow, metricIds, metricTable } from './metrics/table';
import { removalPhases } from './report';

export type ColumnUnit = keyof Catalogue['engine']['columnUnits'];
/** Which way a column counts; null: it is no matter of larger and smaller, or there is nothing to say. */
export type ColumnSign = keyof Catalogue['engine']['columnSigns'] | null;

/** A column that stands alone. */
export type PlainColumn = keyof Catalogue['engine']['columns'];

export interface ColumnRow {
  readonly unit: ColumnUnit;
  readonly sign?: ColumnSign;
}

/** Those of the authors' code (scrub/multi_scrub.py of vsingh-group/LCODEC-deep-unlearning), under its names. */
const authors = {
  dataset: { unit: 'text' },
  model: { unit: 'text' },
  train_epochs: { unit: 'epochs' },
  selectionType: { unit: 'text' },
  order: { unit: 'text' },
  HessType: { unit: 'text' },
  approxType: { unit: 'text' },
  run: { unit: 'number' },
  orig_trainset_size: { unit: 'count' },
  delta: { unit: 'number' },
  epsilon: { unit: 'number' },
  l2_reg: { unit: 'number' },
  val_acc_before: { unit: 'share', sign: 'higher' },
  val_loss_before: { unit: 'nats', sign: 'lower' },
  scrub_list: { unit: 'list' },
  n_removals: { unit: 'count' },
  bad_sample: { unit: 'flag' },
  time: { unit: 'seconds' },
  val_acc_after: { unit: 'share', sign: 'higher' },
  val_loss_after: { unit: 'nats', sign: 'lower' },
  sample_loss_before: { unit: 'nats' },
  sample_loss_after: { unit: 'nats' },
  sample_gradnorm_before: { unit: 'norm' },
  sample_gradnorm_after: { unit: 'norm' },
  residual_loss_after: { unit: 'nats', sign: 'lower' },
  residual_acc_after: { unit: 'share', sign: 'higher' },
  residual_gradnorm_after: { unit: 'norm' },
} as const satisfies Partial<Record<PlainColumn, ColumnRow>>;

/** Those of our own, but for metrics, times and comparisons. */
const own = {
  id: { unit: 'number' },
  parent: { unit: 'number' },
  accepted: { unit: 'flag' },
  retain_count: { unit: 'count' },
  backend: { unit: 'text' },
  device: { unit: 'text' },
  digest_before: { unit: 'digest' },
  digest_after: { unit: 'digest' },
  distance_bound: { unit: 'norm', sign: 'lower' },
  method: { unit: 'text' },
  method_numbers: { unit: 'pairs' },
  selection: { unit: 'text' },
  attention: { unit: 'text' },
  curvature: { unit: 'text' },
  update: { unit: 'text' },
  weight_decay: { unit: 'text' },
  batch: { unit: 'text' },
  perturbations: { unit: 'count' },
  perturbation_deviation: { unit: 'number' },
  max_slices: { unit: 'count' },
  hessian_samples: { unit: 'count' },
  solver: { unit: 'text' },
  noise_epsilon: { unit: 'number' },
  noise_delta: { unit: 'number' },
  guard: { unit: 'points' },
  guard_set: { unit: 'text' },
  guard_went_by: { unit: 'text' },
  guard_images: { unit: 'count' },
  guard_accuracy_before: { unit: 'share' },
  guard_accuracy_after: { unit: 'share' },
  seed: { unit: 'number' },
  draw_seed: { unit: 'number' },
  training_seed: { unit: 'number' },
  slices: { unit: 'count' },
  parameters: { unit: 'count' },
  step_norm: { unit: 'norm' },
  noise_norm: { unit: 'norm' },
  noise_sigma: { unit: 'norm' },
  rewind_epochs: { unit: 'epochs' },
  rewind_epochs_of: { unit: 'epochs' },
  rewind_remade_epochs: { unit: 'epochs' },
  rewind_remade_ms: { unit: 'milliseconds' },
  rewind_original_distance: { unit: 'norm' },
  damping_used: { unit: 'number' },
  eigenvalue_smallest: { unit: 'number' },
  eigenvalue_largest: { unit: 'number' },
  cosine_to_gradient: { unit: 'cosine', sign: 'cosine' },
  solve_residual: { unit: 'ratio', sign: 'lower' },
  largest_change: { unit: 'number' },
  without_effect: { unit: 'flag' },
  hessian_samples_used: { unit: 'count' },
  weight_decay_used: { unit: 'number' },
  weight_decay_trained: { unit: 'number' },
  term_norm: { unit: 'norm' },
  neglected_norm: { unit: 'norm', sign: 'lower' },
} as const satisfies Partial<Record<PlainColumn, ColumnRow>>;

/** What is known of the samples before any removal. */
const samples = {
  memorisation: { unit: 'nats' },
  memorisation_error: { unit: 'nats' },
} as const satisfies Partial<Record<PlainColumn, ColumnRow>>;

const times = {
  removal_ms: { unit: 'milliseconds' },
  removals_ms: { unit: 'milliseconds' },
} as const satisfies Partial<Record<PlainColumn, ColumnRow>>;

/** Of a comparison with retraining, beside every metric's retrained value and gap. */
const compared = {
  divergence_validation: { unit: 'divergence', sign: 'lower' },
  divergence_forget: { unit: 'divergence', sign: 'lower' },
  distance_to_retrained: { unit: 'norm', sign: 'lower' },
  relearn_epochs_unlearned: { unit: 'epochs', sign: 'retrained' },
  relearn_epochs_retrained: { unit: 'epochs' },
  retraining_ms: { unit: 'milliseconds' },
  relearn_retained_epochs_unlearned: { unit: 'epochs', sign: 'retrained' },
  relearn_retained_epochs_retrained: { unit: 'epochs' },
  relearn_retained_loss_unlearned: { unit: 'nats', sign: 'retrained' },
  relearn_retained_loss_retrained: { unit: 'nats' },
  probe_forget_original: { unit: 'pairs' },
  probe_forget_unlearned: { unit: 'pairs', sign: 'retrained' },
  probe_forget_retrained: { unit: 'pairs' },
  probe_held_out_unlearned: { unit: 'pairs', sign: 'higher' },
  cka_unlearned_to_original: { unit: 'pairs' },
  cka_unlearned_to_retrained: { unit: 'pairs' },
  cka_retrained_to_original: { unit: 'pairs' },
  neighbours_loss_change_unlearned: { unit: 'nats', sign: 'change' },
  neighbours_loss_change_retrained: { unit: 'nats', sign: 'change' },
  neighbours_control_change_unlearned: { unit: 'nats', sign: 'change' },
  neighbours_control_change_retrained: { unit: 'nats', sign: 'change' },
  rewind_line_recovered: { unit: 'pairs' },
  rewind_line_ms: { unit: 'pairs' },
  rewind_line_step_ms: { unit: 'milliseconds' },
  rewind_line_side: { unit: 'text' },
  rewind_line_remade_epochs: { unit: 'epochs' },
  rewind_line_remade_ms: { unit: 'milliseconds' },
  retraining_order: { unit: 'text' },
  retraining_seed: { unit: 'number' },
  floor_sample: { unit: 'number' },
  divergence_validation_floor: { unit: 'divergence' },
  divergence_forget_floor: { unit: 'divergence' },
  distance_to_retrained_floor: { unit: 'norm' },
  recovered_loss: { unit: 'ratio', sign: 'recovered' },
  recovered_margin: { unit: 'ratio', sign: 'recovered' },
  recovered_validation_loss: { unit: 'cosine', sign: 'correlation' },
  recovered_validation_margin: { unit: 'cosine', sign: 'correlation' },
  cosine_to_retraining: { unit: 'cosine', sign: 'cosine' },
  cosine_to_retraining_floor: { unit: 'cosine', sign: 'cosine' },
  distance_left: { unit: 'ratio', sign: 'left' },
  recovered_loss_seeds: { unit: 'count' },
  recovered_loss_mean: { unit: 'ratio', sign: 'recovered' },
  recovered_loss_low: { unit: 'ratio', sign: 'recovered' },
  recovered_loss_high: { unit: 'ratio', sign: 'recovered' },
  recovered_margin_seeds: { unit: 'count' },
  recovered_margin_mean: { unit: 'ratio', sign: 'recovered' },
  recovered_margin_low: { unit: 'ratio', sign: 'recovered' },
  recovered_margin_high: { unit: 'ratio', sign: 'recovered' },
} as const satisfies Partial<Record<PlainColumn, ColumnRow>>;

const failed = { failed: { unit: 'text' } } as const satisfies Partial<Record<PlainColumn, ColumnRow>>;

/** A family of columns of one metric. */
export type MetricFamily = keyof Catalogue['engine']['columnFamilies']['metrics'];

export type Column =
  | ({ readonly kind: 'plain'; readonly id: PlainColumn; readonly isAuthors: boolean } & ColumnRow)
  | ({ readonly kind: 'metric'; readonly metric: MetricId; readonly family: MetricFamily } & ColumnRow)
  | ({
      readonly kind: 'phase';
      readonly phase: (typeof removalPhases)[number];
      readonly where: 'wall' | 'gpu';
    } & ColumnRow);

function plain(rows: Partial<Record<PlainColumn, ColumnRow>>, isAuthors = false): Column[] {
  return Object.entries(rows).map(([id, row]) => ({
    kind: 'plain',
    id: id as PlainColumn,
    isAuthors,
    ...row,
  }));
}

function ofMetrics(families: readonly MetricFamily[]): Column[] {
  return metricIds.flatMap((metric) =>
    families.map((family) => {
      const { unit, better }: MetricRow = metricTable[metric];
      const isFlag = family === 'within';
      const isBare = isFlag || ['retrained', 'floor', 'band'].includes(family);
      const sign = family === 'gap' ? 'gap' : isBare ? null : better;
      return {
        kind: 'metric' as const,
        metric,
        family,
        unit: isFlag ? ('flag' as const) : metricUnits[unit],
        sign,
      };
    }),
  );
}

const metricUnits = {
  share: 'share',
  nats: 'nats',
  norm: 'norm',
  none: 'ratio',
} as const satisfies Record<MetricRow['unit'], ColumnUnit>;

/** Those of a comparison: of removals.csv the last, and of comparisons.csv all but the first. */
export const comparisonColumnTable: readonly Column[] = [
  ...ofMetrics(['retrained', 'gap', 'floor', 'band', 'within']),
  ...plain(compared),
];

/** Every column of removals.csv once, in its place: some of our own are among the authors'. */
export const columnTable: readonly Column[] = uniqueByName([
  ...plain(authors, true),
  ...plain(own),
  ...ofMetrics(['before', 'after']),
  ...phases('wall'),
  ...phases('gpu'),
  ...plain(samples),
  ...plain(times),
  ...comparisonColumnTable,
  ...plain(failed),
]);

function phases(where: 'wall' | 'gpu'): Column[] {
  return removalPhases.map((phase) => ({ kind: 'phase', phase, where, unit: 'milliseconds' }));
}

/** The name of a column in the header. */
export function columnName(column: Column): string {
  switch (column.kind) {
    case 'plain':
      return column.id;
    case 'metric':
      return `${snakeCase(column.metric)}_${column.family}`;
    case 'phase':
      return column.where === 'gpu' ? `gpu_${column.phase}_ms` : `${column.phase}_ms`;
    default:
      return column satisfies never;
  }
}

/** residualLoss -> residual_loss */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Of equal names the first. */
function uniqueByName(columns: readonly Column[]): Column[] {
  const places = new Map(
    columns.map((column, place) => [columnName(column), place]).reverse() as [string, number][],
  );
  return columns.filter((column, place) => places.get(columnName(column)) === place);
}
