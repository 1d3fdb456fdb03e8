/** What bytes stand for: output[r, i] = levels[i mod channels, images[places[r], i]]; levels: channels x 256; images: of `size` bytes. */
export function pickLevels(
  images: Uint8Array,
  levels: Float32Array,
  places: ArrayLike<number>,
  size: number,
): Float32Array {
  const channels = levels.length / 256;
  return Float32Array.from({ length: places.length * size }, (_, k) => {
    const i = k % size;
    return levels[256 * (i % channels) + images[places[(k - i) / size]! * size + i]!]!;
  });
}
