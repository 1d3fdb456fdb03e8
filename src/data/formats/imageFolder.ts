import type { Text } from '../../words/catalogue';
import { message } from '../../words/say';
import { DataError } from '../dataError';
import type { ImageSet } from '../dataset';
import type { PictureFit } from '../loadOptions';
import type { Role } from '../roles';
import { isBmp, readBmp } from './bmp';
import { isBrowserPicture, readBrowserPicture } from './browserPicture';
import { dropTwins, plainName } from './dropTwins';
import { compareNames, type Entry } from './entry';
import { type Listed, placeByLists } from './labelList';
import { checkSetSize, LARGEST_CLASSES, LARGEST_SIDE, MOST_LARGE_PICTURES } from './limits';
import { fitSquare, type Picture, SCALED_SIDE, toColour, toGrey } from './picture';
import type { Pieces, ReadContext } from './pieces';
import { type Placed, placePictures } from './placePictures';
import { isPng, readPng } from './png';
import { isPnm, readPnm } from './pnm';
import { wantedPlaces } from './takeWanted';

/**
 * A folder (or an archive of one) of pictures with one subfolder per class, and if you like folders for parts above or
 * below these: "pets/train/cat/1.png" (placePictures.ts).
 *
 * Pictures of one size up to 64 x 64 stay as they are; else every one is cut to the square in its middle and scaled to
 * 32 x 32. They become grey where all of them are.
 */

/** Of a picture that was scaled, in colour. */
const LARGEST_KEPT_BYTES = 3 * SCALED_SIDE ** 2;

/** Whether the bytes begin as a picture of a known format does. */
export function isPicture(head: Uint8Array): boolean {
  return isPng(head) || isBrowserPicture(head) || isBmp(head) || isPnm(head);
}

/**
 * Reads the pictures. Those of one part follow one another so that every stretch holds each class in its share: the
 * last sixth, which may be held out, is then a fair sample.
 * @throws DataError for a damaged picture, one outside a class folder, fewer than two classes, or too many pictures
 */
export async function readImageFolder(
  entries: readonly Entry[],
  context: ReadContext,
  beside: readonly Entry[] = [],
): Promise<Pieces> {
  const full = entries.filter(({ sizeBytes }) => sizeBytes > 0);
  const empty = entries.filter(({ sizeBytes }) => sizeBytes === 0).map(({ shown }) => shown);
  const { placed: found, leftOut, masks, areNamed, listed } = await place(full, beside);
  const { placed, notes } = withoutCopies(found);
  const classNames = classesOf(placed);
  const [all, validation, test] = (['training', 'validation', 'test'] as const).map((role) =>
    inTurn(placed, role, classNames),
  ) as [Placed[], Placed[], Placed[]];
  const { pictures: fit } = context;
  const limits = fit ? { ...context.limits, images: MOST_LARGE_PICTURES } : context.limits;
  const wanted = wantedPlaces(
    all.map(({ className }) => className),
    fit ? 3 * fit.side ** 2 : LARGEST_KEPT_BYTES,
    { ...context, limits },
    validation.length + test.length,
  );
  const training = wanted ? wanted.map((place) => all[place]!) : all;
  if (training.length === 0) {
    throw new DataError('data.wrong.folder.noTraining', { fileName: entries[0]!.name });
  }
  const ordered = [...training, ...validation, ...test];
  checkSetSize(fit ? context.limits : limits, null, ordered.length, 1);
  if (fit && ordered.length > MOST_LARGE_PICTURES) {
    const count = ordered.length;
    throw new DataError('data.wrong.folder.tooManyLarge', {
      most: MOST_LARGE_PICTURES,
      count,
      side: fit.side,
    });
  }
  const { pictures, scaledCount } = await (fit
    ? readFitted(ordered, context, fit)
    : readAlike(ordered, context));
  const { width, height, channels } = pictures[0]!;
  const setOf = (from: number, count: number): ImageSet =>
    gather(pictures.slice(from, from + count), ordered.slice(from, from + count), classNames);
  const held = training.length + validation.length;
  return {
    training: setOf(0, training.length),
    ...(validation.length > 0 && { validation: setOf(training.length, validation.length) }),
    ...(test.length > 0 && { test: setOf(held, test.length) }),
    shape: [height, width, channels],
    classNames,
    format: 'picture',
    fileName: null,
    used: listed?.used ?? [],
    notes: [
      ...notes,
      ...(listed?.notes ?? []),
      ...(empty.length > 0 ? [message('data.notes.emptyFiles', { names: empty })] : []),
      ...leftOut.map((group) => message('data.notes.leftPictures', { ...group })),
      ...masksNotes(masks),
      ...(areNamed ? [message('data.notes.classesByName', { fileName: placed[0]!.entry.shown })] : []),
      ...scaledNotes(scaledCount, ordered.length, fit?.side ?? SCALED_SIDE),
    ],
  };
}

/** By folders; where these say no classes by lists beside the pictures, and then by the pictures' own names. */
async function place(
  pictures: readonly Entry[],
  beside: readonly Entry[],
): Promise<ReturnType<typeof placePictures> & { listed?: Listed }> {
  let byFolders: ReturnType<typeof placePictures> | undefined;
  let refusal: unknown;
  try {
    byFolders = placePictures(pictures);
    const classNames = new Set(byFolders.placed.map(({ className }) => className));
    if (classNames.size > 1 && !byFolders.areNamed) return byFolders;
  } catch (error) {
    refusal = error;
  }
  const listed = await placeByLists(pictures, beside);
  if (listed) return { placed: [...listed.placed], leftOut: [], masks: [], areNamed: false, listed };
  if (!byFolders) throw refusal;
  return byFolders;
}

