import { DataError } from '../dataError';
import { type AnyArray, arrayOf, type NumberArray, textArrayOf } from './arrays/numberArray';
import type { ReadContext } from './pieces';
import { plainTable } from './plainTable';

/**
 * Tables as Kaggle has them (RFC 4180, and with ";", tabs or spaces between the cells; plainTable.ts has other spellings): one image a line, a number for each pixel, a label
 * before or behind them, with or without a line of names on top. Or one cell "pixels" that holds them all, with spaces between.
 * Numbers are read from the bytes as they lie: a table of MNIST has 47 million of them.
 */

export interface Table {
  readonly images: NumberArray;
  /** Absent where the table has none. */
  readonly labels?: AnyArray;
  /** What a column "Usage" says of each line. */
  readonly usage?: readonly string[];
  /** Whether nothing names the labels, and they stand in the last column. */
  readonly areLabelsLast: boolean;
}

/** Where the pixels of a line begin and end, by cells, and which other cells say something. */
interface Columns {
  readonly separator: number;
  readonly hasHeader: boolean;
  readonly count: number;
  readonly firstPixel: number;
  /** How many cells hold pixels: 1 where a single cell holds them all. */
  readonly pixelCells: number;
  readonly pixels: number;
  readonly label: number | null;
  readonly areLabelsLast: boolean;
  readonly usage: number | null;
}

const LABEL_NAMES =
  /^(labels?|class|class_?id|class_?name|targets?|y|category|emotion|letter|digit|character|species)$/i;
const OTHER_NAMES = /^(id|index|image_?id|file|file_?name|usage|unnamed.*|)$/i;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;

/**
 * Reads a table of images; undefined where its columns are no pixels of squares.
 * @throws DataError for a line with more or fewer cells than the first, or a pixel that is no number
 */
export async function readTable(
  content: Uint8Array,
  fileName: string,
  pause: ReadContext['pause'],
): Promise<Table | undefined> {
  const bytes = plainTable(content);
  const columns = findColumns(bytes);
  if (!columns) return undefined;
  const rows = countLines(bytes) - Number(columns.hasHeader);
  if (rows < 1) return undefined;
  // Most tables hold bytes; where one holds other numbers it is read again as such.
  const { numbers, cells } =
    (await readLines(bytes, fileName, columns, new Uint8Array(rows * columns.pixels), pause)) ??
    (await readLines(bytes, fileName, columns, new Float32Array(rows * columns.pixels), pause))!;
  const isWhole = numbers instanceof Uint8Array || numbers.every(Number.isInteger);
  return {
    images: arrayOf([rows, columns.pixels], numbers, isWhole ? 'whole' : 'float'),
    areLabelsLast: columns.areLabelsLast,
    ...(columns.label !== null && { labels: labelsOf(cells.label) }),
    ...(columns.usage !== null && { usage: cells.usage }),
  };
}

function labelsOf(cells: readonly string[]): AnyArray {
  const numbers = cells.map((cell) => (cell === '' ? Number.NaN : numberOf(cell)));
  return numbers.every(Number.isFinite) ? arrayOf([numbers.length], numbers, 'whole') : textArrayOf(cells);
}

/** How many columns a table has, of whatever kind. */
export function countColumns(content: Uint8Array): number {
  const [first = ''] = firstLines(plainTable(content));
  return Math.max(...SEPARATORS.map((separator) => cellsOf(first, separator).length));
}

/** Where commas stand beside one of the others, they are those of numbers. */
const SEPARATORS = ['\t', ';', ',', ' '];

function findColumns(bytes: Uint8Array): Columns | undefined {
  const lines = firstLines(bytes);
  for (const separator of SEPARATORS) {
    const found = separatedBy(separator, lines, bytes);
    if (found) return found;
  }
  return undefined;
}

function separatedBy(
  separator: string,
  [first = '', second = '']: readonly string[],
  bytes: Uint8Array,
): Columns | undefined {
  const top = cellsOf(first, separator);
  const sample = cellsOf(second || first, separator);
  if (sample.length < 2) return undefined;
  const pixelsCell = top.findIndex((name) => /^pixels?$/i.test(name));
  const hasHeader =
    pixelsCell >= 0 || top.some((cell, i) => Number.isNaN(numberOf(cell)) && isNumber(sample[i]));
  const names = hasHeader ? top : [];
  const count = sample.length;
  const layout = { separator: separator.charCodeAt(0), hasHeader, count, usage: place(names, /^usage$/i) };
  if (pixelsCell >= 0) {
    const pixels = sample[pixelsCell]?.split(' ').filter((each) => each).length ?? 0;
    if (!isImage(pixels)) return undefined;
    const label = place(names, LABEL_NAMES);
    return { ...layout, firstPixel: pixelsCell, pixelCells: 1, pixels, label, areLabelsLast: false };
  }
  const ends = () => endCells(bytes, separator);
  return withPixelCells(layout, names, ends);
}

