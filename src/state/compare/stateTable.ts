/** States of a history side by side: every metric of each, beside its retrained model; on the page, as CSV, and as LaTeX. */

import { metricWords, rowWords } from '../../words/rowWords';
import { formats, say } from '../../words/say';
import {
  type ClassMetrics,
  type MetricId,
  type MetricRow,
  type Metrics,
  metricIds,
  metricTable,
  type RemovalReport,
  type RetrainingComparison,
} from '../contract';
import { pathTo } from '../history/historyTree';
import { nameOfState } from '../history/nameState';
import { metricLines } from '../removal/metricRows';
import type { State } from '../store';
import { comparisonOf } from './comparisonOf';

/** A state of the table. */
export interface StateColumn {
  readonly id: number;
  readonly name: string;
  /** The methods that led to it, without repetition. */
  readonly how: string;
  /** Samples that are gone. */
  readonly removed: number;
  /** Of all removals that led to it, the rejected ones too. */
  readonly removalsMs: number;
  readonly retrainingMs: number | null;
  readonly digest: string;
  readonly classes: readonly ClassMetrics[];
}

export interface StateCell {
  readonly value: number | null;
  readonly retrained: number | null;
  /** Unlearned minus retrained. */
  readonly gap: number | null;
  /** The gap that a sample of no influence makes. */
  readonly floor: number | null;
  /** Half the width of the 95% band of the gap to another seed. */
  readonly band: number | null;
  /** Whether the gap lies within it. */
  readonly within: boolean | null;
}

export interface StateLine {
  readonly id: MetricId;
  readonly label: string;
  readonly explanation: string;
  readonly unit: MetricRow['unit'];
  /** One for each column. */
  readonly cells: readonly StateCell[];
}

export interface StateTable {
  readonly columns: readonly StateColumn[];
  readonly lines: readonly StateLine[];
  readonly classNames: readonly string[];
}

type Known = Pick<State, 'lab' | 'reports'>;

/**
 * The table of states.
 * @param pulled the whole reports of these states, in their order; null for the original model
 */
export function stateTable(
  known: Known,
  ids: readonly number[],
  pulled: readonly (RemovalReport | null)[],
): StateTable {
  const states = ids.flatMap((id, i) => {
    const metrics = metricsOf(known, pulled[i] ?? null);
    return metrics ? [{ id, metrics, comparison: comparedOf(known, id, pulled[i] ?? null) }] : [];
  });
  const columns = states.map(({ id, metrics, comparison }) => columnOf(known, id, metrics, comparison));
  const all = states.map(({ metrics, comparison }) =>
    metricLines({ before: metrics, after: metrics, accepted: true }, comparison),
  );
  const lines = metricIds.flatMap((id) => {
    const cells = all.map((rows) => cellOf(rows.find((row) => row.id === id)));
    if (cells.every(({ value }) => value === null)) return [];
    const { unit }: MetricRow = metricTable[id];
    return [{ id, ...metricWords(id, states[0]?.metrics ?? {}), unit, cells }];
  });
  return { columns, lines, classNames: known.lab?.dataset.classNames ?? [] };
}

/** Of the model in that state; of a rejected removal the model that the guard went back to, on the sets of the removal. */
function metricsOf({ lab }: Known, report: RemovalReport | null): Metrics | null {
  if (report === null) return lab?.original ?? null;
  return report.accepted ? report.after : report.before;
}

/** A rejected removal has no comparison of its own sets. */
function comparedOf(known: Known, id: number, report: RemovalReport | null): RetrainingComparison | null {
  return report?.accepted === false ? null : comparisonOf(known, id);
}

function cellOf(row: ReturnType<typeof metricLines>[number] | undefined): StateCell {
  if (!row) return { value: null, retrained: null, gap: null, floor: null, band: null, within: null };
  const { after: value, retrained, gap, floor, band, within } = row;
  return { value, retrained, gap, floor, band, within };
}

