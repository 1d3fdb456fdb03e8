/** Figures 8 and 12: what a filter of the last convolution answers to an image, before and after it is forgotten, and to one that stays. */

import { readActivations } from '../../engine/looks/images';
import type { LookAnswer } from '../../engine/looks/questions';
import { defaultSettings } from '../../engine/parameters';
import { unlearn } from '../../engine/unlearn';
import { say } from '../../words/say';
import { defineExperiment, type Row } from '../experiment';
import type { FigureMap } from '../figure';
import type { ModelChoice } from '../models';

const sizes = { small: { removals: 5 }, paper: { removals: 50 } };
const label = 5;

interface MapsSpec {
  readonly model: ModelChoice;
  /** Images of the class that are forgotten one by one; the maps are those of the first. */
  readonly removals: number;
  readonly seed: number;
}

type Maps = LookAnswer<'activations'>;

export const fig8 = defineExperiment<MapsSpec>({
  data: { small: { data: 'fashion', limit: null }, paper: { data: 'mnist', limit: 10_000 } },
  cells: (scale, data) => [
    {
      model: { ...data!, model: 'mnist-cnn', training: 'shipped' },
      removals: sizes[scale].removals,
      seed: 1,
    },
  ],
  run: ({ model, removals, seed }, { models, signal, onProgress }) =>
    models.withSession(model, async (session) => {
      const { labels } = session.dataset.training;
      const [forgotten, ...others] = [...labels.keys()].filter((sample) => labels[sample] === label);
      const kept = others[removals]!;
      const layer = session.network.layers.findLast(({ kind }) => kind === 'conv')!.name;
      const read = (index: number) =>
        readActivations(
          { session, parameters: session.parameters },
          { kind: 'activations', layer, image: { set: 'training', index } },
        );
      const before = [await read(forgotten!), await read(kept)];
      for (const [i, sample] of [forgotten!, ...others.slice(0, removals - 1)].entries()) {
        const request = { ...defaultSettings, guard: null, seed, samples: [sample] };
        await unlearn(session, request, { signal }, 'none');
        onProgress?.((i + 1) / removals);
      }
      const after = [await read(forgotten!), await read(kept)];
      const filter = strongest(before[0]!);
      const rows = (['forgotten', 'kept'] as const).flatMap((which, i) => [
        ...rowsOf(before[i]!, filter, { which, when: 'before' }),
        ...rowsOf(after[i]!, filter, { which, when: 'after' }),
      ]);
      return { rows, times: [] };
    }),
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
        { ...before, title: say(`experiments.rows.fig8.change.${which}`), values: change },
      ];
    }),
  }),
});

/** The filter with the largest sum over its map. */
function strongest({ values, filters }: Maps): number {
  const sums = new Float64Array(filters);
  for (const [i, value] of values.entries()) sums[i % filters]! += value;
  return sums.indexOf(Math.max(...sums));
}

function rowsOf({ layer, height, width, filters, values }: Maps, filter: number, head: Row): Row[] {
  return Array.from({ length: height * width }, (_, place) => ({
    ...head,
    layer,
    filter,
    y: Math.floor(place / width),
    x: place % width,
    activation: values[place * filters + filter]!,
  }));
}

function mapOf(rows: readonly Row[], which: 'forgotten' | 'kept', when: 'before' | 'after'): FigureMap {
  const own = rows.filter((row) => row.which === which && row.when === when);
  return {
    title: say(`experiments.rows.fig8.${when}.${which}`),
    width: Math.max(...own.map((row) => Number(row.x))) + 1,
    height: Math.max(...own.map((row) => Number(row.y))) + 1,
    values: own.map((row) => Number(row.activation)),
  };
}
