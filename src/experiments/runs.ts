/** How the cells of each experiment are computed. */

import { defineRun, type RunCell } from './experiment';
import type { ExperimentId } from './ids';
import { runAttributes } from './runs/fig3';
import { runReversal } from './runs/fig4';
import { runMaps } from './runs/fig8';
import { runAttributeBlanket } from './runs/fig9';
import { runBatchNorm } from './runs/fig11';
import { runIdentity } from './runs/identities';
import { runLemma } from './runs/lemma1';
import { runRecovered } from './runs/recovered';
import { runReid } from './runs/reid';
import { runCurve } from './runs/removalCurve';
import { runBullseye } from './runs/table1';
import { runProvisions } from './runs/table7b';
import { runTheorem } from './runs/theorem1';

const curve = defineRun(runCurve);

export const cellRuns: Readonly<Record<ExperimentId, RunCell>> = {
  fig3: defineRun(runAttributes),
  'fig5-left': curve,
  'fig5-right': curve,
  fig6: curve,
  fig7a: curve,
  fig8: defineRun(runMaps),
  fig11: defineRun(runBatchNorm),
  table1: defineRun(runBullseye),
  lemma1: defineRun(runLemma),
  theorem1: defineRun(runTheorem),
  'appendix-d4': curve,
  recovered: defineRun(runRecovered),
  fig4: defineRun(runReversal),
  fig9: defineRun(runAttributeBlanket),
  identities: defineRun(runIdentity),
  reid: defineRun(runReid),
  cheap: curve,
  table7b: defineRun(runProvisions),
  sweep: curve,
};
