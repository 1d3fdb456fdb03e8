import type { Text } from '../words/catalogue';
import { message, sayInEnglish } from '../words/say';
import { balancedSubset } from './balancedSubset';
import { DataError } from './dataError';
import type { Dataset, DatasetParts } from './dataset';
import { withDigest } from './digest';
import { readCifarBinary } from './formats/cifarBinary';
import { dropTwinsOfArchives } from './formats/dropTwins';
import type { Entry } from './formats/entry';
import { readIdxSet } from './formats/idxSet';
import { readImageFolder } from './formats/imageFolder';
import { createBudget, type Limits, limitsFor } from './formats/limits';
import { readNpySet } from './formats/npySet';
import { createPause } from './formats/pause';
import { readPickleSet } from './formats/pickleSet';
import type { FileKind, Pieces, ReadContext } from './formats/pieces';
import { sortEntries } from './formats/sortEntries';
import { readTableSet } from './formats/tableSet';
import { unpackFiles } from './formats/unpackFiles';
import { guardInMemory } from './guardImages';
import { holdOut } from './holdOut';
import { type KnownData, recognisePixels } from './knownData';
import type { LoadOptions, NamedBytes } from './loadOptions';
import { measureNormalisation } from './measureNormalisation';

type ReadOptions = Pick<LoadOptions, 'trainingLimit' | 'onProgress' | 'signal' | 'pictures' | 'decoders'> & {
  readonly limits?: Limits;
};

const readers: Readonly<
  Record<
    FileKind,
    (entries: readonly Entry[], context: ReadContext, beside: readonly Entry[]) => Promise<Pieces>
  >
> = {
  idx: readIdxSet,
  cifar: readCifarBinary,
  npy: readNpySet,
  pickle: readPickleSet,
  table: readTableSet,
  // What parses texts comes only with the first of them.
  texts: async (files, context) => (await import('./formats/texts/textSet')).readTextSet(files, context),
  picture: readImageFolder,
};

/**
 * Reads a data set from the user's files: IDX (MNIST's format), CIFAR-10 binary files, NumPy arrays, or pictures in one
 * folder per class; each packed or not (gzip, tar, zip). The format is told by content before names. Without a
 * validation part the last sixth of the training images, at most 10,000, is held out.
 *
 * Pixels are normalised by the mean and deviation of the training part, except where the data are known (see
 * recognisePixels): then by the constants under which the lab's own weights were trained.
 * @throws DataError for a file that is missing, damaged, too large or no part of a data set; the message names it
 * @throws SaidError when trainingLimit asks for more images of a class than there are
 */
export async function readFiles(files: readonly NamedBytes[], options: ReadOptions = {}): Promise<Dataset> {
  const { trainingLimit, pictures, decoders, limits = limitsFor(trainingLimit) } = options;
  const pause = createPause(options);
  await pause(0);
  const entries = await unpackFiles(files, limits.fileBytes, createBudget(limits));
  const { kept, notes } = dropTwinsOfArchives(entries);
  const { kind, chosen, beside } = sortEntries(kept);
  if (pictures && kind !== 'picture')
    throw new DataError('data.wrong.folder.noPictures', { side: pictures.side });
  const pieces = await readers[kind](chosen, { limits, pause, trainingLimit, pictures, decoders }, beside);
  const parts = assemble(pieces, [...notes, ...leftOutNotes(beside, pieces)]);
  return trainingLimit === undefined ? withDigest(parts) : balancedSubset(parts, trainingLimit);
}

/** Files beside the data that said nothing of them. */
function leftOutNotes(beside: readonly Entry[], { used = [], text }: Pieces): Text[] {
  const names = beside.filter((entry) => !used.includes(entry)).map(({ shown }) => shown);
  return names.length > 0
    ? [message(text ? 'data.notes.leftOutOfTexts' : 'data.notes.leftOut', { names })]
    : [];
}

function assemble(pieces: Pieces, notes: readonly Text[]): DatasetParts {
  const { shape, format, training, levels } = pieces;
  const heldOut = heldOutParts(pieces);
  const parts = heldOut ?? holdOut(training, pieces.fileName);
  const measured = measureNormalisation(parts.training, shape[2]);
  const isKnowable = pieces.text === undefined;
  const known =
    pieces.known ?? (isKnowable ? recognisePixels(shape, pieces.classNames.length, measured) : undefined);
  checkClasses(pieces);
  return {
    id: 'files',
    name: sayInEnglish('data.yours.name', { format, known: known?.name ?? null }),
    origin: message('data.yours.origin', {
      format,
      heldOut: heldOut ? null : parts.validation.count,
      byClass: parts.isByClass,
      known: known?.id ?? null,
    }),
    ...termsOf(known),
    shape,
    classNames: known && areNumbers(pieces.classNames) ? known.classNames : pieces.classNames,
    normalisation: known?.normalisation ?? measured,
    training: parts.training,
    validation: parts.validation,
    ...(heldOut?.guard && { guard: heldOut.guard }),
    ...(levels && { levels }),
    ...(pieces.text && { text: pieces.text }),
    notes: [...notes, ...pieces.notes, ...parts.notes],
  };
}

type Parts = Pick<DatasetParts, 'training' | 'validation' | 'guard'> & {
  /** Whether of each class a share was held out. */
  readonly isByClass: boolean;
  readonly notes: readonly Text[];
};

/** The parts of files that hold some out; of two such parts the guard gets the validation part. */
function heldOutParts({ training, validation, test }: Pieces): Parts | undefined {
  const reported = test ?? validation;
  if (!reported) return undefined;
  if (!validation || !test) {
    return { training, validation: reported, isByClass: false, notes: [] };
  }
  const notes = [message('data.notes.threeParts', { validation: validation.count, test: test.count })];
  const guard = guardInMemory('part', validation);
  return { training, validation: test, guard, isByClass: false, notes };
}

function termsOf(known: KnownData | undefined): Pick<Dataset, 'licence' | 'citation'> {
  if (!known) return { licence: message('data.yours.licence'), citation: '' };
  return { licence: known.licence, citation: known.citation };
}

function areNumbers(classNames: readonly string[]): boolean {
  return classNames.every((name, label) => name === String(label));
}

function checkClasses({ classNames, fileName }: Pieces): void {
  if (classNames.length >= 2) return;
  throw new DataError('data.wrong.oneClass', { fileName, class: classNames[0]! });
}
