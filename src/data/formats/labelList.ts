import type { Text } from '../../words/catalogue';
import { message } from '../../words/say';
import { decodeText } from '../decodeText';
import { type Role, roleByName, rolesByName } from '../roles';
import { baseName, type Entry } from './entry';
import type { Placed } from './placePictures';
import { columnOf } from './texts/textColumns';

/**
 * Tables beside pictures that say the class of each, where folders say none: "labels.csv" with columns "filename" and "label", Kaggle's "train.csv" with "id", the
 * "metadata.csv" or "metadata.jsonl" of Hugging Face, lines of "1.png 3" in a text. The column of files is the one whose cells are the names of the pictures.
 */

const LISTS = /\.(csv|tsv|txt|jsonl|ndjson)$/i;
/** Kaggle's example of an answer names pictures whose classes nobody tells. */
const NO_LIST = /submission/i;
const LARGEST_LIST_BYTES = 64 * 2 ** 20;
/** Names of columns of classes beside those that texts have. */
const CLASS_NAMES = /^(class_?id|label_?id|breed|species|diagnosis|level|grade|digit|letter|emotion)$/i;

/** What lists say of pictures. */
export interface Listed {
  readonly placed: readonly Placed[];
  /** The lists that were read. */
  readonly used: readonly Entry[];
  readonly notes: readonly Text[];
}

interface List {
  readonly entry: Entry;
  /** Rows with a picture that is there. */
  readonly rows: readonly { readonly picture: Entry; readonly label: string; readonly part: string }[];
  /** How many rows name no such picture. */
  readonly missing: number;
}

/**
 * The classes of pictures by the lists beside them; undefined where there are none, or they name hardly any of the pictures. Pictures in no list are left
 * out with a note. The part of a picture is that of its row, else of its list, else of its folders.
 */
export async function placeByLists(
  pictures: readonly Entry[],
  beside: readonly Entry[],
): Promise<Listed | undefined> {
  const find = finderOf(pictures);
  const lists: List[] = [];
  for (const entry of beside) {
    const { name, sizeBytes } = entry;
    const isList = LISTS.test(name) && !NO_LIST.test(baseName(name)) && sizeBytes <= LARGEST_LIST_BYTES;
    const list = isList ? listOf(entry, await rowsOf(entry), find) : undefined;
    if (list) lists.push(list);
  }
  const placed = new Map<Entry, Placed>();
  const roles = rolesByName(lists.map(({ entry }) => baseName(entry.name)));
  for (const [i, { rows }] of lists.entries()) {
    const ofList = lists.length > 1 ? roles[i] : undefined;
    for (const { picture, label, part } of rows) {
      const role: Role = roleByName(part) ?? ofList ?? roleByName(foldersOf(picture)) ?? 'training';
      placed.set(picture, { entry: picture, className: label, role });
    }
  }
  if (placed.size === 0) return undefined;
  const used = lists.map(({ entry }) => entry);
  const unlisted = pictures.filter((picture) => !placed.has(picture)).map(({ shown }) => shown);
  const missing = lists.reduce((sum, list) => sum + list.missing, 0);
  const names = used.map(({ shown }) => shown);
  return {
    placed: [...placed.values()],
    used,
    notes: [
      message('data.notes.classesByList', { names }),
      ...(unlisted.length > 0 ? [message('data.notes.unlisted', { names: unlisted })] : []),
      ...(missing > 0 ? [message('data.notes.listedMissing', { names, count: missing })] : []),
    ],
  };
}

const foldersOf = ({ name }: Entry): string => name.slice(0, Math.max(0, name.lastIndexOf('/')));
const withoutEnding = (name: string): string => name.replace(/\.\w{1,5}$/, '');

type Find = (cell: string) => Entry | undefined;

