/**
 * A licence, cut into its paragraphs, each with the headings that it stands under. A heading is a short line of its own in the manner of a title, or the title before the
 * first sentence of a paragraph ("5. Termination. You may ..."). It is cut from the text, as is every number before a paragraph.
 */

export interface Paragraph {
  readonly text: string;
  /** From the outermost to the nearest. */
  readonly headings: readonly string[];
}

interface Heading {
  readonly title: string;
  /** How deep it stands: 1 of a whole section. */
  readonly level: number;
  readonly isNumbered: boolean;
}

/** "3.", "3.2", "IV.", "(b)", "Section 5:", each perhaps behind the signs of a heading or a list in Markdown. */
const NUMBER =
  /^(?:(#{1,6}|[-*•+>])\s+)?(?:(?:section|article|clause|§)\s*)?(\(?\d{1,2}(?:\.\d{1,2})+[.):]?|\(?(?:\d{1,2}|[ivx]{1,5}|[a-z])\s?[.):]\)?|\d{1,2}(?=\s+[A-Z“"]))?\s*(?:[-–—:.]\s+)?/i;
/** Where a line begins a paragraph though no empty line stands before it. */
const BEGINS =
  /^\s*(?:(?:section|article)\s+\d|#{1,6}\s|\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-z])[.)]\)?\s|[-*•]\s)/i;
const RULE = /^\s*[-=_*~#/+]{3,}\s*$/;
const MOST_WORDS = 9;
/** Words that may be small in a title. */
const SMALL = new Set(
  'a an and or of the to for in on with by from under as no not if vs via upon its your'.split(' '),
);

/**
 * The paragraphs of a licence in their order.
 * @param isKnown whether a title is one that says what a provision is about: such ones are believed where their form alone leaves it open
 */
export function cutLicence(licence: string, isKnown: (title: string) => boolean): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: readonly Heading[] = [];
  const enter = (heading: Heading) => {
    open = [...open.filter(({ level }) => level < heading.level), heading];
  };
  // Numbers right behind a heading, or behind "the following:", count what belongs to it; behind other text they begin what does not.
  let isList = false;
  for (const block of blocksOf(licence)) {
    const { level, isNumbered, rest } = splitNumber(block);
    if (isTitle(rest) || (isBrief(rest) && /^[A-Z]/.test(rest) && isKnown(rest))) {
      enter({ title: rest, level, isNumbered });
      isList = true;
      continue;
    }
    const { title, text } = titleBefore(rest);
    if (title !== null && (isNumbered || isKnown(title))) enter({ title, level, isNumbered });
    else if (isNumbered && level === 1 && !isList) open = [];
    else if (isNumbered) open = open.filter((heading) => !heading.isNumbered || heading.level < level);
    paragraphs.push({
      text: title !== null && (isNumbered || isKnown(title)) ? text : rest,
      headings: open.map((heading) => heading.title),
    });
    if (!isNumbered || level > 1) isList = /:$/.test(rest);
  }
  return paragraphs;
}

/** Lines that belong together, joined; a title on the first line is a block of its own. */
function blocksOf(licence: string): string[] {
  const blocks: string[][] = [[]];
  const lines = licence.replace(/\*\*|__|`/g, '').split(/\r?\n/);
  for (const line of lines) {
    const plain = line.trim().replace(/\s+/g, ' ');
    const isEmpty = plain === '' || RULE.test(plain);
    if (isEmpty || BEGINS.test(line)) blocks.push([]);
    if (isEmpty) continue;
    const last = blocks.at(-1)!;
    if (last.length === 1 && isTitle(splitNumber(last[0]!).rest) && /^[A-Z"“(\d]/.test(plain))
      blocks.push([plain]);
    else last.push(plain);
  }
  return blocks.map((block) => block.join(' ')).filter((block) => /\p{L}/u.test(block));
}

function splitNumber(block: string): { level: number; isNumbered: boolean; rest: string } {
  const [all = '', sign = '', number = ''] = NUMBER.exec(block) ?? [];
  // "A copy of ..." begins with a word, and "i.e." with none of a list.
  const isNumbered = number !== '' && (/[.):]|\d/.test(number) || /^#/.test(sign));
  const rest = (isNumbered ? block.slice(all.length) : block.replace(/^(#{1,6}|[-*•+>])\s+/, '')).trim();
  return { level: levelOf(isNumbered ? number : '', sign), isNumbered, rest };
}

function levelOf(number: string, sign: string): number {
  const plain = number.replace(/[\s().:]+$|^\(/g, '');
  if (/^\d/.test(plain)) return plain.split('.').length;
  if (/^[IVX]+$/.test(plain)) return 1;
  if (/^[A-Z]$/.test(plain)) return 2;
  if (plain !== '') return 4;
  return sign.startsWith('###') ? 2 : 1;
}

const wordsOf = (text: string) => text.split(/[\s/]+/).filter((word) => /\p{L}/u.test(word));
const isShort = (text: string) =>
  text.length <= 80 && wordsOf(text).length <= MOST_WORDS && !/[;,]$/.test(text);

const isBrief = (text: string) =>
  isShort(text) && wordsOf(text).length <= 6 && (!text.endsWith(':') || wordsOf(text).length <= 3);

/** Short, and every word but small ones begins with a capital. */
function isTitle(text: string): boolean {
  if (
    !isShort(text) ||
    !/^[A-Z"“]/.test(text) ||
    !/\p{L}{4}/u.test(text) ||
    /\bcopyright \(c\)|©|\d{4}/i.test(text)
  )
    return false;
  return wordsOf(text).every(
    (word) => /^[^\p{L}]*(\p{Lu}|$)/u.test(word) || SMALL.has(word.toLowerCase().replace(/[^\p{L}]/gu, '')),
  );
}

/** The title that stands before the first sentence of a paragraph, and the paragraph without it. */
function titleBefore(paragraph: string): { title: string | null; text: string } {
  const found = /^([A-Z][^.:"“”]{3,76}?)\s?(?:[.:]|\s[-–—]|[.:]\s?[-–—])\s+(?=["“'A-Z(a-z])(.{20,})$/.exec(
    paragraph,
  );
  return found && isTitle(found[1]!)
    ? { title: found[1]!, text: found[2]! }
    : { title: null, text: paragraph };
}
