/** The names of the experiments: for the command line, before anything heavy is loaded. */
export const experimentIds = [
  'fig3',
  'fig5-left',
  'fig5-right',
  'fig6',
  'fig7a',
  'fig8',
  'fig11',
  'table1',
  'lemma1',
  'theorem1',
  'appendix-d4',
  'recovered',
  'fig4',
  'fig9',
  'identities',
  'reid',
  'cheap',
  'table7b',
] as const;
/** Those, and a sweep, whose cells a file names. */
export type ExperimentId = (typeof experimentIds)[number] | 'sweep';
