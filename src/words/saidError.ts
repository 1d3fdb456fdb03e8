import type { Code, Given, Message } from './catalogue';
import { message, sayInEnglish, sayMessage } from './say';

/** An error that speaks to a person: a code and its values. Its `message` is the English text, for logs and programs. */
export class SaidError<C extends Code = Code> extends Error {
  override readonly name: string = 'SaidError';
  readonly said: Message;

  constructor(code: C, given: Given<C>, options?: ErrorOptions) {
    super(sayInEnglish(code, given[0]), options);
    this.said = message(code, ...given) as Message;
  }
}

/** A SaidError as plain data: structured clone and JSON keep it whole. */
export interface PlainSaidError {
  readonly name: string;
  readonly said: Message;
}

/** What crosses threads of a SaidError: its kind, its code and its values. */
export function toPlain({ name, said }: SaidError): PlainSaidError {
  return { name, said };
}

/** The error of the other thread, under the name of its kind; the kind's own fields and the cause stay there. */
export function fromPlain({ name, said }: PlainSaidError): SaidError {
  return Object.defineProperty(errorOf(said), 'name', { value: name });
}

/** The error that says a message. */
export function errorOf(said: Message, options?: ErrorOptions): SaidError {
  const given = ('values' in said ? [said.values] : []) as unknown as Given<Code>;
  return new SaidError(said.code, given, options);
}

/** The words of whatever was thrown: in the chosen language where it has a code, else its own message. */
export function sayError(error: unknown): string {
  if (error instanceof SaidError) return sayMessage(error.said);
  return error instanceof Error ? error.message : String(error);
}
