import { GifWriter } from 'omggif';

export interface GifFrame {
  readonly left?: number;
  readonly top?: number;
  readonly width: number;
  readonly height: number;
  /** A place in the palette for each pixel. */
  readonly places: readonly number[];
  readonly transparent?: number;
}

/** A GIF file, by a writer that is not ours. @param palette 0xrrggbb, a power of two of them */
export function gifFile(
  [width, height]: readonly [number, number],
  palette: readonly number[],
  frames: readonly GifFrame[],
): Uint8Array {
  const bytes: number[] = [];
  const writer = new GifWriter(bytes as unknown as Buffer, width, height, { palette: [...palette] });
  for (const { left = 0, top = 0, transparent, ...frame } of frames) {
    const options = transparent === undefined ? {} : { transparent };
    writer.addFrame(left, top, frame.width, frame.height, [...frame.places], options);
  }
  writer.end();
  return Uint8Array.from(bytes);
}
