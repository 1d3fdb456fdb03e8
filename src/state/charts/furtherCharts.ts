/** Charts of what removals took: slices, step and noise, the distance that is certain; and of how far they stayed from retraining. */

import { coupledFloors, noiseBands, retrainingGaps } from '../../worker/protocol';
import {
  type Chart,
  type ChartRow,
  type ChartSeries,
  type ChartSource,
  removedCounts,
  type SeriesStyle,
  seriesStyles,
} from './plot';

/** Layers that have a look of their own; the slices of the others are one line, which is muted. */
const layerStyles: readonly SeriesStyle[] = seriesStyles.filter((style) => style !== 'before');
const otherLayers = 'otherLayers';

/** The layers in which slices were selected, by how many in all: the most first. */
function layersOf({ path }: ChartSource): string[] {
  const totals = new Map<string, number>();
  for (const { slicesByLayer } of path) {
    for (const [layer, count] of Object.entries(slicesByLayer ?? {})) {
      totals.set(layer, (totals.get(layer) ?? 0) + count);
    }
  }
  return [...totals].sort(([, a], [, b]) => b - a).map(([layer]) => layer);
}

function layerSeries(source: ChartSource): readonly ChartSeries[] {
  const layers = layersOf(source);
  const named = layers.slice(0, layerStyles.length).map(
    (layer, i): ChartSeries => ({
      key: layer,
      name: layer,
      label: 'page.charts.series.slices',
      style: layerStyles[i]!,
    }),
  );
  if (layers.length <= named.length) return named;
  return [...named, { key: otherLayers, label: 'page.charts.series.otherLayers', style: 'before' }];
}

/** How many slices each removal selected, layer by layer. */
export const sliceChart: Chart = {
  id: 'slices',
  title: 'page.charts.titles.slices',
  yLabel: 'page.charts.scales.slices',
  unit: 'number',
  isRare: true,
  series: [{ key: otherLayers, label: 'page.charts.series.otherLayers', style: 'before', isRare: true }],
  seriesOf: layerSeries,
  rows(source) {
    const layers = layersOf(source);
    const own = layers.slice(0, layerStyles.length);
    const others = layers.slice(layerStyles.length);
    const counts = removedCounts(source.path);
    return source.path.flatMap(({ slicesByLayer }, i) => {
      if (slicesByLayer === null) return [];
      const of = (layer: string) => slicesByLayer[layer] ?? 0;
      const row: Record<string, number> = Object.fromEntries(own.map((layer) => [layer, of(layer)]));
      if (others.length > 0) row[otherLayers] = others.reduce((sum, layer) => sum + of(layer), 0);
      return [{ ...row, removed: counts[i]! }];
    });
  },
};

/** Entries that have a number. */
function numbersOf(entries: Readonly<Record<string, number | null>>): Record<string, number> {
  const there = Object.entries(entries).filter((entry): entry is [string, number] => entry[1] !== null);
  return Object.fromEntries(there);
}

/** How far a compared model is from the retrained one in validation accuracy, beside what retraining itself varies by: all are sizes. */
export const gapChart: Chart = {
  id: 'gaps',
  title: 'page.charts.titles.gaps',
  yLabel: 'page.charts.scales.gap',
  unit: 'share',
  isRare: true,
  series: [
    { key: 'gap', label: 'page.charts.series.gap', style: 'after' },
    { key: 'floor', label: 'page.charts.series.floor', style: 'other', isRare: true },
    { key: 'band', label: 'page.charts.series.band', style: 'third', isRare: true },
  ],
  rows({ path, comparisons }) {
    const counts = removedCounts(path);
    const places = new Map(path.map(({ id }, i) => [id, counts[i]!]));
    const rows = comparisons.flatMap((comparison): ChartRow[] => {
      const removed = places.get(comparison.id);
      if (removed === undefined) return [];
      const gap = retrainingGaps(comparison).validationAccuracy;
      return [
        {
          ...numbersOf({
            gap: gap === null ? null : Math.abs(gap),
            floor: coupledFloors(comparison).validationAccuracy,
            band: noiseBands(comparison.band).validationAccuracy,
          }),
          removed,
        },
      ];
    });
    return rows.sort((a, b) => a.removed - b.removed);
  },
};

/** How long each step was, and the noise that was added to it. */
export const noiseChart: Chart = {
  id: 'noise',
  title: 'page.charts.titles.noise',
  yLabel: 'page.charts.scales.norm',
  unit: 'number',
  isRare: true,
  series: [
    { key: 'step', label: 'page.charts.series.step', style: 'after' },
    { key: 'noise', label: 'page.charts.series.noise', style: 'other', isRare: true },
  ],
  rows({ path }) {
    const counts = removedCounts(path);
    return path.map(({ stepNorm, noiseNorm }, i) => ({
      ...numbersOf({ step: stepNorm, noise: noiseNorm }),
      removed: counts[i]!,
    }));
  },
};

/** How far the weights are, at most, from those of retraining. */
export const boundChart: Chart = {
  id: 'bound',
  title: 'page.charts.titles.bound',
  yLabel: 'page.charts.scales.bound',
  unit: 'number',
  isRare: true,
  series: [{ key: 'bound', label: 'page.charts.series.bound', style: 'after' }],
  rows({ path }) {
    const counts = removedCounts(path);
    return path.flatMap(({ distanceBound }, i) =>
      distanceBound === null ? [] : [{ bound: distanceBound, removed: counts[i]! }],
    );
  },
};

/** What releases use up of what the certificate allows: those that were made, and with them one of the model as it is after each removal. */
export const budgetChart: Chart = {
  id: 'budget',
  title: 'page.charts.titles.budget',
  yLabel: 'page.charts.scales.budget',
  unit: 'number',
  isRare: true,
  series: [
    { key: 'together', label: 'page.charts.series.together', style: 'after', isRare: true },
    { key: 'used', label: 'page.charts.series.used', style: 'other' },
    { key: 'allowed', label: 'page.charts.series.allowed', style: 'before' },
    { key: 'released', label: 'page.charts.series.released', style: 'third', isRare: true, isMarked: true },
  ],
  rows({ path, certificate }) {
    if (certificate === null) return [];
    const { allowed, originalBound, released } = certificate;
    const counts = removedCounts(path);
    const used = Math.hypot(...released.map(({ bound }) => bound));
    const row = (id: number, removed: number, bound: number | null): ChartRow => ({
      ...numbersOf({
        together: bound === null ? null : Math.hypot(used, bound),
        released: released.findLast(({ state }) => state === id)?.bound ?? null,
      }),
      ...{ used, allowed, removed },
    });
    return [
      row(0, 0, originalBound),
      ...path.map((report, i) => row(report.id, counts[i]!, report.distanceBound)),
    ];
  },
};
