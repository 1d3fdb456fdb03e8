/** The cell of `fig9`: the blanket of one attribute among the others. */

import { fociOverTies } from '../../math/dependence/fociTies';
import { lfoci } from '../../math/dependence/lfoci';
import { SaidError } from '../../words/saidError';
import type { CellContext, CellResult } from '../experiment';
import type { AttributeBlanketSpec } from '../rows/fig9';

/** @throws SaidError where the data have no such attribute */
export async function runAttributeBlanket(
  { data, attribute, seed }: AttributeBlanketSpec,
  { loadData }: CellContext,
): Promise<CellResult> {
  const { training, attributeNames = [], name } = await loadData(data);
  const place = attributeNames.indexOf(attribute);
  if (place < 0) throw new SaidError('data.noAttribute', [{ attribute, data: name }]);
  const others = attributeNames.filter((_, column) => column !== place);
  const [width, rows] = [attributeNames.length, training.count];
  const y = Float64Array.from({ length: rows }, (_, i) => training.attributes![i * width + place]!);
  const values = Float64Array.from(training.attributes!).filter((_, i) => i % width !== place);
  const x = { rows, columns: width - 1, values };
  const exact = timed(() => fociOverTies(y, x));
  const randomised = timed(() => lfoci(y, x, seed));
  const [a, b] = [new Set(exact.result.selected), new Set(randomised.result.selected)];
  const both = [...a].filter((column) => b.has(column)).length;
  const either = new Set([...a, ...b]).size;
  const namesOf = (columns: Iterable<number>) => [...columns].map((column) => others[column]).join(' ');
  const head = { attribute, seed };
  return {
    rows: [
      {
        ...head,
        exact_blanket: namesOf(a),
        lfoci_blanket: namesOf(b),
        agreement: either === 0 ? 1 : both / either,
        visits_per_pair: exact.result.visits / (rows * x.columns * Math.max(1, exact.result.steps.length)),
      },
    ],
    times: [
      { ...head, method: 'exact', ms: exact.ms },
      { ...head, method: 'lfoci', ms: randomised.ms },
    ],
  };
}

function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const began = performance.now();
  const result = work();
  return { result, ms: performance.now() - began };
}
