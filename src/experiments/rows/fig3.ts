/**
 * Figures 3 and 9: blankets among twelve binary attributes, by FOCI with its ties counted exactly and by L-FOCI, and the time of each. The attributes are made: half of them depend on
 * hidden groups, so that some stand for others, as in pictures of faces; the target is decided by three of them and noise.
 */

import { fociOverTies } from '../../math/dependence/fociTies';
import { lfoci } from '../../math/dependence/lfoci';
import type { Matrix } from '../../math/linear/matrix';
import { createRandom } from '../../math/random/random';
import { say } from '../../words/say';
import { defineExperiment } from '../experiment';
import { seriesBy } from '../figure';
import { summariseRows } from '../summary';

const attributes = 12;
const sizes = {
  small: { runs: 5, counts: [250, 500, 1000, 2000] },
  paper: { runs: 10, counts: [500, 1000, 2000, 4000, 8000] },
};

interface AttributesSpec {
  readonly samples: number;
  readonly seed: number;
}

export const fig3 = defineExperiment<AttributesSpec>({
  data: null,
  cells(scale) {
    const { runs, counts } = sizes[scale];
    return counts.flatMap((samples) =>
      Array.from({ length: runs }, (_, run) => ({ samples, seed: run + 1 })),
    );
  },
  async run({ samples, seed }) {
    const { y, x } = drawAttributes(samples, seed);
    const exact = timed(() => fociOverTies(y, x));
    const randomised = timed(() => lfoci(y, x, seed));
    const [a, b] = [new Set(exact.result.selected), new Set(randomised.result.selected)];
    const both = [...a].filter((column) => b.has(column)).length;
    const row = { samples, seed };
    return {
      rows: [
        {
          ...row,
          exact_blanket: [...a].join(' '),
          lfoci_blanket: [...b].join(' '),
          agreement: both / new Set([...a, ...b]).size,
          visits_per_pair: exact.result.visits / (samples * attributes * exact.result.steps.length),
        },
      ],
      times: [
        { ...row, method: 'exact', ms: exact.ms },
        { ...row, method: 'lfoci', ms: randomised.ms },
      ],
    };
  },
  reduce: (cells) =>
    summariseRows(
      cells.flatMap(({ rows }) => rows),
      { by: ['samples'], of: ['agreement', 'visits_per_pair'] },
    ),
  reduceTimes: (cells) =>
    summariseRows(
      cells.flatMap(({ times }) => times),
      { by: ['method', 'samples'], of: ['ms'] },
    ),
  draw: (rows, times) => ({
    title: say('experiments.titles.fig3'),
    panels: [
      {
        x: { label: say('experiments.axes.samples'), scale: 'log' },
        y: { label: say('experiments.axes.ms'), scale: 'log' },
        series: seriesBy(times, {
          by: 'method',
          x: 'samples',
          y: 'ms',
          name: (method) => say(`experiments.rows.fig3.${method as 'exact' | 'lfoci'}`),
        }),
      },
      {
        x: { label: say('experiments.axes.samples'), scale: 'log' },
        y: { label: say('experiments.axes.agreement'), isShare: true },
        series: [
          {
            name: say('experiments.rows.fig3.agreement'),
            points: seriesBy(
              rows.map((row) => ({ ...row, all: '' })),
              { by: 'all', x: 'samples', y: 'agreement' },
            )[0]!.points,
          },
        ],
      },
    ],
  }),
});

function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const began = performance.now();
  const result = work();
  return { result, ms: performance.now() - began };
}

/** Twelve attributes: columns 0 to 5 are free, 6 to 11 copy one of those with errors. y: the majority of columns 0, 1 and 2, with errors. */
function drawAttributes(samples: number, seed: number): { readonly y: Float64Array; readonly x: Matrix } {
  const random = createRandom(seed, 'attributes');
  const values = new Float64Array(samples * attributes);
  const y = new Float64Array(samples);
  const flip = (bit: number, share: number) => (random.uniform() < share ? 1 - bit : bit);
  for (let i = 0; i < samples; i++) {
    const row = values.subarray(i * attributes, (i + 1) * attributes);
    for (let column = 0; column < 6; column++) row[column] = random.uniform() < 0.3 + 0.08 * column ? 1 : 0;
    for (let column = 6; column < attributes; column++) row[column] = flip(row[column - 6]!, 0.15);
    y[i] = flip(row[0]! + row[1]! + row[2]! >= 2 ? 1 : 0, 0.05);
  }
  return { y, x: { rows: samples, columns: attributes, values } };
}
