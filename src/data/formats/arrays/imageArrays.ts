import type { Text } from '../../../words/catalogue';
import { message } from '../../../words/say';
import { DataError } from '../../dataError';
import type { ImageShape, Levels } from '../../dataset';
import { checkSetSize, LARGEST_SIDE } from '../limits';
import { fitSquare, SCALED_SIDE } from '../picture';
import type { ReadContext } from '../pieces';
import { findLayout, isLarge, type Layout, pixelByPixel, shapeOf, upright } from './layout';
import { chooseLevels, levelOf, type NumberRange } from './levels';
import type { NumberArray } from './numberArray';

/** An array of images of one part. */
export interface ImageArray {
  readonly array: NumberArray;
  /** How the file is named to a person. */
  readonly fileName: string;
  /** How many labels belong to it. */
  readonly labelCount: number;
  /** Whether its images lie on their side. */
  readonly isTurned: boolean;
}

export interface ReadImages {
  /** Of each part: count x height x width x channels. */
  readonly images: readonly Uint8Array[];
  readonly counts: readonly number[];
  readonly shape: ImageShape;
  readonly levels: Levels | undefined;
  readonly notes: readonly Text[];
}

interface Laid {
  readonly source: ImageArray;
  readonly layout: Layout;
}

/**
 * The images of all parts, brought to bytes by one rule: what is black in one part is black in the others.
 * @throws DataError for an array of another shape than images have, or than the first part has; for numbers that are none; for too many
 */
export async function readImageArrays(
  sources: readonly ImageArray[],
  { limits, pause }: ReadContext,
): Promise<ReadImages> {
  const laid = sources.map(layOut);
  const [first] = laid;
  const shape = finalShape(first!.layout);
  for (const { source, layout } of laid) checkShape(finalShape(layout), source, shape, first!.source);
  const total = laid.reduce((sum, { layout }) => sum + layout.count, 0);
  checkSetSize(limits, first!.source.fileName, total, shape[0] * shape[1] * shape[2]);
  const ranges: NumberRange[] = [];
  for (const { source } of laid) {
    ranges.push(rangeOf(source));
    await pause(0.5);
  }
  const images: Uint8Array[] = [];
  for (const [part, { source, layout }] of laid.entries()) {
    const levels = levelsFor(ranges, ranges[part]!);
    const share = (done: number) => pause(0.5 + (0.5 * (part + done)) / laid.length);
    images.push(await toBytes(source.array, settleFlat(source.array, layout), levels, share));
    await share(1);
  }
  const levels = levelsFor(ranges, ranges[0]!);
  return {
    images,
    counts: laid.map(({ layout }) => layout.count),
    shape,
    levels: isPlain(levels) && ranges[0]!.kind === 'whole' ? undefined : levels,
    notes: notesOf(first!, total, levels),
  };
}

function layOut(source: ImageArray): Laid {
  const { array, fileName, labelCount, isTurned } = source;
  const layout = findLayout(array.shape, labelCount);
  const canScale = layout && (!isLarge(layout) || Math.min(layout.height, layout.width) >= SCALED_SIDE);
  if (!layout || !canScale) {
    throw new DataError('data.wrong.npySet.shape', { fileName, largest: LARGEST_SIDE, shape: array.shape });
  }
  return { source, layout: isTurned ? upright(layout) : layout };
}

function finalShape(layout: Layout): ImageShape {
  const [height, width, channels] = shapeOf(layout);
  return isLarge(layout) ? [SCALED_SIDE, SCALED_SIDE, channels] : [height, width, channels];
}

function checkShape(
  found: ImageShape,
  { fileName }: ImageArray,
  expected: ImageShape,
  first: ImageArray,
): void {
  if (found.join() === expected.join()) return;
  throw new DataError('data.wrong.npySet.twoShapes', { fileName, other: first.fileName, expected, found });
}

/** @throws DataError when a number is none, or without end */
function rangeOf({ array, fileName }: ImageArray): NumberRange {
  let [lowest, highest, areWhole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let i = 0; i < array.length; i++) {
    const value = array.bytes ? array.bytes[i]! : array.at(i);
    if (!Number.isFinite(value))
      throw new DataError('data.wrong.npySet.pixel', { fileName, value, index: i });
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    areWhole &&= Number.isInteger(value);
  }
  return { kind: array.kind, lowest, highest, areWhole };
}

