import type { Random } from '../../math/random/random';
import type { WritingStyle } from './writingStyle';

/**
 * From ink to bytes: the ink spreads a little into its neighbours (a 5-point blur that keeps the total away from
 * the page's rim), takes the pen's strength and a relative grain, and is rounded to 0..255. Paper stays exactly 0.
 */
export function develop(
  ink: Float32Array,
  width: number,
  style: WritingStyle,
  random: Random,
  pixels: Uint8Array,
): void {
  const { blur, inkStrength, grain } = style;
  const height = ink.length / width;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const left = column > 0 ? ink[at - 1]! : 0;
      const right = column + 1 < width ? ink[at + 1]! : 0;
      const above = row > 0 ? ink[at - width]! : 0;
      const below = row + 1 < height ? ink[at + width]! : 0;
      const spread = (1 - 4 * blur) * ink[at]! + blur * (left + right + above + below);
      if (spread <= 0) continue;
      const level = 255 * inkStrength * spread * (1 + grain * random.normal());
      pixels[at] = Math.round(Math.min(255, Math.max(0, level)));
    }
  }
}
