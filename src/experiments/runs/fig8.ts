/** The cell of Figures 8 and 12: the maps of one filter before and after removals. */

import { readActivations } from '../../engine/looks/images';
import type { LookAnswer } from '../../engine/looks/questions';
import { defaultSettings } from '../../engine/parameters';
import { unlearn } from '../../engine/unlearn';
import type { CellContext, CellResult, Row } from '../experiment';
import type { MapsSpec } from '../rows/fig8';

const label = 5;

type Maps = LookAnswer<'activations'>;

export function runMaps(
  { model, removals, keptClass, seed }: MapsSpec,
  { models, signal, onProgress }: CellContext,
): Promise<CellResult> {
  return models.withSession(model, async (session) => {
    const { labels } = session.dataset.training;
    const [forgotten, ...others] = [...labels.keys()].filter((sample) => labels[sample] === label);
    const kept = keptClass === undefined ? others[removals]! : labels.indexOf(keptClass);
    const layer = session.network.layers.findLast(
      ({ kind, name }) => kind === 'conv' && !name.endsWith('shortcut'),
    )!.name;
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
  });
}

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
