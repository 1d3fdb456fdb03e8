/** Signed numbers as tiles of a canvas: one hue above 0, another below, the fuller the further from 0. */

export interface Tiles {
  readonly values: ArrayLike<number>;
  readonly height: number;
  readonly width: number;
  /** Tiles; the values of a place stand together, one for each tile. */
  readonly count: number;
}

/** So many tiles stand side by side. */
export function tilesInRow({ count, width }: Pick<Tiles, 'count' | 'width'>): number {
  const most = Math.max(1, Math.floor(112 / Math.max(1, width)));
  return Math.min(count, Math.max(1, Math.min(most, Math.ceil(Math.sqrt(2 * count)))));
}

/** A vector is drawn as tiles of one pixel: then the tiles need no gap. */
const gapOf = ({ height, width }: Tiles) => (height * width === 1 ? 0 : 1);

/** @param largest the size that is drawn full */
export function drawSigned(canvas: HTMLCanvasElement, tiles: Tiles, largest: number): void {
  const { values, height, width, count } = tiles;
  const gap = gapOf(tiles);
  const inRow = tilesInRow(tiles);
  canvas.width = inRow * (width + gap) - gap;
  canvas.height = Math.ceil(count / inRow) * (height + gap) - gap;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  const style = getComputedStyle(canvas);
  const above = coloursOf(context, style.getPropertyValue('--accent'));
  const below = coloursOf(context, style.getPropertyValue('--series-other'));
  context.clearRect(0, 0, canvas.width, canvas.height);
  const pixels = context.createImageData(canvas.width, canvas.height);
  for (let tile = 0; tile < count; tile++) {
    const left = (tile % inRow) * (width + gap);
    const top = Math.floor(tile / inRow) * (height + gap);
    for (let at = 0; at < height * width; at++) {
      const value = values[at * count + tile]!;
      const [red, green, blue] = value >= 0 ? above : below;
      const place = 4 * ((top + Math.floor(at / width)) * canvas.width + left + (at % width));
      const share = largest > 0 ? Math.min(1, Math.abs(value) / largest) : 0;
      pixels.data.set([red!, green!, blue!, Math.round(255 * share)], place);
    }
  }
  context.putImageData(pixels, 0, 0);
}

function coloursOf(context: CanvasRenderingContext2D, colour: string): Uint8ClampedArray {
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}