/** A copy of a picture beside it counts once. */
function withoutCopies(all: readonly Placed[]): { placed: Placed[]; notes: Text[] } {
  const { kept, notes } = dropTwins(
    all.map(({ entry }) => entry),
    all.map(({ role, className, entry }) => `${role}/${className}/${plainName(entry.name)}`),
  );
  const left = new Set(kept);
  return { placed: all.filter(({ entry }) => left.has(entry)), notes };
}

function classesOf(placed: readonly Placed[]): string[] {
  const names = [...new Set(placed.map(({ className }) => className))].sort(compareNames);
  const trained = new Set(placed.flatMap(({ role, className }) => (role === 'training' ? [className] : [])));
  const untrained = trained.size > 0 ? names.find((name) => !trained.has(name)) : undefined;
  if (untrained !== undefined) {
    throw new DataError('data.wrong.folder.untrainedClass', { class: untrained });
  }
  if (names.length >= 2 && names.length <= LARGEST_CLASSES) return names;
  throw new DataError('data.wrong.folder.classes', {
    most: LARGEST_CLASSES,
    count: names.length,
    only: names.length === 1 ? names[0]! : null,
  });
}

/** The pictures of a part, by name within their class; number i of n comes at (i + 1/2) / n of the way. */
function inTurn(placed: readonly Placed[], role: Role, classNames: readonly string[]): Placed[] {
  const keyed = classNames.flatMap((className, label) => {
    const members = placed
      .filter((picture) => picture.role === role && picture.className === className)
      .sort((a, b) => compareNames(a.entry.name, b.entry.name));
    return members.map((picture, i) => ({ picture, label, key: (i + 0.5) / members.length }));
  });
  return keyed.sort((a, b) => a.key - b.key || a.label - b.label).map(({ picture }) => picture);
}

/** The pictures, all of one size and of one number of channels, and how many had to be scaled for it. */
async function readAlike(
  placed: readonly Placed[],
  context: ReadContext,
): Promise<{ pictures: Picture[]; scaledCount: number }> {
  const { limits, pause } = context;
  const pictures: Picture[] = [];
  let [scaledCount, keptBytes] = [0, 0];
  for (const [index, { entry }] of placed.entries()) {
    const picture = await readPicture(entry, context);
    const isLarge = Math.max(picture.width, picture.height) > LARGEST_SIDE;
    if (isLarge) scaledCount++;
    const kept = isLarge ? fitSquare(picture, SCALED_SIDE) : picture;
    keptBytes += kept.pixels.length;
    checkSetSize(limits, entry.name, index + 1, Math.ceil(keptBytes / (index + 1)));
    pictures.push(kept);
    await pause((index + 1) / placed.length);
  }
  const [first] = pictures;
  const areAlike = pictures.every(({ width, height }) => width === first!.width && height === first!.height);
  const isColour = pictures.some(({ channels }) => channels === 3);
  const side = areAlike && scaledCount === 0 ? undefined : SCALED_SIDE;
  const [height, width] = side ? [side, side] : [first!.height, first!.width];
  checkSetSize(limits, null, pictures.length, height * width * (isColour ? 3 : 1));
  for (const [index, picture] of pictures.entries()) {
    const isOff = picture.width !== width || picture.height !== height;
    if (isOff) scaledCount++;
    const fitted = isOff ? fitSquare(picture, SCALED_SIDE) : picture;
    pictures[index] = isColour ? toColour(fitted) : fitted;
  }
  return { pictures, scaledCount };
}

/** The pictures as squares of one side, and how many had to be scaled for it. */
async function readFitted(
  placed: readonly Placed[],
  context: ReadContext,
  { side, isColour }: PictureFit,
): Promise<{ pictures: Picture[]; scaledCount: number }> {
  const { limits, pause } = context;
  checkSetSize(limits, null, placed.length, side ** 2 * (isColour ? 3 : 1));
  const pictures: Picture[] = [];
  let scaledCount = 0;
  for (const [index, { entry }] of placed.entries()) {
    const picture = await readPicture(entry, context);
    const isOff = picture.width !== side || picture.height !== side;
    if (isOff) scaledCount++;
    const fitted = isOff ? fitSquare(picture, side) : picture;
    pictures.push(isColour ? toColour(fitted) : toGrey(fitted));
    await pause((index + 1) / placed.length);
  }
  return { pictures, scaledCount };
}

async function readPicture({ shown, head, read }: Entry, { decoders }: ReadContext): Promise<Picture> {
  if (isBrowserPicture(head)) return readBrowserPicture(read(), shown, decoders);
  if (isBmp(head)) return readBmp(read(), shown);
  return isPnm(head) ? readPnm(read(), shown) : readPng(read(), shown);
}

function gather(
  pictures: readonly Picture[],
  placed: readonly Placed[],
  classNames: readonly string[],
): ImageSet {
  const count = pictures.length;
  const imageBytes = pictures[0]?.pixels.length ?? 0;
  const images = new Uint8Array(count * imageBytes);
  for (const [index, { pixels }] of pictures.entries()) images.set(pixels, index * imageBytes);
  return { count, images, labels: Uint8Array.from(placed, ({ className }) => classNames.indexOf(className)) };
}

function masksNotes(masks: readonly Entry[]): Text[] {
  if (masks.length === 0) return [];
  const folders = new Set(masks.map(({ name }) => name.slice(0, name.lastIndexOf('/'))));
  return [message('data.notes.leftMasks', { folders: [...folders], count: masks.length })];
}

function scaledNotes(scaledCount: number, count: number, side: number): Text[] {
  if (scaledCount === 0) return [];
  return [message('data.notes.scaled', { scaledCount, count, side })];
}
