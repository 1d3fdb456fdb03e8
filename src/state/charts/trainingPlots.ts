import type { Plot } from './plot';

/** The charts over the epochs of a training. */
export const trainingPlots: readonly Plot[] = [
  {
    id: 'trainingLoss',
    title: 'page.charts.titles.loss',
    yLabel: 'page.charts.scales.loss',
    unit: 'number',
    series: [
      { key: 'loss', label: 'page.charts.series.training', style: 'after' },
      { key: 'validationLoss', label: 'page.charts.series.validation', style: 'other' },
    ],
  },
  {
    id: 'trainingAccuracy',
    title: 'page.charts.titles.accuracy',
    yLabel: 'page.charts.scales.accuracy',
    unit: 'share',
    series: [
      { key: 'accuracy', label: 'page.charts.series.training', style: 'after' },
      { key: 'validationAccuracy', label: 'page.charts.series.validation', style: 'other' },
    ],
  },
];
