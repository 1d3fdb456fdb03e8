import Papa from 'papaparse';
import { DataError } from '../../dataError';
import type { Entry } from '../entry';
import { plainTable } from '../plainTable';
import { columnOf } from './textColumns';

/** A text of a file, with what the file says of it. */
export interface TextRecord {
  readonly text: string;
  readonly labels: readonly string[];
  /** What a column such as "split" says; absent where there is none. */
  readonly part?: string | undefined;
}

/**
 * The texts of a table with names on top (RFC 4180, or with ";" or tabs between the cells), or of lines of JSON. Several labels stand in one cell with ";" or "|" between
 * them, or as a list in brackets; in JSON also as an array.
 * @throws DataError naming the line or row that is damaged, has no text or no label; the column that is missing
 */
export function readTextRecords({ name, shown: fileName, read }: Entry): TextRecord[] {
  const content = decode(read(), fileName);
  return /\.(jsonl|ndjson)$/i.test(name) ? jsonRecords(content, fileName) : tableRecords(content, fileName);
}

function decode(bytes: Uint8Array, fileName: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plainTable(bytes));
  } catch (cause) {
    throw new DataError('data.wrong.texts.encoding', { fileName }, { cause });
  }
}

function tableRecords(content: string, fileName: string): TextRecord[] {
  const { data, errors } = Papa.parse<string[]>(content, {
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t'],
  });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) throw new DataError('data.wrong.texts.quotes', { fileName, row: broken.row ?? 0 });
  const [names = [], ...rows] = data;
  const [text, labels, part] = (['text', 'labels', 'part'] as const).map((kind) => columnOf(names, kind));
  if (text! < 0) throw new DataError('data.wrong.texts.noText', { fileName, names });
  if (labels! < 0) throw new DataError('data.wrong.texts.noLabels', { fileName, names });
  return rows.map((cells, i) => {
    const row = i + 1;
    if (cells.length !== names.length) {
      throw new DataError('data.wrong.texts.cells', {
        fileName,
        row,
        expected: names.length,
        found: cells.length,
      });
    }
    const record = { text: cells[text!]!.trim(), labels: labelsIn(cells[labels!]!), part: cells[part!] };
    return checked(record, { fileName, row, isLine: false });
  });
}

function jsonRecords(content: string, fileName: string): TextRecord[] {
  const records: TextRecord[] = [];
  for (const [i, line] of content.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const row = i + 1;
    const fields = objectIn(line, fileName, row);
    const names = Object.keys(fields);
    const [text, labels, part] = (['text', 'labels', 'part'] as const).map(
      (kind) => fields[names[columnOf(names, kind)] ?? ''],
    );
    if (text === undefined) throw new DataError('data.wrong.texts.noTextIn', { fileName, row, names });
    if (labels === undefined) throw new DataError('data.wrong.texts.noLabelsIn', { fileName, row, names });
    const all = Array.isArray(labels)
      ? labels.map(plain).filter((label) => label !== '')
      : labelsIn(plain(labels));
    const record = { text: plain(text), labels: all, part: part === undefined ? undefined : plain(part) };
    records.push(checked(record, { fileName, row, isLine: true }));
  }
  return records;
}

const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : '';

function objectIn(line: string, fileName: string, row: number): Record<string, unknown> {
  const wrong = (cause?: unknown) =>
    new DataError('data.wrong.texts.jsonLine', { fileName, row, text: line.slice(0, 40) }, { cause });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw wrong(cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong();
  return value as Record<string, unknown>;
}

/** "a; b", "a|b", or ["a", 'b'] as Python and JSON write lists. */
function labelsIn(cell: string): string[] {
  const list = /^\s*\[(.*)\]\s*$/s.exec(cell);
  const parts = list
    ? list[1]!.split(',').map((part) => part.trim().replace(/^(['"])(.*)\1$/, '$2'))
    : cell.split(/[;|]/);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function checked(record: TextRecord, place: { fileName: string; row: number; isLine: boolean }): TextRecord {
  if (record.text === '') throw new DataError('data.wrong.texts.empty', { ...place, what: 'text' });
  if (record.labels.length === 0) throw new DataError('data.wrong.texts.empty', { ...place, what: 'label' });
  return record;
}
