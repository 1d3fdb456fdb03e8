import { Fragment, type ReactNode } from 'react';
import type { Code, Given, ValuesOf } from '../../words/catalogue';
import { say } from '../../words/say';

/** Stands on both sides of a part's name in the text; no language writes it. */
const mark = '\u0000';

type Names<C extends Code> = keyof ValuesOf<C> & string;

type Props<C extends Code, P extends Names<C>> = {
  readonly code: C;
  /** What stands in the text as more than text: a number with the exact one behind it, a word in bold. */
  readonly parts: Readonly<Record<P, ReactNode>>;
} & (Exclude<Names<C>, P> extends never
  ? { readonly values?: undefined }
  : { readonly values: Omit<ValuesOf<C>, P> });

/** A sentence with components in it. The catalogue says where they stand, so that each language has its own order. */
export function Words<C extends Code, P extends Names<C>>({ code, parts, values }: Props<C, P>) {
  const marked = Object.fromEntries(Object.keys(parts).map((name) => [name, `${mark}${name}${mark}`]));
  const text = say(code, ...([{ ...values, ...marked }] as unknown as Given<C>));
  return text.split(mark).map((piece, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the text
    <Fragment key={place}>{place % 2 === 0 ? piece : parts[piece as P]}</Fragment>
  ));
}
