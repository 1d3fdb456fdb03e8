/**
 * Figures 6 and 10: L-FOCI beside retraining, for two weight decays, with the certification noise of epsilon 0.1 and delta 0.01: once for the number of
 * samples that there are, once as if there were the paper's 50,000, and without.
 */

import { say } from '../../words/say';
import type { CurveSpec } from '../curve';
import { curvePanel, reduceCurve, reduceCurveTimes } from '../curveFigures';
import { type DoneCell, defineExperiment, type Row } from '../experiment';

const decays = [0.01, 0.001] as const;
const noises = ['none', 'n', '50000'] as const;
const privacy = { epsilon: 0.1, delta: 0.01 };
const paperCount = 50_000;
const damping = 0.1;
const sizes = { small: { runs: 5, removals: 40, every: 10 }, paper: { runs: 5, removals: 1000, every: 100 } };
const model = 'mnist-2nn';

export const fig6 = defineExperiment<CurveSpec>({
  data: { small: { data: 'fashion', limit: null }, paper: { data: 'mnist', limit: 10_000 } },
  cells(scale, data) {
    const { runs, removals, every } = sizes[scale];
    return decays.flatMap((weightDecay) =>
      noises.flatMap((noise) =>
        Array.from({ length: runs }, (_, run) => ({
          kind: `${weightDecay} ${noise}`,
          model: { ...data!, model, training: { weightDecay } },
          settings: { selection: 'lfoci', damping },
          noise: noise === 'none' ? null : noise === 'n' ? privacy : { ...privacy, count: paperCount },
          draw: { kind: 'random' as const, count: removals, seed: run + 1 },
          seed: run + 1,
          every,
          retrains: noise === 'none',
        })),
      ),
    );
  },
  reduce: (cells) => {
    const rows = reduceCurve(cells as readonly DoneCell<CurveSpec>[]);
    return [...rows, ...rows.flatMap(retrainedRow)];
  },
  reduceTimes: reduceCurveTimes,
  draw: (rows) => ({
    title: say('experiments.titles.fig6'),
    panels: (['residual_accuracy', 'validation_accuracy', 'residual_loss', 'distance'] as const).flatMap(
      (column) =>
        decays.map((decay) => ({
          ...curvePanel(
            rows.filter(({ kind }) => String(kind).startsWith(`${decay} `)),
            column,
            (kind) => say(`experiments.rows.fig6.${kind.split(' ')[1] as Series}`),
          ),
          title: say('experiments.rows.fig6.decay', { decay }),
        })),
    ),
  }),
});

type Series = (typeof noises)[number] | 'retrained';

/** The retrained models of a kind as a kind of their own. */
function retrainedRow(row: Row): Row[] {
  if (typeof row.retrained_residual_accuracy !== 'number') return [];
  const own = Object.entries(row).filter(([name]) => name.startsWith('retrained_'));
  const values = Object.fromEntries(own.map(([name, value]) => [name.slice('retrained_'.length), value]));
  const [decay] = String(row.kind).split(' ');
  return [{ kind: `${decay} retrained`, removed: row.removed ?? null, runs: row.runs ?? null, ...values }];
}
