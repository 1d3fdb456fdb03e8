/** The facts of a data set that is not taken yet: the page and the command line say them in the same words. */

import { formats, lists, say } from './say';

type PartName = 'training' | 'validation' | 'test' | 'guard';

/** What these sentences need to know of a data set. */
interface Facts {
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classNames: readonly string[];
  readonly parts: readonly {
    readonly part: PartName;
    readonly counts: readonly number[];
    readonly total: number;
  }[];
  /** null of texts, which have no shape either. */
  readonly levels: Readonly<Record<'lowest' | 'highest' | 'black' | 'white', number>> | null;
  readonly sizeBytes: number;
}

/** How many images of each part, of which size, in how many classes; how many texts, with how many labels. */
export function sayPreviewSize({ shape, classNames, parts, sizeBytes, levels }: Facts): string {
  const [height, width, channels] = shape;
  const counted = parts.map(({ part, total }) =>
    say('data.preview.part', { part, count: formats.whole(total) }),
  );
  const size = formats.megabytes(sizeBytes);
  if (!levels)
    return say('data.preview.textSize', { parts: lists.and(counted), classes: classNames.length, size });
  return say('data.preview.size', {
    parts: lists.and(counted),
    height,
    width,
    channels,
    classes: classNames.length,
    size,
  });
}

/** Which numbers the files hold, and which of them are black and white; nothing of texts. */
export function sayPreviewLevels({ levels }: Facts): string {
  if (!levels) return '';
  const { lowest, highest, black, white } = levels;
  const [from, to, dark, bright] = [lowest, highest, black, white].map((level) =>
    Number.isInteger(level) ? formats.whole(level) : formats.number(level),
  );
  return say('data.preview.levels', { lowest: from!, highest: to!, black: dark!, white: bright! });
}
