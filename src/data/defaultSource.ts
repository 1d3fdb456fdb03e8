/** The source of data that is taken where nobody names one. */
export const defaultSource = 'fashion';
