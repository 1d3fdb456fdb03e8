/** From a message to words, in the language that was chosen. */

import type { Catalogue, Code, Given, Message, Text } from './catalogue';
import { en } from './en';
import {
  type Format,
  type Formats,
  fixedOf,
  formatsOf,
  listsOf,
  pluralOf,
  type Typed,
  typedOf,
} from './format';

interface Language {
  readonly catalogue: Catalogue;
  readonly formats: Formats;
  readonly fixed: ReturnType<typeof fixedOf>;
  readonly plural: ReturnType<typeof pluralOf>;
  readonly lists: ReturnType<typeof listsOf>;
  readonly typed: Typed;
}

let chosen = languageOf(en);

function languageOf(catalogue: Catalogue): Language {
  const { locale } = catalogue.language;
  return {
    catalogue,
    formats: formatsOf(locale, catalogue.units),
    fixed: fixedOf(locale),
    plural: pluralOf(locale),
    lists: listsOf(locale),
    typed: typedOf(locale),
  };
}

/** Chooses the language of all words, numbers and dates from here on; English until then. */
export function speak(catalogue: Catalogue): void {
  chosen = languageOf(catalogue);
}

/** The numbers and dates of the chosen language. */
export const formats: Formats = Object.fromEntries(
  (Object.keys(chosen.formats) as Format[]).map((name) => [
    name,
    (value: number) => chosen.formats[name](value),
  ]),
) as unknown as Formats;

/** A number of the chosen language with so many digits behind the point. */
export const fixed: Language['fixed'] = (value, places) => chosen.fixed(value, places);

/** The form of a word that belongs to a count, in the chosen language. */
export const plural: Language['plural'] = (count, forms) => chosen.plural(count, forms);

/** Lists in the chosen language: "a, b, c"; "a, b, and c"; "a, b, or c". */
export const lists: Language['lists'] = {
  list: (items) => chosen.lists.list(items),
  and: (items) => chosen.lists.and(items),
  or: (items) => chosen.lists.or(items),
};

/** Numbers as they are typed in the chosen language. */
export const typed: Typed = {
  read: (text) => chosen.typed.read(text),
  write: (text) => chosen.typed.write(text),
};

/** The words of a code. @param given the values that its text needs */
export function say<C extends Code>(code: C, ...given: Given<C>): string {
  return sayIn(chosen.catalogue, code, given[0]);
}

/**
 * The words of a message. A text of an older file, from before messages had codes, is shown as it is. Of a newer file's code that this catalogue
 * lacks, and of values that its text cannot be made of, the code is shown.
 */
export function sayMessage(message: Text): string {
  if (typeof message === 'string') return message;
  try {
    return sayIn(chosen.catalogue, message.code, message.values);
  } catch {
    return message.code;
  }
}

/** The words of several messages, one after another. */
export function sayAll(messages: readonly Text[]): string {
  return messages.map(sayMessage).join(' ');
}

/** The English words of a code: what an error says of itself, whatever language the page speaks. */
export function sayInEnglish(code: Code, values?: unknown): string {
  return sayIn(en, code, values);
}

/** The English words of a text. */
export function textInEnglish(text: Text): string {
  return typeof text === 'string' ? text : sayInEnglish(text.code, text.values);
}

function sayIn(catalogue: Catalogue, code: Code, values: unknown): string {
  let entry: unknown = catalogue;
  for (const key of code.split('.')) {
    const isSection = typeof entry === 'object' && entry !== null && Object.hasOwn(entry, key);
    if (!isSection) return code;
    entry = (entry as Readonly<Record<string, unknown>>)[key];
  }
  if (typeof entry === 'string') return entry;
  if (typeof entry === 'function') return (entry as (values: unknown) => string)(values);
  return code;
}

/** A message of this code. */
export function message<C extends Code>(code: C, ...given: Given<C>): Message<C> {
  return (given.length === 0 ? { code } : { code, values: given[0] }) as Message<C>;
}
