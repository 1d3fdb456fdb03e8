/**
 * The types of the catalogue. English is the original: its keys are the codes, and what a sentence needs is what its function takes. A catalogue of
 * another language has the same keys and takes the same values, or does not compile.
 */

import type { en } from './en';

type English = typeof en;

/** A language: every text of the English catalogue. */
export type Catalogue = Translated<English>;
type Translated<T> = T extends (values: infer V) => string
  ? (values: V) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Translated<T[K]> };

/** Names a text: its sections and its key, "data.tooShort" or "page.history.undo". */
export type Code = CodesOf<English>;
type CodesOf<T> = {
  [K in keyof T & string]: T[K] extends string | ((values: never) => string) ? K : `${K}.${CodesOf<T[K]>}`;
}[keyof T & string];

type EntryOf<C extends Code> = Find<English, C>;
type Find<T, C> = C extends `${infer K}.${infer Rest}`
  ? K extends keyof T
    ? Find<T[K], Rest>
    : never
  : C extends keyof T
    ? T[C]
    : never;

/** What the text of a code needs to know; `undefined` where it needs nothing. Plain data. */
export type ValuesOf<C extends Code> = EntryOf<C> extends (values: infer V) => string ? V : undefined;

/** A text for a person, as data: it crosses threads and lies in files, and becomes words where it is shown. */
export type Message<C extends Code = Code> = { [K in C]: MessageOf<K> }[C];
type MessageOf<C extends Code> =
  undefined extends ValuesOf<C> ? { readonly code: C } : { readonly code: C; readonly values: ValuesOf<C> };

/** What a code is given: nothing, or its values. */
export type Given<C extends Code> = undefined extends ValuesOf<C> ? [] : [values: ValuesOf<C>];
