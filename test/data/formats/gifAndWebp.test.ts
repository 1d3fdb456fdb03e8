import { GifReader } from 'omggif';
import { describe, expect, test } from 'vitest';
import { pictureDecoders } from '../../../src/cli/pictureDecoders';
import { DataError } from '../../../src/data/dataError';
import { readBrowserPicture } from '../../../src/data/formats/browserPicture';
import type { Picture } from '../../../src/data/formats/picture';
import { createRandom } from '../../../src/math/random/random';
import { gifFile } from '../gifFile';
import { webpAnimation, webpFile } from '../webpFile';

const show = ({ width, height, channels, pixels }: Picture) => [width, height, channels, [...pixels]];
const read = (bytes: Uint8Array) => readBrowserPicture(bytes, 'a', pictureDecoders);

describe('GIF, where there is no browser', () => {
  const palette = [0x000000, 0xff0000, 0x00ff00, 0x0000ff];
  const corners = { width: 2, height: 2, places: [0, 1, 2, 3] };

  test('the levels of its palette', async () => {
    const file = gifFile([2, 2], palette, [corners]);
    expect(show(await read(file))).toEqual([2, 2, 3, [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]]);
  });

  test('the first picture of an animation, white where it draws nothing', async () => {
    const first = { left: 1, top: 0, width: 1, height: 2, places: [1, 0], transparent: 1 };
    const file = gifFile([2, 2], palette, [first, corners]);
    expect(show(await read(file))).toEqual([2, 2, 1, [255, 255, 255, 0]]);
  });

  test.each([2, 16, 256])('as another reader has it: %i colours, codes of every length', async (colours) => {
    const [width, height] = [150, 120];
    const random = createRandom(1, 'gif');
    const own = Array.from({ length: colours }, () => random.integer(1 << 24));
    const places = Array.from({ length: width * height }, (_, i) =>
      i % 7 ? (i * i) % colours : random.integer(colours),
    );
    const file = gifFile([width, height], own, [{ width, height, places }]);
    const rgba = new Uint8Array(4 * width * height);
    new GifReader(file as Buffer).decodeAndBlitFrameRGBA(0, rgba);
    const picture = await read(file);
    expect(picture.channels).toBe(3);
    expect([...picture.pixels]).toEqual([...rgba].filter((_, i) => i % 4 < 3));
  });

  test('interlaced rows', async () => {
    // In the order of the four passes.
    const order = [0, 8, 4, 2, 6, 1, 3, 5, 7];
    const grey = Array.from({ length: 16 }, (_, i) => i * 0x010101);
    const file = gifFile([1, 9], grey, [{ width: 1, height: 9, places: order }]);
    file[file.indexOf(0x2c) + 9]! |= 0x40;
    expect(show(await read(file))).toEqual([1, 9, 1, [0, 1, 2, 3, 4, 5, 6, 7, 8]]);
  });

  test.each<[string, (file: Uint8Array) => Uint8Array, RegExp]>([
    ['cut', (file) => file.subarray(0, -5), /end too soon/],
    ['without a picture', (file) => file.subarray(0, 25), /no picture/],
    ['of another size', (file) => file.with(30, 200) as Uint8Array, /too few bytes|end too soon/],
  ])('%s it is refused', async (_, damage, reason) => {
    const places = Array.from({ length: 64 }, (_, i) => i % 4);
    const file = damage(gifFile([8, 8], palette, [{ width: 8, height: 8, places }]));
    const refused = await read(file).catch((cause: unknown) => cause);
    expect(refused).toBeInstanceOf(DataError);
    expect((refused as Error).message).toMatch(reason);
  });
});

describe('WebP, where there is no browser', () => {
  const levels = (count: number) =>
    Uint8Array.from({ length: 4 * count }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256));
  const rgb = (rgba: Uint8Array) => [...rgba].filter((_, i) => i % 4 < 3);

  test('without loss it has the levels that were saved', async () => {
    const rgba = levels(12 * 9);
    expect(show(await read(await webpFile(12, 9, rgba)))).toEqual([12, 9, 3, rgb(rgba)]);
  });

  test('transparent pixels are laid over white', async () => {
    const rgba = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 51, 10, 10, 10, 255);
    expect(show(await read(await webpFile(2, 2, rgba)))).toEqual([2, 2, 1, [255, 0, 204, 10]]);
  });

  test('with loss it is near', async () => {
    const rgba = Uint8Array.from({ length: 4 * 256 }, (_, i) =>
      i % 4 === 3 ? 255 : Math.floor(i / 64) * 12,
    );
    const { pixels } = await read(await webpFile(16, 16, rgba, 90));
    const mean = pixels.reduce((sum, level) => sum + level, 0) / pixels.length;
    expect(Math.abs(mean - 7.5 * 12)).toBeLessThan(2);
  });

  test('the first picture of an animation lies where it says', async () => {
    const stills = [await webpFile(2, 1, levels(2)), await webpFile(2, 1, levels(2).reverse())];
    const file = webpAnimation([4, 3], { left: 2, top: 2, width: 2, height: 1 }, stills);
    const { width, height, pixels } = await read(file);
    expect([width, height]).toEqual([4, 3]);
    expect([...pixels.subarray(0, 30)]).toEqual(Array(30).fill(255));
    expect([...pixels.subarray(30)]).toEqual(rgb(levels(2)));
  });

  test('cut it is refused, and the next one is read', async () => {
    const file = await webpFile(12, 9, levels(108));
    await expect(read(file.subarray(0, -20))).rejects.toThrow(DataError);
    expect((await read(file)).width).toBe(12);
  });

  test('without a decoder it is refused, and the page is named', async () => {
    const file = await webpFile(2, 1, levels(2));
    await expect(readBrowserPicture(file, 'a.webp')).rejects.toThrow(/page/);
  });
});
