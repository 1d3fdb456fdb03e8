/** The experiments: a row for each figure or table of the paper. */

import type { Experiment } from './experiment';
import type { ExperimentId } from './ids';
import { appendixD4 } from './rows/appendixD4';
import { cheap } from './rows/cheap';
import { fig3 } from './rows/fig3';
import { fig4 } from './rows/fig4';
import { fig5Left } from './rows/fig5Left';
import { fig5Right } from './rows/fig5Right';
import { fig6 } from './rows/fig6';
import { fig7a } from './rows/fig7a';
import { fig8 } from './rows/fig8';
import { fig9 } from './rows/fig9';
import { fig11 } from './rows/fig11';
import { identities } from './rows/identities';
import { lemma1 } from './rows/lemma1';
import { recovered } from './rows/recovered';
import { reid } from './rows/reid';
import { table1 } from './rows/table1';
import { table7b } from './rows/table7b';
import { theorem1 } from './rows/theorem1';
import { sweepRow } from './sweep';

export const experiments: Readonly<Record<ExperimentId, Experiment>> = {
  fig3,
  'fig5-left': fig5Left,
  'fig5-right': fig5Right,
  fig6,
  fig7a,
  fig8,
  fig11,
  table1,
  lemma1,
  theorem1,
  'appendix-d4': appendixD4,
  recovered,
  fig4,
  fig9,
  identities,
  reid,
  cheap,
  table7b,
  sweep: sweepRow,
};
