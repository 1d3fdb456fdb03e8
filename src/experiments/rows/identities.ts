/** Figure 7a on painted faces: a person forgotten picture by picture. What is left of the person, of a relative, and of all others. */

import { relatives } from '../../data/shipped/facesFacts';
import { say } from '../../words/say';
import { type DataChoice, defineExperiment, type Row } from '../experiment';
import { seriesBy } from '../figure';
import type { ModelChoice } from '../models';
import { summariseRows } from '../summary';

/** The paper's number of pictures (VGGFace). */
export const paperCount = 262_200;
export const noises = ['none', 'n', 'paper'] as const;
export type IdentityNoise = (typeof noises)[number];

/** Runs forget one person each: of the second of each pair of relatives the first, then people without any. */
const sizes = { small: { people: 1, every: 10 }, paper: { people: 8, every: 5 } };
const people = [...relatives.map(([first]) => first), 3, 11, 19, 27];

export interface IdentitySpec {
  readonly model: ModelChoice;
  /** Whose pictures are removed, in their order. */
  readonly person: number;
  /** Who shares head, skin and ears with the person; null: nobody. */
  readonly relative: number | null;
  /** `n`: for epsilon 0.01 and as many pictures as there are; `paper`: as if there were the paper's. */
  readonly noise: IdentityNoise;
  readonly every: number;
  readonly seed: number;
}

const measured = [
  'forget_accuracy',
  'residual_accuracy',
  'person_validation',
  'relative_validation',
  'others_validation',
  'distance',
] as const;

export const identities = defineExperiment<IdentitySpec>({
  data: { small: faces(), paper: faces() },
  cells(scale, data) {
    const { people: count, every } = sizes[scale];
    return noises.flatMap((noise) =>
      people.slice(0, count).map((person, i) => ({
        model: { ...data!, model: 'face-resnet', training: 'shipped' as const },
        person,
        relative: relatives.find(([first]) => first === person)?.[1] ?? null,
        noise,
        every,
        seed: i + 1,
      })),
    );
  },
  reduce: (cells) =>
    summariseRows(
      cells.flatMap(({ rows }) => rows),
      { by: ['noise', 'removed'], of: [...measured, 'step_norm', 'noise_norm'] },
    ),
  reduceTimes: (cells) =>
    summariseRows(
      cells.flatMap(({ times }) => times),
      { by: ['noise'], of: ['ms'] },
    ),
  draw: (rows) => ({
    title: say('experiments.titles.identities'),
    panels: noises.map((noise) => ({
      title: say(`experiments.rows.identities.noises.${noise}`),
      x: { label: say('experiments.axes.removed') },
      y: { label: say('experiments.axes.accuracy'), isShare: true },
      series: (
        ['forget_accuracy', 'person_validation', 'relative_validation', 'others_validation'] as const
      ).map((column) => ({
        name: say(`experiments.rows.identities.${column}`),
        points: pointsOf(rows, noise, column),
      })),
    })),
  }),
});

function pointsOf(rows: readonly Row[], noise: IdentityNoise, column: string) {
  const own = rows.filter((row) => row.noise === noise);
  return seriesBy(own, { by: 'noise', x: 'removed', y: column })[0]?.points ?? [];
}

function faces(): DataChoice {
  return { data: 'faces', limit: null };
}
