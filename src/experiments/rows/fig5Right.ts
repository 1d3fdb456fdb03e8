/** Figure 5, right: the nets of the paper's table on colour images, until accuracy falls. */

import { rowWords } from '../../words/rowWords';
import { say } from '../../words/say';
import { type CurveSpec, drawnRuns } from '../curve';
import { curvePanel, reduceCurve, reduceCurveTimes } from '../curveFigures';
import { type DoneCell, defineExperiment, type Row } from '../experiment';
import { type FigureSeries, seriesBy } from '../figure';
import { groupRows, summariseRows } from '../summary';

const models = ['cifar-net', 'cifar-cnn-narrow', 'cifar-cnn-narrow-bn', 'cifar-resnet'] as const;
const sizes = { small: { runs: 1, removals: 24, every: 4 }, paper: { runs: 3, removals: 1000, every: 25 } };
/** A removal from a narrow convolutional net takes most of a minute with the lab's own numbers: fewer at small scale. */
const settings = { small: { perturbations: 200, hessianSamples: 128 }, paper: {} };
/** Points of validation accuracy that count as a fall. */
const fall = 0.01;

export const fig5Right = defineExperiment<CurveSpec>({
  data: { small: { data: 'shapes-32', limit: null }, paper: { data: 'cifar10', limit: 10_000 } },
  cells(scale, data) {
    return models.flatMap((model) =>
      drawnRuns(
        {
          kind: model,
          model: { ...data!, model, training: 'shipped' },
          settings: { selection: 'lfoci', ...settings[scale] },
        },
        sizes[scale],
      ).map((cell) => ({ ...cell, measures: 'validation' as const })),
    );
  },
  reduce: (cells) => [...reduceCurve(cells), ...untilTheFall(cells)],
  reduceTimes: reduceCurveTimes,
  draw(rows) {
    const curves = rows.filter(({ removed }) => removed !== null);
    const name = (id: string) => rowWords('model.architectures', id as 'cifar-net').label;
    const bars = rows.filter(({ removed }) => removed === null);
    return {
      title: say('experiments.titles.fig5-right'),
      panels: [
        curvePanel(curves, 'validation_accuracy', name),
        {
          x: { label: '' },
          y: { label: say('experiments.axes.validationAccuracy'), isShare: true },
          title: say('experiments.rows.fig5Right.base'),
          kind: 'bars',
          series: barSeries(bars, 'base_accuracy', name, () => ''),
        },
        {
          title: say('experiments.rows.fig5Right.untilFall', { points: 100 * fall }),
          x: { label: '' },
          y: { label: say('experiments.axes.removed') },
          kind: 'bars',
          series: barSeries(bars, 'until_fall', name, ({ never_fell }) =>
            say(never_fell === 1 ? 'experiments.rows.fig5Right.never' : 'experiments.rows.fig5Right.fell'),
          ),
        },
      ],
    };
  },
});

/** A bar for each net, in groups, with its interval where there are several runs. */
function barSeries(
  bars: readonly Row[],
  column: string,
  name: (kind: string) => string,
  groupOf: (row: Row) => string,
): readonly FigureSeries[] {
  return bars.map((row) => ({
    name: name(String(row.kind)),
    points: seriesBy([{ ...row, at: groupOf(row) }], { by: 'kind', x: 'at', y: column })[0]!.points,
  }));
}

/** For each net the removals at the first row whose validation accuracy is below that at the start by more than a point; all of them where it never is. */
function untilTheFall(cells: readonly DoneCell<CurveSpec>[]): Row[] {
  const ends = cells.map(({ spec, rows }) => {
    const base = Number(rows[0]!.validation_accuracy);
    const fallen = rows.find((row) => Number(row.validation_accuracy) < base - fall);
    return {
      kind: spec.kind,
      removed: null,
      until_fall: Number((fallen ?? rows.at(-1)!).removed),
      never_fell: fallen ? 0 : 1,
      base_accuracy: base,
    };
  });
  return groupRows(ends, ['kind']).flatMap((group) =>
    summariseRows(group, { by: ['kind', 'removed'], of: ['until_fall', 'never_fell', 'base_accuracy'] }),
  );
}
