/** From a message to words, in the language that was chosen. */

import type { Catalogue, Code, Given, Message } from './catalogue';
import { en } from './en';

let chosen: Catalogue = en;

/** Chooses the language of all words from here on; English until then. */
export function speak(catalogue: Catalogue): void {
  chosen = catalogue;
}

/** The words of a code. @param given the values that its text needs */
export function say<C extends Code>(code: C, ...given: Given<C>): string {
  return sayIn(chosen, code, given[0]);
}

/** The words of a message. */
export function sayMessage(message: Message): string {
  return sayIn(chosen, message.code, 'values' in message ? message.values : undefined);
}

/** The English words of a code: what an error says of itself, whatever language the page speaks. */
export function sayInEnglish(code: Code, values: unknown): string {
  return sayIn(en, code, values);
}

function sayIn(catalogue: Catalogue, code: Code, values: unknown): string {
  let entry: unknown = catalogue;
  for (const key of code.split('.')) entry = (entry as Readonly<Record<string, unknown>> | undefined)?.[key];
  if (typeof entry === 'string') return entry;
  if (typeof entry === 'function') return (entry as (values: unknown) => string)(values);
  return code;
}

/** A message of this code. */
export function message<C extends Code>(code: C, ...given: Given<C>): Message<C> {
  return (given.length === 0 ? { code } : { code, values: given[0] }) as Message<C>;
}