function columnOf(
  { lab, reports }: Known,
  id: number,
  metrics: Metrics,
  comparison: RetrainingComparison | null,
): StateColumn {
  const parents = reports.map(({ parent }) => parent);
  const path = pathTo(parents, id).map((state) => reports[state - 1]!);
  const methods = [...new Set(path.map(({ method }) => method))];
  const last = path.at(-1);
  return {
    id,
    name: stateName(last, nameOfState({ lab }, id)),
    how: methods.map((method) => rowWords('engine.methods', method).label).join(', '),
    removed: path.reduce((sum, { accepted, samples }) => sum + (accepted ? samples.length : 0), 0),
    removalsMs: path.reduce((sum, { durationMs }) => sum + durationMs, 0),
    retrainingMs: comparison?.retrainingMs ?? null,
    digest: last?.digestAfter ?? (lab?.history.current === 0 ? lab.digest : ''),
    classes: metrics.classes.validation,
  };
}

/** What a state is called in a table. */
export function stateName(report: State['reports'][number] | undefined, name: string | null = null): string {
  if (!report) return name ?? say('page.history.original');
  const { id, samples, accepted } = report;
  const what =
    name ??
    (samples.length === 1
      ? say('page.history.oneSample', { sample: samples[0]! })
      : say('page.history.manySamples', { count: formats.whole(samples.length) }));
  return say('page.compare.states.name', { id: String(id), what, accepted });
}

const parts = ['value', 'retrained', 'gap', 'floor', 'band'] as const satisfies readonly (keyof StateCell)[];

/** The table as CSV: a line for each metric of each state, then a line for each class. Numbers are as exact as they are. */
export function stateTableCsv({ columns, lines, classNames }: StateTable): string {
  const header = [
    'state',
    'name',
    'method',
    'removed',
    'removals_ms',
    'retraining_ms',
    'digest',
    'metric',
    ...parts,
  ];
  const begin = ({ id, name, how, removed, removalsMs, retrainingMs, digest }: StateColumn) => [
    ...[id, name, how, removed, removalsMs, retrainingMs, digest],
  ];
  const rows = columns.flatMap((column, i) => [
    ...lines.map(({ id, cells }) => [...begin(column), id, ...parts.map((part) => cells[i]![part])]),
    ...column.classes.map(({ accuracy }, label) => [
      ...[...begin(column), `validationAccuracy[${classNames[label] ?? label}]`, accuracy, '', '', '', ''],
    ]),
  ]);
  return [header, ...rows].map((row) => `${row.map(quote).join(',')}\r\n`).join('');
}

function quote(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The table as LaTeX (package booktabs): a metric a line, and of each state its value, its retrained model's and the gap. */
export function stateTableLatex({ columns, lines }: StateTable): string {
  const spread = columns.map(
    ({ name }, i) => `\\multicolumn{3}{c}{${escapeLatex(name)}}${i + 1 < columns.length ? ' &' : ''}`,
  );
  const rules = columns.map((_, i) => `\\cmidrule(lr){${3 * i + 2}-${3 * i + 4}}`).join('');
  const heads = columns.flatMap(() => [
    say('page.compare.states.value'),
    say('page.compare.states.retrained'),
    say('page.compare.states.gap'),
  ]);
  const write = (value: number | null, unit: MetricRow['unit']) =>
    value === null
      ? '--'
      : unit === 'share'
        ? `${(100 * value).toFixed(2)}\\%`
        : String(Number(value.toPrecision(4)));
  const rows = lines.map(({ label, unit, cells }) => [
    escapeLatex(label),
    ...cells.flatMap(({ value, retrained, gap }) => [value, retrained, gap].map((each) => write(each, unit))),
  ]);
  const times = [
    escapeLatex(say('page.compare.states.seconds')),
    ...columns.flatMap(({ removalsMs, retrainingMs }) => [
      (removalsMs / 1000).toFixed(2),
      retrainingMs === null ? '--' : (retrainingMs / 1000).toFixed(2),
      '--',
    ]),
  ];
  return [
    `\\begin{tabular}{l${'rrr'.repeat(columns.length)}}`,
    '\\toprule',
    ` & ${spread.join(' ')} \\\\`,
    rules,
    ` & ${heads.map(escapeLatex).join(' & ')} \\\\`,
    '\\midrule',
    ...[...rows, times].map((row) => `${row.join(' & ')} \\\\`),
    '\\bottomrule',
    '\\end{tabular}',
    '',
  ].join('\n');
}

const latexWords: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\u2212': '$-$',
  '\u03bb': '$\\lambda$',
  '\u202f': '\\,',
};

function escapeLatex(text: string): string {
  return text.replaceAll(/[\\~^\u2212\u03bb\u202f&%$#_{}]/g, (letter) => latexWords[letter] ?? `\\${letter}`);
}
