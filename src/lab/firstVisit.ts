/** What the lab opens with where no visit left anything. */
export const firstVisit = { dataset: 'digits', model: 'mnist-2nn' } as const;
