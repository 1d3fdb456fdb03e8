import type { Code, Given, Message } from './catalogue';
import { message, sayInEnglish } from './say';

/** An error that speaks to a person: a code and its values. Its `message` is the English text, for logs and programs. */
export class SaidError<C extends Code = Code> extends Error {
  override readonly name: string = 'SaidError';
  readonly said: Message<C>;

  constructor(code: C, given: Given<C>, options?: ErrorOptions) {
    super(sayInEnglish(code, given[0]), options);
    this.said = message(code, ...given);
  }
}
