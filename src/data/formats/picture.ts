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

/** Pictures larger than this on a side are refused before they are unpacked: 4096 x 4096 takes 67 MB as RGBA. */
export const LARGEST_PICTURE_SIDE = 4096;

/**
 * A picture of RGBA levels laid over white, as a page would show it; grey where every pixel is.
 * @param rgba height x width x 4
 */
export function overWhite(width: number, height: number, rgba: ArrayLike<number>): Picture {
  const rgb = new Uint8Array(width * height * 3);
  let isGrey = true;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = rgba[4 * pixel + 3]! / 255;
    for (let channel = 0; channel < 3; channel++) {
      rgb[3 * pixel + channel] = Math.round(255 + alpha * (rgba[4 * pixel + channel]! - 255));
    }
    isGrey &&= rgb[3 * pixel] === rgb[3 * pixel + 1] && rgb[3 * pixel] === rgb[3 * pixel + 2];
  }
  if (!isGrey) return { width, height, channels: 3, pixels: rgb };
  const grey = new Uint8Array(width * height);
  for (let pixel = 0; pixel < grey.length; pixel++) grey[pixel] = rgb[3 * pixel]!;
  return { width, height, channels: 1, pixels: grey };
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