/** Parts of one kind of numbers are read by one rule; one of bytes beside one of shares is read by its own. */
function levelsFor(ranges: readonly NumberRange[], own: NumberRange): Levels {
  const alike = ranges.filter(({ kind }) => kind === own.kind);
  return chooseLevels({
    kind: own.kind,
    lowest: Math.min(...alike.map(({ lowest }) => lowest)),
    highest: Math.max(...alike.map(({ highest }) => highest)),
    areWhole: alike.every(({ areWhole }) => areWhole),
  });
}

const isPlain = ({ black, white }: Levels) => black === 0 && white === 255;

/** Whether three numbers of a pixel lie side by side: where neighbours are more alike that way, in a hundred images. */
function settleFlat(array: NumberArray, layout: Layout): Layout {
  if (!layout.isFlatColour) return layout;
  const other = pixelByPixel(layout);
  return roughness(array, other) < roughness(array, layout) ? other : layout;
}

/** The sum of |differences| of pixels beside one another. */
function roughness(array: NumberArray, { count, height, width, channels, strides }: Layout): number {
  let sum = 0;
  for (let image = 0; image < Math.min(100, count); image++) {
    for (let y = 0; y < height; y++) {
      for (let x = 1; x < width; x++) {
        for (let c = 0; c < channels; c++) {
          const at = image * strides.image + y * strides.row + x * strides.column + c * strides.channel;
          sum += Math.abs(array.at(at) - array.at(at - strides.column));
        }
      }
    }
  }
  return sum;
}

/** Images between which a cancel may come through. */
const STRETCH = 500;

async function toBytes(
  array: NumberArray,
  layout: Layout,
  levels: Levels,
  pause: ReadContext['pause'],
): Promise<Uint8Array> {
  const [height, width, channels] = finalShape(layout);
  const imageBytes = height * width * channels;
  if (array.bytes && isPlain(levels) && liesRight(layout)) {
    return ownBytes(array.bytes.subarray(0, layout.count * imageBytes));
  }
  const read = createReader(array, layout, levels);
  const output = new Uint8Array(layout.count * imageBytes);
  for (let image = 0; image < layout.count; image++) {
    const pixels = read(image);
    output.set(isLarge(layout) ? scaled(pixels, layout) : pixels, image * imageBytes);
    if (image % STRETCH === 0) await pause(image / layout.count);
  }
  return output;
}

/** The bytes as they lie where they are nearly all of a file; else a copy: a view would keep the whole archive in memory. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.length > 0.9 * bytes.buffer.byteLength ? bytes : bytes.slice();
}

function liesRight(layout: Layout): boolean {
  const { height, width, channels, strides } = layout;
  const isColourRight = channels === 1 || (channels === 3 && strides.channel === 1);
  return (
    !isLarge(layout) &&
    isColourRight &&
    strides.column === channels &&
    strides.row === width * channels &&
    strides.image === height * width * channels
  );
}

/** A function that gives the pixels of an image, row by row, transparent ones laid over white; the array is its own from call to call. */
function createReader(array: NumberArray, layout: Layout, levels: Levels): (image: number) => Uint8Array {
  const { height, width, channels, strides } = layout;
  const colours = channels <= 2 ? 1 : 3;
  const pixels = new Uint8Array(height * width * colours);
  const at = array.bytes && isPlain(levels) ? null : (i: number) => levelOf(array.at(i), levels);
  const level = at ?? ((i: number) => array.bytes![i]!);
  return (image) => {
    let out = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const place = image * strides.image + y * strides.row + x * strides.column;
        const alpha = channels === colours ? 1 : level(place + colours * strides.channel) / 255;
        for (let c = 0; c < colours; c++) {
          pixels[out++] = Math.round(255 + alpha * (level(place + c * strides.channel) - 255));
        }
      }
    }
    return pixels;
  };
}

function scaled(pixels: Uint8Array, layout: Layout): Uint8Array {
  const { height, width } = layout;
  const channels = layout.channels <= 2 ? 1 : 3;
  return fitSquare({ width, height, channels, pixels }, SCALED_SIDE).pixels;
}

function notesOf({ source, layout }: Laid, total: number, levels: Levels): Text[] {
  const { lowest, highest, black, white } = levels;
  const isUsual = black === 0 && (white === 1 || white === 255) && lowest >= black && highest <= white;
  const { channels } = layout;
  return [
    ...(isUsual && source.array.kind !== 'boolean' && !(source.array.kind === 'whole' && white === 1)
      ? []
      : [message('data.notes.levels', { ...levels })]),
    ...(channels === 2 || channels === 4 ? [message('data.notes.transparent')] : []),
    ...(source.isTurned ? [message('data.notes.turned')] : []),
    ...(isLarge(layout)
      ? [message('data.notes.scaled', { scaledCount: total, count: total, side: SCALED_SIDE })]
      : []),
  ];
}
