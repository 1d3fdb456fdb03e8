/**
 * The images of a shipped piece, as they lie in its file: of each pixel what a prediction from its neighbours leaves. That is near 0 where a picture is
 * smooth, so that gzip makes the file smaller (of Fashion-MNIST by a twelfth), and nothing is lost:
 *
 *   stored = pixel - paeth(left, above, above left)   modulo 256
 *
 * The predictor is that of the filter type 4 of PNG (ISO/IEC 15948, 9.4), here for each image and channel alone: outside the image all is 0.
 */

/**
 * Puts pixels in the place of what the prediction left of them.
 * @param images count x height x width x channels, changed in place
 */
export function undoPrediction(
  images: Uint8Array,
  [height, width, channels]: readonly [height: number, width: number, channels: number],
): void {
  const rowBytes = width * channels;
  for (let at = 0; at < images.length; at++) {
    const row = Math.floor(at / rowBytes) % height;
    const hasLeft = at % rowBytes >= channels;
    const left = hasLeft ? images[at - channels]! : 0;
    const above = row > 0 ? images[at - rowBytes]! : 0;
    const aboveLeft = hasLeft && row > 0 ? images[at - rowBytes - channels]! : 0;
    images[at] = images[at]! + paeth(left, above, aboveLeft);
  }
}

/** Of the three neighbours the one nearest to left + above - aboveLeft; of equally near ones the first. */
export function paeth(left: number, above: number, aboveLeft: number): number {
  const toLeft = Math.abs(above - aboveLeft);
  const toAbove = Math.abs(left - aboveLeft);
  const toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left;
  return toAbove <= toAboveLeft ? above : aboveLeft;
}
