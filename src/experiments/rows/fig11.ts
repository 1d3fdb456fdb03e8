/**
 * Figure 11: retraining a batch-normalised net after more and more samples are gone. Where one sample is left for the last batch of an epoch, a step is made by that alone: validation accuracy
 * dips. Beside it the same with the running statistics for such a step, and with the sample in the batch before.
 */

import { say } from '../../words/say';
import { type DataChoice, defineExperiment, type Row } from '../experiment';
import { seriesBy } from '../figure';
import { summariseRows } from '../summary';

const kinds = ['keep', 'frozen', 'join'] as const;
const batchSize = 64;
/** Painted faces are 32 beyond a whole number of batches: 31 removals leave a batch of one. Of 10,000 images, 16 beyond, 15 and 79 do. */
const sizes = {
  small: { model: 'face-resnet', runs: 3, epochs: 8, removed: [0, 30, 31, 32, 48] },
  paper: {
    model: 'cifar-cnn-narrow-bn',
    ...{ runs: 5, epochs: 20, removed: [0, 5, 10, 14, 15, 16, 20, 40, 60, 79, 80, 81, 100] },
  },
} as const;

export interface BatchNormSpec {
  readonly data: DataChoice;
  /** The id of an architecture with batch normalisation. */
  readonly model: string;
  readonly kind: (typeof kinds)[number];
  readonly removed: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
}

export const fig11 = defineExperiment<BatchNormSpec>({
  data: {
    small: { data: 'faces', limit: 2400 },
    paper: { data: 'cifar10', limit: 10_000 },
  },
  cells(scale, data) {
    const { model, runs, epochs, removed } = sizes[scale];
    const { limit } = data!;
    return removed.flatMap((count) => {
      // Where no batch of one is left, all kinds train the same model: it is made once.
      const differ = limit === null || (limit - count) % batchSize === 1;
      return (differ ? kinds : kinds.slice(0, 1)).flatMap((kind) =>
        Array.from({ length: runs }, (_, run) => ({
          data: data!,
          model,
          kind,
          removed: count,
          ...{ epochs, batchSize, seed: run + 1 },
        })),
      );
    });
  },
  reduce: (cells) =>
    summariseRows(
      cells.flatMap(({ rows }) => rows.flatMap(ofEachKind)),
      {
        by: ['kind', 'removed', 'last_batch'],
        of: ['residual_accuracy', 'validation_accuracy', 'validation_loss'],
      },
    ),
  draw: (rows) => ({
    title: say('experiments.titles.fig11'),
    panels: (['validation_accuracy', 'residual_accuracy'] as const).map((column) => ({
      x: { label: say('experiments.axes.removed') },
      y: {
        label:
          column === 'validation_accuracy'
            ? say('experiments.axes.validationAccuracy')
            : say('experiments.axes.residualAccuracy'),
        isShare: true,
      },
      series: seriesBy(rows, {
        by: 'kind',
        x: 'removed',
        y: column,
        name: (kind) => say(`experiments.rows.fig11.${kind as BatchNormSpec['kind']}`),
        // Each is a training of its own: no line leads from one to the next.
      }).map((one) => ({ ...one, isScatter: true })),
    })),
  }),
});

/** Without a batch of one the row of the first kind is that of each. */
function ofEachKind(row: Row): Row[] {
  if (row.last_batch === 1) return [row];
  return row.kind === kinds[0] ? kinds.map((kind) => ({ ...row, kind })) : [];
}
