import type { Text } from '../../../words/catalogue';
import { message } from '../../../words/say';
import { DataError } from '../../dataError';
import { type ImageSet, NO_IMAGES } from '../../dataset';
import { type Role, rolesByName } from '../../roles';
import { learnPieces } from '../../text/learnPieces';
import { createWordPieces, PIECES_PER_TEXT } from '../../text/wordPieces';
import { dropTwins, plainName } from '../dropTwins';
import { compareNames, type Entry } from '../entry';
import { LARGEST_CLASSES } from '../limits';
import type { Pieces, ReadContext } from '../pieces';
import { readTextRecords, type TextRecord } from './textRecords';

/** Texts of one's own: a file for each part, or one with a column that says the part of each text. */

/** Texts that can be divided into parts. */
const FEWEST_TEXTS = 6;
/** Bytes of a text's pieces in memory. */
const BYTES_PER_TEXT = 4 * PIECES_PER_TEXT;

/**
 * Reads tables and lines of JSON with texts and labels. The vocabulary is learned from the texts of the training part.
 * @throws DataError for damaged files, texts or labels that are missing, and where no text to train with is left
 */
export async function readTextSet(entries: readonly Entry[], context: ReadContext): Promise<Pieces> {
  const { kept, notes } = dropTwins(
    entries,
    entries.map(({ name }) => plainName(name)),
  );
  const roles = rolesByName(kept.map(({ name }) => name));
  const records = new Map<Role, TextRecord[]>();
  for (const [index, entry] of kept.entries()) {
    for (const [role, own] of byRole(readTextRecords(entry), roles[index] ?? 'training')) {
      records.set(role, [...(records.get(role) ?? []), ...own]);
    }
    await context.pause((0.5 * (index + 1)) / kept.length);
  }
  const fileName = kept[0]!.shown;
  const training = checkCounts(records, fileName, context);
  const classNames = classNamesOf([...records.values()].flat(), fileName);
  const pieces = learnPieces(training.map(({ text }) => text));
  await context.pause(0.7);
  const toPieces = createWordPieces(pieces);
  const setOf = async (role: Role): Promise<ImageSet | undefined> => {
    const own = records.get(role);
    return own && makeSet(own, classNames, toPieces, context);
  };
  const sets = {
    training: (await setOf('training'))!,
    validation: await setOf('validation'),
    test: await setOf('test'),
  };
  await context.pause(1);
  return {
    ...sets,
    shape: NO_IMAGES,
    classNames,
    format: 'texts',
    fileName,
    text: { pieces },
    notes: [...notes, ...cutNotes(sets.training)],
  };
}

/** What a column says of the parts, as far as it does. */
function byRole(records: readonly TextRecord[], role: Role): Map<Role, TextRecord[]> {
  const words = [...new Set(records.map(({ part }) => part ?? ''))];
  const said = rolesByName(words);
  const roleOf = new Map(words.map((word, i) => [word, said[i] ?? role]));
  const groups = new Map<Role, TextRecord[]>();
  for (const record of records) {
    const own = roleOf.get(record.part ?? '')!;
    const group = groups.get(own);
    if (group) group.push(record);
    else groups.set(own, [record]);
  }
  return groups;
}

/** @returns the records of the training part */
function checkCounts(
  records: ReadonlyMap<Role, readonly TextRecord[]>,
  fileName: string,
  { limits }: ReadContext,
): readonly TextRecord[] {
  const count = [...records.values()].reduce((sum, own) => sum + own.length, 0);
  const most = Math.min(limits.images, Math.floor(limits.pixelBytes / BYTES_PER_TEXT));
  if (count > most) throw new DataError('data.wrong.texts.tooMany', { fileName, most, count });
  const training = records.get('training') ?? [];
  const isDivided = records.size > 1 || training.length === 0;
  const fewest = isDivided ? 1 : FEWEST_TEXTS;
  if (training.length < fewest) {
    throw new DataError('data.wrong.texts.tooFew', { fileName, fewest, count: training.length });
  }
  return training;
}

function classNamesOf(records: readonly TextRecord[], fileName: string): string[] {
  const names = [...new Set(records.flatMap(({ labels }) => labels))].sort(compareNames);
  if (names.length >= 2 && names.length <= LARGEST_CLASSES) return names;
  throw new DataError('data.wrong.texts.labels', { fileName, most: LARGEST_CLASSES, count: names.length });
}

/** Texts between which a cancel may come through. */
const STRETCH = 2000;

async function makeSet(
  records: readonly TextRecord[],
  classNames: readonly string[],
  toPieces: ReturnType<typeof createWordPieces>,
  { pause }: ReadContext,
): Promise<ImageSet> {
  const labelOf = new Map(classNames.map((name, label) => [name, label]));
  const features = new Float32Array(records.length * PIECES_PER_TEXT);
  const labelSets = new Uint8Array(records.length * classNames.length);
  for (const [i, { text, labels }] of records.entries()) {
    features.set(toPieces(text).numbers, i * PIECES_PER_TEXT);
    for (const label of labels) labelSets[i * classNames.length + labelOf.get(label)!] = 1;
    if (i % STRETCH === 0) await pause(0.7 + (0.3 * i) / records.length);
  }
  return {
    count: records.length,
    images: new Uint8Array(0),
    labels: Uint8Array.from(records, ({ labels }) => Math.min(...labels.map((label) => labelOf.get(label)!))),
    labelSets,
    features,
    texts: records.map(({ text }) => text),
  };
}

/** How many texts a network does not read to their end. */
function cutNotes({ features, count }: ImageSet): Text[] {
  let cut = 0;
  for (let i = 1; i <= count; i++) if (features![i * PIECES_PER_TEXT - 1] !== 0) cut++;
  return cut > 0 ? [message('data.notes.longTexts', { count: cut, most: PIECES_PER_TEXT - 1 })] : [];
}
