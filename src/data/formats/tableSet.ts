import type { Text } from '../../words/catalogue';
import { message } from '../../words/say';
import { DataError } from '../dataError';
import { type Role, rolesByName } from '../roles';
import { type PartArrays, readArraySet } from './arrays/arraySet';
import { joinBatches } from './arrays/joinBatches';
import { type AnyArray, takeRows } from './arrays/numberArray';
import { dropTwins, plainName } from './dropTwins';
import { emnistNames, isEmnist, readMapping } from './emnist';
import type { Entry } from './entry';
import { checkSetSize } from './limits';
import type { Pieces, ReadContext } from './pieces';
import { countColumns, readTable, type Table } from './table';

/** Data sets in tables: one for each part, or one with a column "Usage" that says the part of each line. */

/**
 * Reads the tables that have pixels and labels; others are left out with a note.
 * @throws DataError for a damaged line, and where no table to train with is left
 */
export async function readTableSet(
  entries: readonly Entry[],
  context: ReadContext,
  beside: readonly Entry[] = [],
): Promise<Pieces> {
  const { kept, notes } = dropTwins(
    entries,
    entries.map(({ name }) => plainName(name)),
  );
  const roles = rolesByName(kept.map(({ name }) => name));
  const batches: PartArrays[] = [];
  const left: Text[] = [];
  for (const [index, entry] of kept.entries()) {
    const fileName = entry.shown;
    const share = (done: number) => context.pause((0.5 * (index + done)) / kept.length);
    const table = await readTable(entry.read(), fileName, share);
    // Where only some are wanted, these are picked first.
    if (table && context.trainingLimit === undefined) {
      checkSetSize(context.limits, fileName, table.images.shape[0]!, table.images.shape[1]!);
    }
    if (!table) left.push(message('data.notes.noTable', { fileName }));
    else if (!table.labels) left.push(message('data.notes.unlabelledTable', { fileName }));
    else {
      if (table.areLabelsLast) left.push(message('data.notes.labelsLast', { fileName }));
      batches.push(...partsOf(table, table.labels, roles[index] ?? 'training', fileName, isEmnist(entry)));
    }
    await context.pause((0.5 * (index + 1)) / kept.length);
  }
  const parts = joinBatches(batches);
  if (parts[0]?.role !== 'training') throw nothingToTrain(kept[0]!, left);
  const mapping = readMapping(beside);
  const [training] = parts;
  const names = mapping?.names ?? (training!.isTurned ? emnistNames(training!.labels.array) : undefined);
  const set = await readArraySet(parts, context, { names });
  return {
    ...set,
    format: 'table',
    used: mapping ? [mapping.entry] : [],
    notes: [...notes, ...left, ...set.notes],
  };
}

function nothingToTrain({ shown, read }: Entry, left: readonly Text[]): DataError {
  const isNoTable = left.some((note) => typeof note !== 'string' && note.code === 'data.notes.noTable');
  return isNoTable
    ? new DataError('data.wrong.table.columns', { fileName: shown, columns: countColumns(read()) })
    : new DataError('data.wrong.table.noLabels', { fileName: shown });
}

function partsOf(
  { images, usage }: Table,
  labels: AnyArray,
  role: Role,
  fileName: string,
  isTurned: boolean,
): PartArrays[] {
  if (!usage)
    return [{ role, images: { array: images, fileName }, labels: { array: labels, fileName }, isTurned }];
  const places = new Map<Role, number[]>();
  const words = [...new Set(usage)];
  const said = rolesByName(words);
  const roleOf = new Map(words.map((word, i) => [word, said[i] ?? role]));
  for (const [line, word] of usage.entries()) {
    const part = roleOf.get(word)!;
    const own = places.get(part);
    if (own) own.push(line);
    else places.set(part, [line]);
  }
  return [...places].map(([part, lines]) => ({
    role: part,
    images: { array: takeRows(images, lines), fileName },
    labels: { array: takeRows(labels, lines), fileName },
    isTurned,
  }));
}