const isNumber = (cell: string | undefined): boolean =>
  cell !== undefined && cell !== '' && !Number.isNaN(numberOf(cell));

/** Of a text, with a comma too where others have a point. */
const numberOf = (text: string): number => Number(text.replace(',', '.'));

const place = (names: readonly string[], pattern: RegExp): number | null => {
  const index = names.findIndex((name) => pattern.test(name));
  return index < 0 ? null : index;
};

/**
 * The cells between those with names of their own. Without names a label stands first where the others are as many as pixels; last where
 * the first cells are none that labels could be, and the last ones are.
 */
function withPixelCells(
  layout: Pick<Columns, 'separator' | 'hasHeader' | 'count' | 'usage'>,
  names: readonly string[],
  endsOf: () => readonly (readonly [first: string, last: string])[],
): Columns | undefined {
  const { count } = layout;
  let label = place(names, LABEL_NAMES);
  let areLabelsLast = false;
  if (label === null && isImage(count - 1)) {
    const ends = endsOf();
    areLabelsLast =
      PIXEL.test(names[0] ?? '') ||
      (!areLabels(ends.map(([first]) => first)) && areLabels(ends.map(([, last]) => last)));
    // Without labels a table is of no use: where the numbers leave it open, the first is one.
    label = areLabelsLast ? count - 1 : 0;
  }
  const isOther = (i: number) => i === label || (names.length > 0 && OTHER_NAMES.test(names[i] ?? ''));
  let [firstPixel, end] = [0, count];
  while (firstPixel < end && isOther(firstPixel)) firstPixel++;
  while (end > firstPixel && isOther(end - 1)) end--;
  const pixels = end - firstPixel;
  // Names of pixels are numbered: measurements of flowers are no pictures, though they be four.
  const areNamed = names.length > 0 && !names.slice(firstPixel, end).some((name) => /\d/.test(name));
  if (areNamed || !isImage(pixels)) return undefined;
  return { ...layout, firstPixel, pixelCells: pixels, pixels, label, areLabelsLast };
}

const PIXEL = /^(pixel|px?)[_ ]?\d/i;

/** Whether cells of one column may be labels: some values that come again and again, none of them nearly always. */
function areLabels(cells: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return counts.size >= 2 && counts.size <= Math.max(2, cells.length / 3) && most <= 0.9 * cells.length;
}

/** Lines all over the table whose ends are looked at. */
const PROBES = 300;

/** The first and the last cell of lines all over the table. */
function endCells(bytes: Uint8Array, separator: string): [first: string, last: string][] {
  const starts = new Set<number>();
  for (let i = 0; i < PROBES; i++) {
    const start = bytes.indexOf(NEWLINE, Math.floor((i * bytes.length) / PROBES)) + 1;
    if (start > 0 && start < bytes.length) starts.add(start);
  }
  const decode = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to));
  return [...starts].map((start) => {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found < 0 ? bytes.length : found;
    const head = decode(start, Math.min(end, start + LONGEST_CELL));
    const tail = decode(Math.max(start, end - LONGEST_CELL), end).trimEnd();
    return [cellsOf(head, separator)[0]!, cellsOf(tail, separator).at(-1)!];
  });
}

/** More of a cell is not looked at. */
const LONGEST_CELL = 100;

/** A square of one or three channels, of four pixels at least: two columns are no picture. */
function isImage(pixels: number): boolean {
  const [grey, colour] = [Math.sqrt(pixels), Math.sqrt(pixels / 3)];
  return (pixels >= 4 && Number.isInteger(grey)) || (pixels >= 12 && Number.isInteger(colour));
}

/** Names and lines of numbers are no longer than this. */
const LONGEST_LINE = 1 << 20;

function firstLines(bytes: Uint8Array): string[] {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const start = hasMark ? 3 : 0;
  const end = bytes.indexOf(NEWLINE, start);
  const next = end < 0 ? -1 : bytes.indexOf(NEWLINE, end + 1);
  const upTo = next < 0 ? bytes.length : next;
  const text = new TextDecoder().decode(bytes.subarray(start, Math.min(upTo, start + LONGEST_LINE)));
  return text.split(/\r?\n/);
}

function cellsOf(line: string, separator: string): string[] {
  return line.split(separator).map(plainCell);
}

const plainCell = (cell: string): string =>
  cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();

