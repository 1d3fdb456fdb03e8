/** What words and numbers of the lab mean: the same records for the page of words and for a name that is pointed at. */

import { type Metrics, metricIds, metricTable } from '../../state/contract';
import { en } from '../../words/en';
import { metricWords } from '../../words/rowWords';
import { say } from '../../words/say';

export interface Definition {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** Which direction is better; null of what has none. */
  readonly better: string | null;
}

export type Term = keyof typeof en.page.glossary.terms;
/** In the order in which they are met. */
const terms = Object.keys(en.page.glossary.terms) as Term[];

export const termDefinition = (id: Term): Definition => ({
  id,
  name: say(`page.glossary.terms.${id}.label`),
  about: say(`page.glossary.terms.${id}.about`),
  better: null,
});

const isMetric = (id: string): id is (typeof metricIds)[number] => metricIds.some((one) => one === id);

/** The definition of a metric; null where there is none of this id. @param accuracyIs what an accuracy is where samples have several labels */
export function metricDefinition(id: string, accuracyIs?: Metrics['accuracyIs']): Definition | null {
  if (!isMetric(id)) return null;
  const { label, explanation } = metricWords(id, { accuracyIs });
  return {
    id,
    name: label,
    about: explanation,
    better: say(`page.glossary.better.${metricTable[id].better}`),
  };
}

export const allTerms = (): readonly Definition[] => terms.map(termDefinition);
export const allMetrics = (): readonly Definition[] => metricIds.flatMap((id) => metricDefinition(id) ?? []);
