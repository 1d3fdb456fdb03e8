/** A language that nobody speaks: English in letters with a circle. What stays in plain letters on the page did not come from the catalogue. */

import type { Catalogue } from '../../src/words/catalogue';
import { en } from '../../src/words/en';

/** Words marks the places of its parts with it. */
const mark = '\u0000';

export const circled = circleAll({ ...en, language: {} }) as Catalogue & { language: unknown };
circled.language = en.language;

function circleAll(entry: unknown): unknown {
  if (typeof entry === 'string') return circle(entry);
  if (typeof entry === 'function') return (values: unknown) => circle(entry(values));
  return Object.fromEntries(Object.entries(entry as object).map(([key, inside]) => [key, circleAll(inside)]));
}

/** Letters with a circle around each; the names between marks stay. */
function circle(text: string): string {
  return text
    .split(mark)
    .map((piece, place) => (place % 2 === 1 ? piece : piece.replace(/[a-z]/gi, circledLetter)))
    .join(mark);
}

function circledLetter(letter: string): string {
  const from = letter < 'a' ? ['A', 'Ⓐ'] : ['a', 'ⓐ'];
  return String.fromCodePoint(letter.charCodeAt(0) - from[0]!.charCodeAt(0) + from[1]!.charCodeAt(0));
}
