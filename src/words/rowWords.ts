import type { Catalogue, Code } from './catalogue';
import { say } from './say';

/** The tables whose rows have a name and a sentence about them. */
type Tables = {
  readonly 'engine.methods': Catalogue['engine']['methods'];
  readonly 'engine.selections': Catalogue['engine']['selections'];
  readonly 'engine.curvatures': Catalogue['engine']['curvatures'];
  readonly 'engine.updates': Catalogue['engine']['updates'];
  readonly 'engine.attentions': Catalogue['engine']['attentions'];
  readonly 'engine.weightDecays': Catalogue['engine']['weightDecays'];
  readonly 'engine.batches': Catalogue['engine']['batches'];
  readonly 'engine.retrainingOrders': Catalogue['engine']['retrainingOrders'];
  readonly 'engine.guardSets': Catalogue['engine']['guardSets'];
  readonly 'engine.numbers': Catalogue['engine']['numbers'];
  readonly 'engine.metrics': Catalogue['engine']['metrics'];
  readonly 'engine.presets': Catalogue['engine']['presets'];
  readonly 'model.architectures': Catalogue['model']['architectures'];
};

/** The ids of a table's rows, as the catalogue has them: a table with a row more or less does not compile. */
export type RowId<T extends keyof Tables> = keyof Tables[T];

/** What an accuracy is called where samples have several labels; the words of the metric where it is none. */
export function metricWords(
  id: RowId<'engine.metrics'>,
  { accuracyIs }: { readonly accuracyIs?: 'micro-f1' | undefined },
): RowWords {
  if (accuracyIs !== 'micro-f1') return rowWords('engine.metrics', id);
  switch (id) {
    case 'residualAccuracy':
    case 'validationAccuracy':
    case 'forgetAccuracy':
      return {
        label: say(`engine.microF1.${id}.label`),
        explanation: say(`engine.microF1.${id}.about`),
      };
    default:
      return rowWords('engine.metrics', id);
  }
}

export interface RowWords {
  readonly label: string;
  readonly explanation: string;
}

/** What a row of a table is called, and what it means. */
export function rowWords<T extends keyof Tables>(table: T, id: RowId<T>): RowWords {
  const text = (key: 'label' | 'about') => say(`${table}.${String(id)}.${key}` as Code, ...([] as never));
  return { label: text('label'), explanation: text('about') };
}
