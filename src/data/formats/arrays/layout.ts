import type { ImageShape } from '../../dataset';
import { LARGEST_SIDE } from '../limits';

/**
 * How an array of images lies: which axis counts images, rows, columns and channels. Number (n, y, x, c) is at
 * n strides.image + y strides.row + x strides.column + c strides.channel.
 */
export interface Layout {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** 2 and 4: with transparency behind. */
  readonly channels: 1 | 2 | 3 | 4;
  readonly strides: Readonly<Record<'image' | 'row' | 'column' | 'channel', number>>;
  /** Whether each image is one row of numbers whose channels may lie plane by plane or pixel by pixel. */
  readonly isFlatColour: boolean;
}

/** Larger images are scaled down; beyond this they are photographs, which do not come as arrays. */
export const LARGEST_ARRAY_SIDE = 1024;

/** Channels in the order in which an axis is taken for them. */
const CHANNELS: readonly (readonly [place: 'last' | 'first', counts: readonly number[]])[] = [
  ['last', [1, 3]],
  ['first', [1, 3]],
  ['last', [2, 4]],
  ['first', [2, 4]],
];

/**
 * The layout of an array of this shape: n x h x w, with channels behind or before, or n rows; n may come last where the labels say
 * so. Undefined where the shape is none of images.
 * @param labelCount how many labels there are; null where that is not known
 */
export function findLayout(shape: readonly number[], labelCount: number | null): Layout | undefined {
  const isCountLast = shape.length > 2 && shape[0] !== labelCount && shape.at(-1) === labelCount;
  const count = isCountLast ? shape.at(-1)! : (shape[0] ?? 0);
  const sides = isCountLast ? shape.slice(0, -1) : shape.slice(1);
  const strides = sides.map((_, axis) => product(sides.slice(axis + 1)) * (isCountLast ? count : 1));
  const image = isCountLast ? 1 : product(sides);
  const found = ofOneImage(sides, strides);
  if (!found || count < 1 || !isSide(found.height) || !isSide(found.width)) return undefined;
  const { strides: within, ...rest } = found;
  return { ...rest, count, strides: { ...within, image } };
}

type OneImage = Omit<Layout, 'count' | 'strides'> & { readonly strides: Omit<Layout['strides'], 'image'> };

function ofOneImage(sides: readonly number[], strides: readonly number[]): OneImage | undefined {
  if (sides.length === 1) return ofRow(sides[0]!, strides[0]!);
  if (sides.length === 2) {
    return oneImage(sides[0]!, sides[1]!, 1, { row: strides[0]!, column: strides[1]!, channel: 0 });
  }
  if (sides.length !== 3) return undefined;
  for (const [place, counts] of CHANNELS) {
    const [c, y, x] = place === 'last' ? [2, 0, 1] : [0, 1, 2];
    if (!counts.includes(sides[c]!)) continue;
    return oneImage(sides[y]!, sides[x]!, sides[c]! as Layout['channels'], {
      row: strides[y]!,
      column: strides[x]!,
      channel: strides[c]!,
    });
  }
  return undefined;
}

/** A square of one channel, or of three planes one after the other, as CIFAR-10 has them. */
function ofRow(length: number, stride: number): OneImage | undefined {
  const side = Math.sqrt(length);
  if (Number.isInteger(side)) {
    return oneImage(side, side, 1, { row: side * stride, column: stride, channel: 0 });
  }
  const colourSide = Math.sqrt(length / 3);
  if (!Number.isInteger(colourSide)) return undefined;
  const planes = { row: colourSide * stride, column: stride, channel: colourSide ** 2 * stride };
  return { ...oneImage(colourSide, colourSide, 3, planes), isFlatColour: true };
}

function oneImage(
  height: number,
  width: number,
  channels: Layout['channels'],
  strides: OneImage['strides'],
): OneImage {
  return { height, width, channels, strides, isFlatColour: false };
}

/** Three numbers a pixel, side by side, in place of three planes. */
export function pixelByPixel(layout: Layout): Layout {
  const { column } = layout.strides;
  const strides = { ...layout.strides, row: 3 * layout.width * column, column: 3 * column, channel: column };
  return { ...layout, strides };
}

/** Rows become columns: EMNIST lies on its side. */
export function upright(layout: Layout): Layout {
  const { row, column } = layout.strides;
  return {
    ...layout,
    height: layout.width,
    width: layout.height,
    strides: { ...layout.strides, row: column, column: row },
  };
}

/** The images' shape without transparency, before any is scaled. */
export function shapeOf({ height, width, channels }: Layout): ImageShape {
  return [height, width, channels <= 2 ? 1 : 3];
}

/** Whether images must be scaled down. */
export function isLarge({ height, width }: Layout): boolean {
  return Math.max(height, width) > LARGEST_SIDE;
}

/** Large ones are scaled down only where both sides are those of a picture. */
function isSide(size: number): boolean {
  return Number.isInteger(size) && size >= 1 && size <= LARGEST_ARRAY_SIDE;
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total * size, 1);
}