/** Finds a picture by its name, with or without its ending and some of its folders; none where several have that name. */
function finderOf(pictures: readonly Entry[]): Find {
  const byName = new Map<string, Entry[]>();
  for (const picture of pictures) {
    const name = baseName(picture.name);
    for (const key of new Set([name, withoutEnding(name)])) {
      const alike = byName.get(key);
      if (alike) alike.push(picture);
      else byName.set(key, [picture]);
    }
  }
  return (cell) => {
    const path = cell.replaceAll('\\', '/').replace(/^\.?\//, '');
    const alike = byName.get(baseName(path).normalize('NFC')) ?? [];
    if (alike.length <= 1) return alike[0];
    const ending = withoutEnding(path);
    const [first, second] = alike.filter((one) => `/${withoutEnding(one.name)}`.endsWith(`/${ending}`));
    return second ? undefined : first;
  };
}

/** The cells of a table, the names of its columns first where it has such; of lines of JSON their fields. */
async function rowsOf({ name, read }: Entry): Promise<string[][]> {
  const content = decodeText(read());
  if (/\.(jsonl|ndjson)$/i.test(name)) return jsonRows(content);
  const { default: Papa } = await import('papaparse');
  const isPlain = /\.txt$/i.test(name) && !/[,;\t]/.test(content.slice(0, content.indexOf('\n') + 1));
  return Papa.parse<string[]>(content, {
    skipEmptyLines: 'greedy',
    ...(isPlain ? { delimiter: ' ' } : { delimitersToGuess: [',', ';', '\t'] }),
  }).data.map((cells) => cells.map((cell) => cell.trim()));
}

/** None where a line is no JSON. */
function jsonRows(content: string): string[][] {
  const lines = content.split(/\r?\n/).filter((line) => line.trim() !== '');
  try {
    const fields = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const names = Object.keys(fields[0] ?? {});
    return [names, ...fields.map((one) => names.map((name) => String(one[name] ?? '')))];
  } catch {
    return [];
  }
}

/** undefined where no column names pictures, or none their classes. */
function listOf(entry: Entry, rows: readonly string[][], find: Find): List | undefined {
  const found = fileColumn(rows, find);
  if (!found) return undefined;
  const { column, hasNames } = found;
  const names = hasNames ? rows[0]! : [];
  const label = labelColumn(names, rows.at(-1)!.length, column);
  if (label === undefined) return undefined;
  const part = columnOf(names, 'part');
  const body = hasNames ? rows.slice(1) : rows;
  const named = body.flatMap((cells) => {
    const picture = find(cells[column] ?? '');
    const className = (cells[label] ?? '').normalize('NFC');
    return picture && className !== '' ? [{ picture, label: className, part: cells[part] ?? '' }] : [];
  });
  return { entry, rows: named, missing: body.length - named.length };
}

/** Rows whose cells are looked at. */
const PROBES = 200;

/**
 * The column that names as many different pictures as half of its rows or more, with their endings before others: numbers of rows may be names of pictures too. The
 * name on top is none.
 */
function fileColumn(
  rows: readonly string[][],
  find: Find,
): { column: number; hasNames: boolean } | undefined {
  const step = Math.max(1, Math.floor((rows.length - 1) / PROBES));
  const probes = rows.slice(1).filter((_, i) => i % step === 0);
  const scores = (rows.at(-1) ?? []).map((_, column) => {
    const cells = probes.map((row) => row[column] ?? '');
    const found = new Set(cells.flatMap((cell) => find(cell) ?? [])).size;
    const isLabel = columnOf([rows[0]?.[column] ?? ''], 'labels') === 0;
    if (isLabel || 2 * found < probes.length) return 0;
    return found * (cells.every((cell) => /\.\w{1,5}$/.test(cell)) ? 2 : 1);
  });
  const best = Math.max(0, ...scores);
  if (best === 0) return undefined;
  const column = scores.indexOf(best);
  return { column, hasNames: find(rows[0]?.[column] ?? '') === undefined };
}

/** The column called so, or the only other one. */
function labelColumn(names: readonly string[], count: number, files: number): number | undefined {
  const called = columnOf(names, 'labels');
  if (called >= 0 && called !== files) return called;
  const other = names.findIndex((name, i) => i !== files && CLASS_NAMES.test(name));
  if (other >= 0) return other;
  return count === 2 ? 1 - files : undefined;
}
