/** What became of a text that a person typed. */

/** A value read from text, or a sentence that says what is wrong with the text. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly complaint: string };

export const good = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const bad = (complaint: string): Parsed<never> => ({ ok: false, complaint });
