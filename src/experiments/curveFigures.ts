/** What the figures over removals share: their table, and panels of it. */

import { rowWords } from '../words/rowWords';
import { say } from '../words/say';
import type { CurveSpec } from './curve';
import type { DoneCell, Row, Value } from './experiment';
import { type Figure, type FigureAxis, type FigurePanel, seriesBy } from './figure';
import { pairedDifference, summariseRows } from './summary';

/** Columns of a curve that are measured in each run. */
const measured = [
  'residual_accuracy',
  'residual_loss',
  'residual_gradient_norm',
  'validation_accuracy',
  'validation_loss',
  'forget_accuracy',
  'forget_loss',
  'distance',
  'gradient_norm_before',
  'gradient_norm_after',
  'loss_before',
  'loss_after',
  'slices',
  'parameters',
  'step_norm',
  'noise_norm',
];
const retrained = measured.slice(0, 8).map((name) => `retrained_${name}`);

/** Means over the runs of a kind, after so many removals. */
export function reduceCurve(cells: readonly DoneCell<CurveSpec>[]): Row[] {
  const rows = cells.flatMap((cell) => cell.rows);
  return summariseRows(rows, {
    by: ['kind', 'removed'],
    of: [...measured, ...retrained].filter((column) => rows.some((row) => column in row)),
  });
}

/**
 * The means of curves, and beside each how far it is from that of a reference kind under the same seeds: `COLUMN_less_reference`, with its 95% interval. Two kinds remove the same samples,
 * so this tells apart what the intervals of the means do not.
 */
export function reducePaired(
  cells: readonly DoneCell<CurveSpec>[],
  reference: string,
  columns: readonly string[],
): Row[] {
  const rows = cells.flatMap((cell) => cell.rows);
  return reduceCurve(cells).map((mean) => {
    const rowsOf = (kind: Value) => rows.filter((row) => row.kind === kind && row.removed === mean.removed);
    const differences = columns.flatMap((column) => {
      const name = `${column}_less_reference`;
      const found =
        mean.kind === reference
          ? null
          : pairedDifference(rowsOf(reference), rowsOf(mean.kind ?? null), ['seed'], column);
      return [
        [name, found?.mean ?? null],
        [`${name}_low`, found?.low ?? null],
        [`${name}_high`, found?.high ?? null],
      ] as const;
    });
    return { ...mean, ...Object.fromEntries(differences) };
  });
}

/** The mean time of a removal without its measuring, by kind, ms. */
export function reduceCurveTimes(cells: readonly DoneCell<CurveSpec>[]): Row[] {
  return summariseRows(
    cells.flatMap((cell) => cell.times),
    { by: ['kind'], of: ['ms'] },
  );
}

const share = (label: string): FigureAxis => ({ label, isShare: true });
const axes: Readonly<Record<string, () => FigureAxis>> = {
  residual_accuracy: () => share(say('experiments.axes.residualAccuracy')),
  validation_accuracy: () => share(say('experiments.axes.validationAccuracy')),
  forget_accuracy: () => share(say('experiments.axes.forgetAccuracy')),
  gradient_norm_after: () => ({ label: say('experiments.axes.sampleGradientNorm'), scale: 'log' }),
  residual_loss: () => ({ label: say('experiments.axes.residualLoss'), least: 0 }),
  validation_loss: () => ({ label: say('experiments.axes.validationLoss'), least: 0 }),
  distance: () => ({ label: say('experiments.axes.distance'), least: 0 }),
};

/** A panel of one column over the removals, a series for each kind. */
export function curvePanel(
  rows: readonly Row[],
  column: string,
  name?: (kind: string) => string,
): FigurePanel {
  const y = axes[column]!();
  return {
    x: { label: say('experiments.axes.removed') },
    y,
    series: seriesBy(rows, { by: 'kind', x: 'removed', y: column, ...(name ? { name } : {}) }),
  };
}

export function curveFigure(
  title: string,
  rows: readonly Row[],
  columns: readonly string[],
  name?: (kind: string) => string,
): Figure {
  return { title, panels: columns.map((column) => curvePanel(rows, column, name)) };
}

/** What a selection is called. */
export const selectionName = (id: string) => rowWords('engine.selections', id as 'lfoci').label;
