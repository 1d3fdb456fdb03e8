/** Indices of samples as a person writes them: "3, 17, 20-25". */

import { say } from '../../words/say';
import type { SampleIndex } from '../../worker/protocol';
import { bad, good, type Parsed } from '../settings/parsed';

/** All indices from `first` to `last`. */
export interface IndexRange {
  readonly first: SampleIndex;
  readonly last: SampleIndex;
}

/** One index, or two with a dash of any kind between them. */
const pattern = /^(\d+)(?:\s*[-\u2010-\u2015]\s*(\d+))?$/;

/** Reads indices and ranges with commas, semicolons or blanks between them. Nothing is no range. */
export function readRanges(text: string): Parsed<IndexRange[]> {
  // Blanks around a dash belong to the range.
  const parts = text
    .trim()
    .replaceAll(/\s*([-\u2010-\u2015])\s*/g, '$1')
    .split(/[\s,;]+/)
    .filter((part) => part !== '');
  const ranges: IndexRange[] = [];
  for (const part of parts) {
    const match = pattern.exec(part);
    if (match === null) return bad(say('page.samples.forget.noRange', { text: part }));
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    if (last < first) return bad(say('page.samples.forget.backwards', { text: part }));
    ranges.push({ first, last });
  }
  return good(ranges);
}

/** The indices of the ranges, in the order in which they were written, each once. `count`: samples that there are. */
export function listIndices(ranges: readonly IndexRange[], count: number): Parsed<SampleIndex[]> {
  const outside = ranges.find(({ last }) => last >= count);
  if (outside !== undefined) {
    return bad(say('page.samples.forget.noSuchSample', { sample: outside.last, last: count - 1 }));
  }
  const listed = new Set<SampleIndex>();
  for (const { first, last } of ranges) for (let index = first; index <= last; index++) listed.add(index);
  return good([...listed]);
}
