import { DataError } from '../dataError';

/** A picture as it comes from a file, on its way into a data set. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** 1 for grey, 3 for red, green and blue. */
  readonly channels: 1 | 3;
  /** height x width x channels, row by row from the top left. */
  readonly pixels: Uint8Array;
}

/** Pictures that must be scaled become squares of this side. */
export const SCALED_SIDE = 32;

/** Pictures of more are refused before they are unpacked: these take 150 MB in colour, and as much again while they are unpacked. */
export const LARGEST_PICTURE_PIXELS = 50_000_000;

/** Whether a picture has one pixel at least, and not too many. */
export function isPictureSize(width: number, height: number): boolean {
  return width >= 1 && height >= 1 && width * height <= LARGEST_PICTURE_PIXELS;
}

/** @throws DataError for a picture of no pixels, or of too many */
export function checkPicturePixels(width: number, height: number, fileName: string): void {
  if (isPictureSize(width, height)) return;
  throw new DataError('data.wrong.picture.size', {
    fileName,
    most: LARGEST_PICTURE_PIXELS,
    size: [width, height],
  });
}

/** A picture without transparency; grey where every pixel is. @param pixels height x width x channels */
export function opaque(width: number, height: number, channels: 1 | 3, pixels: Uint8Array): Picture {
  if (channels === 1) return { width, height, channels, pixels };
  for (let i = 0; i < pixels.length; i += 3) {
    if (pixels[i] !== pixels[i + 1] || pixels[i] !== pixels[i + 2])
      return { width, height, channels, pixels };
  }
  const grey = new Uint8Array(width * height);
  for (let pixel = 0; pixel < grey.length; pixel++) grey[pixel] = pixels[3 * pixel]!;
  return { width, height, channels: 1, pixels: grey };
}

/** The picture turned and mirrored by the number that Exif has for it: 1 as it is, 3 upside down, 6 and 8 quarter turns. */
export function turned({ width, height, channels, pixels }: Picture, orientation: number): Picture {
  if (!(orientation >= 2 && orientation <= 8)) return { width, height, channels, pixels };
  const isAcross = orientation >= 5;
  const [newWidth, newHeight] = isAcross ? [height, width] : [width, height];
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBelow = [3, 4, 6, 7].includes(orientation);
  const output = new Uint8Array(pixels.length);
  for (let y = 0; y < newHeight; y++) {
    for (let x = 0; x < newWidth; x++) {
      const [across, down] = isAcross ? [y, x] : [x, y];
      const oldX = fromRight ? width - 1 - across : across;
      const oldY = fromBelow ? height - 1 - down : down;
      for (let c = 0; c < channels; c++) {
        output[(y * newWidth + x) * channels + c] = pixels[(oldY * width + oldX) * channels + c]!;
      }
    }
  }
  return { width: newWidth, height: newHeight, channels, pixels: output };
}

/**
 * A picture of RGBA levels laid over white, as a page would show it; grey where every pixel is.
 * @param rgba height x width x 4
 */
export function overWhite(width: number, height: number, rgba: ArrayLike<number>): Picture {
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = rgba[4 * pixel + 3]! / 255;
    for (let channel = 0; channel < 3; channel++) {
      rgb[3 * pixel + channel] = Math.round(255 + alpha * (rgba[4 * pixel + channel]! - 255));
    }
  }
  return opaque(width, height, 3, rgb);
}

/**
 * The largest square in the picture's middle, brought to side x side pixels: each is the mean of the area that it covers,
 * weighted by how much of each old pixel lies in it.
 */
export function fitSquare({ width, height, channels, pixels }: Picture, side: number): Picture {
  const square = Math.min(width, height);
  const left = Math.floor((width - square) / 2);
  const top = Math.floor((height - square) / 2);
  const spans = Array.from({ length: side }, (_, i) => spanOf(i, square / side));
  const fitted = new Uint8Array(side * side * channels);
  for (let i = 0; i < fitted.length; i++) {
    const channel = i % channels;
    const column = Math.floor(i / channels) % side;
    const rows = spans[Math.floor(i / (channels * side))]!;
    let [sum, area] = [0, 0];
    for (const [y, share] of rows) {
      for (const [x, part] of spans[column]!) {
        sum += share * part * pixels[((top + y) * width + left + x) * channels + channel]!;
        area += share * part;
      }
    }
    fitted[i] = Math.round(sum / area);
  }
  return { width: side, height: side, channels, pixels: fitted };
}

/** The old pixels along one axis that new pixel i covers, and how much of each. */
function spanOf(i: number, scale: number): [old: number, share: number][] {
  const [from, to] = [i * scale, (i + 1) * scale];
  const span: [number, number][] = [];
  for (let old = Math.floor(from); old < to; old++) {
    const share = Math.min(to, old + 1) - Math.max(from, old);
    // What rounding leaves at an edge would reach past the picture's last row.
    if (share > 1e-9) span.push([old, share]);
  }
  return span;
}

/** The same picture in three channels. */
export function toColour({ width, height, channels, pixels }: Picture): Picture {
  if (channels === 3) return { width, height, channels, pixels };
  const rgb = new Uint8Array(3 * pixels.length);
  for (let i = 0; i < rgb.length; i++) rgb[i] = pixels[Math.floor(i / 3)]!;
  return { width, height, channels: 3, pixels: rgb };
}

/** The same picture in one channel: the luma of BT.601, as programs that train on grey pictures make it. */
export function toGrey({ width, height, channels, pixels }: Picture): Picture {
  if (channels === 1) return { width, height, channels, pixels };
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = Math.round(0.299 * pixels[3 * i]! + 0.587 * pixels[3 * i + 1]! + 0.114 * pixels[3 * i + 2]!);
  }
  return { width, height, channels: 1, pixels: grey };
}
