import type { AnyArray } from './arrays/numberArray';
import { baseName, type Entry } from './entry';

/**
 * EMNIST (G. Cohen, S. Afshar, J. Tapson, A. van Schaik, arXiv:1702.05373): IDX files whose images lie on their side, whose letters
 * are counted from 1, and beside which a text says the codes of each class: "1 65 97".
 */

/** Whether a file is one of EMNIST by its name or that of its archive. */
export function isEmnist({ name, archive }: Pick<Entry, 'name' | 'archive'>): boolean {
  return [name, archive ?? ''].some((text) => /(^|[^a-z])emnist/i.test(text));
}

/** A text of lines with whole numbers, a label and the codes of its characters, called a mapping. */
export function readMapping(
  beside: readonly Entry[],
): { entry: Entry; names: ReadonlyMap<number, string> } | undefined {
  const entry = beside.find(
    ({ name, sizeBytes }) => /mapping.*\.txt$/i.test(baseName(name)) && sizeBytes < 65_536,
  );
  if (!entry) return undefined;
  const rows = [...new TextDecoder().decode(entry.read()).matchAll(/^[ \t]*(\d+)[ \t]+(\d+)/gm)];
  const names = rows.map(([, label, code]) => [Number(label), Number(code)] as const);
  if (!names.every(([label, code]) => label < 256 && code >= 33 && code <= 0xffff)) return undefined;
  if (names.length < 2) return undefined;
  return { entry, names: new Map(names.map(([label, code]) => [label, String.fromCharCode(code)])) };
}

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** By the largest label: letters, balanced and merged classes, all classes. */
const CHARACTERS: ReadonlyMap<number, string> = new Map([
  [26, ` ${CAPITALS}`],
  [46, `${DIGITS}${CAPITALS}abdefghnqrt`],
  [61, `${DIGITS}${CAPITALS}${CAPITALS.toLowerCase()}`],
]);

/** The names of the classes where no mapping lies beside the files; undefined for digits, which are called so. */
export function emnistNames(labels: AnyArray): ReadonlyMap<number, string> | undefined {
  if (labels.kind === 'text') return undefined;
  let largest = 0;
  for (let i = 0; i < labels.length; i++) largest = Math.max(largest, labels.at(i));
  const characters = CHARACTERS.get(largest);
  if (!characters) return undefined;
  return new Map([...characters].flatMap((name, label) => (name === ' ' ? [] : [[label, name] as const])));
}
