import type { Random } from '../../../math/random/random';
import type { CameraStyle } from './sceneStyle';

/**
 * From a painted canvas to bytes: each pixel gives a share of its light to its four neighbours (those beyond the
 * page look like the rim), the light has a brightness and a colour, the sensor adds noise, and the result is
 * rounded to 0..255. Pixels are side x side x 3 on both sides.
 */
export function photograph(
  canvas: Float32Array,
  side: number,
  camera: CameraStyle,
  random: Random,
  bytes: Uint8Array,
): void {
  const { blur, brightness, tint, noise } = camera;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = 3 * (row * side + column);
      const left = column > 0 ? at - 3 : at;
      const right = column + 1 < side ? at + 3 : at;
      const above = row > 0 ? at - 3 * side : at;
      const below = row + 1 < side ? at + 3 * side : at;
      let grain = random.bits();
      for (let channel = 0; channel < 3; channel++) {
        const around =
          canvas[left + channel]! +
          canvas[right + channel]! +
          canvas[above + channel]! +
          canvas[below + channel]!;
        const spread = (1 - blur) * canvas[at + channel]! + (blur / 4) * around;
        const level = brightness * tint[channel]! * spread + noise * ((grain & 1023) / 511.5 - 1);
        grain >>>= 10; // Ten of the 32 random bits for each channel.
        bytes[at + channel] = Math.round(255 * Math.min(1, Math.max(0, level)));
      }
    }
  }
}
