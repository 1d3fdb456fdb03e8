/**
 * The types of the catalogue. English is the original: its keys are the codes, and what a sentence needs is what its function takes. A catalogue of
 * another language has the same keys and takes the same values, or does not compile.
 */

import type { en } from './en';

type English = typeof en;

/** A text, or what makes one of plain values. */
type Entry = string | ((values: never) => string);

/** A language: every text of the English catalogue. */
export type Catalogue = Translated<English>;
type Translated<T> = T extends (values: infer V) => string
  ? (values: V) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Translated<T[K]> };

/** Names a text by its section, the sections within, and its key: "data.idx.tooShort". */
export type Code = CodesOf<English>;
type CodesOf<T, Above extends string = ''> = {
  [K in keyof T & string]: T[K] extends Entry ? `${Above}${K}` : CodesOf<T[K], `${Above}${K}.`>;
}[keyof T & string];

type EntryOf<C extends string, T = English> = C extends keyof T
  ? T[C]
  : C extends `${infer Section}.${infer Rest}`
    ? Section extends keyof T
      ? EntryOf<Rest, T[Section]>
      : never
    : never;

/** What the text of a code needs to know; `undefined` where it needs nothing. Plain data. */
export type ValuesOf<C extends Code> = EntryOf<C> extends (values: infer V) => string ? V : undefined;

/**
 * A text for a person, as data: it crosses threads and lies in files, and becomes words where it is shown. `message` makes one, and checks the values by
 * the code; a type of every code with its values would be a union that is too large for the compiler.
 */
export interface Message<C extends Code = Code> {
  readonly code: C;
  readonly values?: unknown;
}

/** Words of the catalogue, or those of a person, of another program, or of a file from before messages had codes, which stay as they are. */
export type Text = Message | string;

/** What a code is given: nothing, or its values. Of several codes, what any of them is given. */
export type Given<C extends Code> = C extends Code
  ? undefined extends ValuesOf<C>
    ? []
    : [values: ValuesOf<C>]
  : never;

/** Names a text that needs no values. */
export type TextCode = { [C in Code]: undefined extends ValuesOf<C> ? C : never }[Code];
