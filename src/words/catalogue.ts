/**
 * The types of the catalogue. English is the original: its keys are the codes, and what a sentence needs is what its function takes. A catalogue of
 * another language has the same keys and takes the same values, or does not compile.
 */

import type { en } from './en';

type English = typeof en;
type Sections = keyof English & string;

/** A language: every text of the English catalogue. */
export type Catalogue = {
  readonly [S in Sections]: {
    readonly [K in keyof English[S]]: English[S][K] extends (values: infer V) => string
      ? (values: V) => string
      : string;
  };
};

/** Names a text: its section and its key, "data.tooShort". */
export type Code = { [S in Sections]: `${S}.${keyof English[S] & string}` }[Sections];

type EntryOf<C extends Code> = C extends `${infer S extends Sections}.${infer K}`
  ? K extends keyof English[S]
    ? English[S][K]
    : never
  : never;

/** What the text of a code needs to know; `undefined` where it needs nothing. Plain data. */
export type ValuesOf<C extends Code> = EntryOf<C> extends (values: infer V) => string ? V : undefined;

/** A text for a person, as data: it crosses threads and lies in files, and becomes words where it is shown. */
export type Message<C extends Code = Code> = { [K in C]: MessageOf<K> }[C];
type MessageOf<C extends Code> =
  undefined extends ValuesOf<C> ? { readonly code: C } : { readonly code: C; readonly values: ValuesOf<C> };

/** What a code is given: nothing, or its values. */
export type Given<C extends Code> = undefined extends ValuesOf<C> ? [] : [values: ValuesOf<C>];