function countLines(bytes: Uint8Array): number {
  let [lines, isEmpty] = [0, true];
  for (const byte of bytes) {
    if (byte === NEWLINE) {
      if (!isEmpty) lines++;
      isEmpty = true;
    } else if (byte !== RETURN) isEmpty = false;
  }
  return lines + Number(!isEmpty);
}

/** Lines between which a cancel may come through. */
const STRETCH = 500;

interface Cells {
  readonly label: string[];
  readonly usage: string[];
}

/** The numbers and the other cells of all lines; undefined where a number is no byte and bytes were asked for. */
async function readLines<T extends Uint8Array | Float32Array>(
  bytes: Uint8Array,
  fileName: string,
  columns: Columns,
  numbers: T,
  pause: ReadContext['pause'],
): Promise<{ numbers: T; cells: Cells } | undefined> {
  const cells: Cells = { label: [], usage: [] };
  const areBytes = numbers instanceof Uint8Array;
  let [at, out, line] = [0, 0, 0];
  for (let isFirst = columns.hasHeader; at < bytes.length; line++) {
    const found = bytes.indexOf(NEWLINE, at);
    const end = found < 0 ? bytes.length : found;
    const last = end > at && bytes[end - 1] === RETURN ? end - 1 : end;
    if (last > at && !isFirst) {
      const isRead = readLine(bytes, at, last, columns, numbers, out, cells, areBytes, {
        fileName,
        line: line + 1,
      });
      if (!isRead) return undefined;
      out += columns.pixels;
    }
    if (last > at) isFirst = false;
    at = end + 1;
    if (line % STRETCH === 0) await pause(Math.min(1, at / bytes.length));
  }
  return { numbers, cells };
}

interface Place {
  readonly fileName: string;
  readonly line: number;
}

function readLine(
  bytes: Uint8Array,
  from: number,
  to: number,
  columns: Columns,
  numbers: Uint8Array | Float32Array,
  out: number,
  cells: Cells,
  areBytes: boolean,
  place: Place,
): boolean {
  let [at, cell, pixel] = [from, 0, 0];
  for (; at <= to; cell++) {
    const isPixel = cell >= columns.firstPixel && cell < columns.firstPixel + columns.pixelCells;
    const plain = isPixel && columns.pixelCells > 1 ? plainNumber(bytes, at, to, columns.separator) : -1;
    if (plain >= 0) {
      const value = plain >> 3;
      if (areBytes && value > 255) return false;
      numbers[out + pixel++] = value;
      at += (plain & 7) + 1;
      continue;
    }
    const found = bytes.indexOf(columns.separator, at);
    const end = found < 0 || found > to ? to : found;
    if (isPixel) {
      const values =
        columns.pixelCells === 1 ? numbersIn(bytes, at, end, place) : [readNumber(bytes, at, end, place)];
      if (areBytes && values.some((value) => value !== (value & 255))) return false;
      if (pixel + values.length <= columns.pixels) numbers.set(values, out + pixel);
      pixel += values.length;
    } else if (cell === columns.label) cells.label.push(textOf(bytes, at, end));
    else if (cell === columns.usage) cells.usage.push(textOf(bytes, at, end));
    at = end + 1;
  }
  if (cell !== columns.count || pixel !== columns.pixels) {
    throw new DataError('data.wrong.table.cells', { ...place, expected: columns.count, found: cell });
  }
  return true;
}

/** The numbers of one cell, with spaces between. */
function numbersIn(bytes: Uint8Array, from: number, to: number, place: Place): number[] {
  const numbers: number[] = [];
  for (let at = from; at < to; ) {
    if (bytes[at] === SPACE || bytes[at] === QUOTE) {
      at++;
      continue;
    }
    let end = at;
    while (end < to && bytes[end] !== SPACE && bytes[end] !== QUOTE) end++;
    numbers.push(readNumber(bytes, at, end, place));
    at = end;
  }
  return numbers;
}

/** A whole number of up to five digits that ends with its cell, and its digits, as 8 value + digits: as most are; else -1. */
function plainNumber(bytes: Uint8Array, from: number, to: number, separator: number): number {
  let [value, at] = [0, from];
  for (; at < to && at < from + 6; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) break;
    value = 10 * value + digit;
  }
  const isWhole = at > from && at < from + 6 && (at === to || bytes[at] === separator);
  return isWhole ? 8 * value + at - from : -1;
}

/** @throws DataError where it is none */
function readNumber(bytes: Uint8Array, from: number, to: number, place: Place): number {
  const text = textOf(bytes, from, to);
  const number = text === '' ? Number.NaN : numberOf(text);
  if (Number.isFinite(number)) return number;
  throw new DataError('data.wrong.table.cell', { ...place, text: text.slice(0, 40) });
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return plainCell(new TextDecoder().decode(bytes.subarray(from, Math.min(to, from + 200))));
}
