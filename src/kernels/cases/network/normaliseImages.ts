import { pickLevels } from '../../../math/network/pickLevels';
import { createRandom } from '../../../math/random/random';
import { packImages, recordNormaliseImages } from '../../network/normaliseImages';
import { drawNormals } from '../draw';
import { judgeEqual } from '../judge';
import { defineCase, inShortRows, type KernelCases } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';

/** Images of `size` bytes; the rows are every seventh of them, round and round. */
function imagesCase(size: number, channels: number, count: number, rows: number) {
  const places = Uint32Array.from({ length: rows }, (_, row) => (7 * row + count - 1) % count);
  return defineCase({
    name: `${rows} of ${count} images of ${size} bytes, ${channels} channel(s)`,
    work: rows === 1000 ? { bytes: 5 * rows * size, operations: rows * size } : undefined,
    draw() {
      const random = createRandom(7, `bytes ${size}`);
      const images = Uint8Array.from({ length: count * size }, () => random.integer(256));
      return { images, levels: drawNormals(256 * channels, 'levels') };
    },
    async compute(gpu, { images, levels }) {
      const [words] = await recorded(gpu, (list, scope) => {
        const output = garbage(scope, rows * size);
        recordNormaliseImages(
          list,
          { rows, size, channels },
          {
            images: scope.upload('images', packImages(images)),
            levels: scope.upload('levels', levels),
            places: scope.upload('places', places),
            output,
          },
        );
        return [output];
      });
      return floatsOf(words!);
    },
    judge: (output, { images, levels }) => judgeEqual(output, pickLevels(images, levels, places, size)),
  });
}

export const imagesCases: KernelCases = {
  kernel: 'normaliseImages',
  shaders: ['network/normaliseImages'],
  tolerance: 'exact',
  cases: [
    imagesCase(1, 1, 1, 1),
    // Rows that begin within a word.
    imagesCase(9, 1, 5, 3),
    imagesCase(15, 3, 7, 7),
    imagesCase(784, 1, 3, 2),
    imagesCase(3072, 3, 2, 65),
    inShortRows(imagesCase(784, 1, 5, 4), 3),
    imagesCase(784, 1, 1000, 1000),
  ],
};
