/** Figures 8 and 12: what a filter of the last convolution answers to an image, before and after it is forgotten, and to one that stays. */

import { say } from '../../words/say';
import { defineExperiment, type Row } from '../experiment';
import type { FigureMap } from '../figure';
import type { ModelChoice } from '../models';

const sizes = { small: { removals: 5 }, paper: { removals: 50 } };

export interface MapsSpec {
  readonly model: ModelChoice;
  /** Images of the class that are forgotten one by one; the maps are those of the first. */
  readonly removals: number;
  /** The class of the kept image; absent: that of the forgotten ones. */
  readonly keptClass?: number;
  readonly seed: number;
}

/** Painted faces have a net of their own, and the kept image is one of another person. */
const choiceFor = (data: string) =>
  data === 'faces' ? { model: 'face-resnet', keptClass: 6 } : { model: 'mnist-cnn' };

export const fig8 = defineExperiment<MapsSpec>({
  data: { small: { data: 'fashion', limit: null }, paper: { data: 'mnist', limit: 10_000 } },
  cells(scale, data) {
    const { model, ...kept } = choiceFor(data!.data);
    return [
      {
        model: { ...data!, model, training: 'shipped' },
        removals: sizes[scale].removals,
        ...kept,
        seed: 1,
      },
    ];
  },
  reduce: (cells) => cells.flatMap(({ rows }) => rows),
  draw: (rows) => ({
    title: say('experiments.titles.fig8'),
    panels: [],
    maps: (['forgotten', 'kept'] as const).map((which) => {
      const [before, after] = (['before', 'after'] as const).map((when) => mapOf(rows, which, when)) as [
        FigureMap,
        FigureMap,
      ];
      const change = before.values.map((value, i) => Math.abs(after.values[i]! - value));
      return [
        before,
        after,
        {
          ...before,
          title: say('experiments.rows.fig8.change', { most: Math.max(...change) }),
          values: change,
        },
      ];
    }),
  }),
});

function mapOf(rows: readonly Row[], which: 'forgotten' | 'kept', when: 'before' | 'after'): FigureMap {
  const own = rows.filter((row) => row.which === which && row.when === when);
  return {
    title: say(`experiments.rows.fig8.${when}.${which}`),
    width: Math.max(...own.map((row) => Number(row.x))) + 1,
    height: Math.max(...own.map((row) => Number(row.y))) + 1,
    values: own.map((row) => Number(row.activation)),
  };
}
