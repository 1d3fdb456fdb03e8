import { defaultSource } from '../data/defaultSource';

/** What the lab opens with where no visit left anything. */
export const firstVisit = { dataset: defaultSource, model: 'mnist-2nn' } as const;
